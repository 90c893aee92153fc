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
  REMOVED,
  SELECTED,
  KEY
}
