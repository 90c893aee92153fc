package io.github.fleetmigrate.proof;

/**
 * A part of a NixOS system as a person names it: {@code /etc/hosts}, {@code unit sshd.service}.
 *
 * @param name empty where the kind says it all
 */
public record Part(Kind kind, String name) {
  /** What parts there are; the most telling ones stand first. */
  public enum Kind {
    HOST_NAME("host name"),
    USER("user "),
    GROUP("group "),
    ETC("/etc/"),
    UNIT("unit "),
    USER_UNIT("user unit "),
    PACKAGE("package "),
    KERNEL_PARAMETERS("kernel parameters"),
    /** What the machine boots: kernel, initrd and so on. */
    BOOT(""),
    LABEL("version label"),
    /** A snippet of the script that activates the system. */
    ACTIVATION("activation script "),
    /** How the parts are put together, and what is no part of another kind. */
    SYSTEM("the system's ");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static Part of(Kind kind) {
    return new Part(kind, "");
  }

  /** What a person calls it, and what an announcement names it by. */
  public String words() {
    return kind.words + name;
  }
}
