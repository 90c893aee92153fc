package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code let … in body}. */
public record LetIn(SyntaxNode node) implements Expr, BindingSet {

  public Optional<Expr> body() {
    return Views.behind(node, SyntaxKind.IN);
  }
}
