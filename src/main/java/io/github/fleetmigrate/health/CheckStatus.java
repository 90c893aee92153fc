package io.github.fleetmigrate.health;

import java.util.Locale;

/** How a check ended; the worst comes last. */
public enum CheckStatus {
  OK,
  WARNING,
  FAILED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
