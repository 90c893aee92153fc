package io.github.fleetmigrate.repo;

/** How a fact was learned. */
public enum Source {
  /** nix evaluated it. */
  EVALUATED,
  /** Read from the syntax tree as it is written; used where evaluation is not possible. */
  STATIC;

  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
