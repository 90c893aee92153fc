package io.github.fleetmigrate.proof;

import java.util.Locale;

/** What a verification says of one host. */
public enum Verdict {
  /** The same system derivation as at the baseline, but for the flake's own source where a note says so. */
  IDENTICAL,
  /** Another system derivation. */
  CHANGED,
  /** It could be evaluated at the baseline and cannot be now, or it does not build. */
  FAILED,
  /** It could not be evaluated before either, or there is no nix: nothing is claimed. */
  UNKNOWN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
