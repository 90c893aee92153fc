package io.github.fleetmigrate.tui.model;

/** What a piece of the screen is; the view decides how that looks in its terminal. */
public enum Role {
  TEXT,
  MUTED,
  TITLE,
  ACCENT,
  GOOD,
  WARNING,
  BAD,
  ADDED,
  /** What is new within a line that was there before. */
  ADDED_WORD,
  REMOVED,
  /** What is gone from a line that is still there. */
  REMOVED_WORD,
  SELECTED,
  KEY,
  /** A word of the Nix language. */
  KEYWORD,
  /** A string, path or address in a Nix file. */
  STRING,
  COMMENT,
  /** A name that a Nix file binds. */
  ATTRIBUTE
}
