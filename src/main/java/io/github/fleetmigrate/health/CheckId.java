package io.github.fleetmigrate.health;

/** The checks of a host, in the order they are told; their words are an interface. */
public enum CheckId {
  REACHABLE("reachable"),
  HOST_KEY("host-key"),
  LOGIN("login"),
  HOSTNAME("hostname"),
  SYSTEM_STATE("system-state"),
  UNITS("units"),
  GENERATION("generation"),
  DISK("disk"),
  NIX("nix"),
  PRIVILEGE("privilege"),
  CLOCK("clock");

  private final String word;

  CheckId(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
