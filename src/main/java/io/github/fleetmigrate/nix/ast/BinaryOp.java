package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.Optional;

/** An operator between two operands. */
public record BinaryOp(SyntaxNode node) implements Expr {

  public Optional<Expr> left() {
    return Views.expression(node, 0);
  }

  public Optional<Expr> right() {
    return Views.expression(node, 1);
  }

  public Optional<SyntaxToken> operator() {
    return node.children().stream()
        .filter(child -> child instanceof SyntaxToken && !child.kind().isTrivia())
        .map(child -> (SyntaxToken) child)
        .findFirst();
  }

  /** Whether the operator is of a kind. */
  public boolean is(SyntaxKind operator) {
    return operator().filter(token -> token.kind() == operator).isPresent();
  }
}
