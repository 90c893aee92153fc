package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code assert condition; body}. */
public record Assert(SyntaxNode node) implements Expr {

  public Optional<Expr> condition() {
    return Views.expression(node, 0);
  }

  public Optional<Expr> body() {
    return Views.behind(node, SyntaxKind.SEMICOLON);
  }
}
