package io.github.fleetmigrate.catalog;

/**
 * Something wrong in a catalogue.
 *
 * @param where file, and the place in it: {@code nixos-fleet/1-add-input/phase.json: /steps/0/action}
 */
public record CatalogProblem(String where, String message) {
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
