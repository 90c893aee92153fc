package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.text.TextRange;

/**
 * A piece of a justfile; the pieces of a file follow each other without a gap.
 *
 * @param range with the line end
 */
public record JustItem(Kind kind, TextRange range) {
  public enum Kind {
    RECIPE,
    ASSIGNMENT,
    SETTING,
    ALIAS,
    IMPORT,
    MODULE,
    ATTRIBUTE,
    COMMENT,
    BLANK,
    /** Anything that just's syntax has no place for, or that came after the version this was written for. */
    UNKNOWN
  }
}
