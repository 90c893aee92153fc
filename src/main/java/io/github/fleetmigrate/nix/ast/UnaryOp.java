package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code !x} or {@code -x}. */
public record UnaryOp(SyntaxNode node) implements Expr {

  public Optional<Expr> operand() {
    return Views.expression(node, 0);
  }

  public boolean isNegation() {
    return node.childToken(SyntaxKind.MINUS).isPresent();
  }
}
