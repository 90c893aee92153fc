package io.github.fleetmigrate.nix.syntax;

import java.util.List;
import java.util.Objects;

/**
 * What parsing gives: a tree that holds every character of the text, whatever is wrong with it, and what is wrong.
 *
 * @param tree the root; its text is the text that was parsed
 * @param errors in the order of their places; empty where the file is good
 */
public record NixParse(SyntaxNode tree, List<SyntaxError> errors) {
  public NixParse {
    Objects.requireNonNull(tree);
    errors = List.copyOf(errors);
  }

  public boolean ok() {
    return errors.isEmpty();
  }
}
