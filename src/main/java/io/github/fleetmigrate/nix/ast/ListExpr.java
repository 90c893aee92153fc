package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.List;
import java.util.Optional;

/** {@code [ a b ]}. */
public record ListExpr(SyntaxNode node) implements Expr {

  public List<Expr> elements() {
    return Views.expressions(node);
  }

  public Optional<SyntaxToken> open() {
    return node.childToken(SyntaxKind.L_BRACKET);
  }

  public Optional<SyntaxToken> close() {
    return node.childToken(SyntaxKind.R_BRACKET);
  }
}
