package io.github.fleetmigrate.repo.literal;

/**
 * Where something is written.
 *
 * @param file relative to the repository's root
 * @param line from 1
 */
public record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
