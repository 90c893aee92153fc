package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.text.TextRange;
import java.util.Objects;

/**
 * Something in a file that nix refuses.
 *
 * @param message what is wrong, without the place
 * @param range where; empty at the end of the file
 */
public record SyntaxError(String message, TextRange range) {
  public SyntaxError {
    Objects.requireNonNull(message);
    Objects.requireNonNull(range);
  }
}
