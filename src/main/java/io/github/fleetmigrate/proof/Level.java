package io.github.fleetmigrate.proof;

import java.util.Locale;
import java.util.Optional;

/** How deep a verification goes; each level includes those before it. */
public enum Level {
  NONE,
  /** Our tree and nix's own parser accept every touched file. */
  PARSE,
  /** Every host's system derivation is evaluated and compared. */
  EVAL,
  /** Every host's system is built. */
  BUILD;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Level> of(String word) {
    for (Level level : values()) {
      if (level.word().equals(word)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
