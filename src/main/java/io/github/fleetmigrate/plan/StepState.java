package io.github.fleetmigrate.plan;

import java.util.Locale;

/** What a step finds in the repository. */
public enum StepState {
  PENDING,
  DONE,
  /** Begun by hand, or in some places only. */
  PARTIAL,
  /** Something is in the way that a person must decide. */
  CONFLICT,
  NOT_APPLICABLE;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
