package io.github.fleetmigrate.edit;

import java.util.Set;

/**
 * An output that is to go, and what the file is that it is taken out of.
 *
 * @param output its name: {@code deploy}
 * @param madeBy the function by which checks are made of it, whose results go too; empty for none
 * @param emptyFiles relative paths, as they are written, of imported files that give nothing any more
 */
public record OutputRemoval(String output, String madeBy, Role role, Set<String> emptyFiles) {
  public OutputRemoval {
    emptyFiles = Set.copyOf(emptyFiles);
  }

  /** What a file is. */
  public enum Role {
    /** {@code flake.nix}. */
    FLAKE,
    /** A flake-parts module. */
    MODULE,
    /** A file that gives outputs, or a function to them. */
    RESULT
  }
}
