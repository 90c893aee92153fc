package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code (x)}. */
public record Paren(SyntaxNode node) implements Expr {

  public Optional<Expr> inner() {
    return Views.expression(node, 0);
  }
}
