package io.github.fleetmigrate.tui.model;

/** How large the screen is, in cells. */
public record Window(int columns, int rows) {
  static final Window USUAL = new Window(100, 30);
}
