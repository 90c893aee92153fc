package io.github.fleetmigrate.proof;

/**
 * A piece of a derivation's description. All pieces of one derivation together hold all of it.
 *
 * @param part what a person calls it; null where it is a piece of no known part
 * @param label what it is in the part or, without a part, in the derivation; empty for the part itself
 */
record Entry(Part part, String label, String value) {
  /** What it is compared by. */
  record Key(Part part, String label, int occurrence) {}
}
