package io.github.fleetmigrate.health;

import java.util.Objects;

/**
 * One check of one host.
 *
 * @param detail what was found, one line; text of the machine is in it, so it is to be neutralised before it is printed
 * @param remedy what to do; null where all is well
 */
public record Check(CheckId id, CheckStatus status, String detail, String remedy) {
  private static final int LONGEST = 800;

  public Check {
    Objects.requireNonNull(id);
    Objects.requireNonNull(status);
    // A machine may say anything; nobody reads more.
    detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) + "…" : detail;
  }

  public static Check ok(CheckId id, String detail) {
    return new Check(id, CheckStatus.OK, detail, null);
  }

  public static Check warning(CheckId id, String detail, String remedy) {
    return new Check(id, CheckStatus.WARNING, detail, remedy);
  }

  public static Check failed(CheckId id, String detail, String remedy) {
    return new Check(id, CheckStatus.FAILED, detail, remedy);
  }
}
