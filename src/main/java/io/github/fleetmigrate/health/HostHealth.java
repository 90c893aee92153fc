package io.github.fleetmigrate.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A host's checks. Those that could not be tried because an earlier one failed are left out.
 *
 * @param name the host's name in the flake
 * @param address null where it is not known
 * @param port 0 where it is not known
 * @param user null where it is not known
 * @param machine what was read from the machine; null where no login was had
 */
public record HostHealth(
    String name, String address, int port, String user, Duration elapsed, List<Check> checks, Machine machine) {
  public HostHealth {
    checks = List.copyOf(checks);
  }

  /** The worst of the checks. */
  public CheckStatus status() {
    return checks.stream().map(Check::status).max(CheckStatus::compareTo).orElse(CheckStatus.FAILED);
  }

  public Optional<Check> check(CheckId id) {
    return checks.stream().filter(c -> c.id() == id).findFirst();
  }
}
