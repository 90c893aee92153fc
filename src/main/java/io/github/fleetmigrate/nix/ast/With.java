package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code with scope; body}. */
public record With(SyntaxNode node) implements Expr {

  public Optional<Expr> scope() {
    return Views.expression(node, 0);
  }

  public Optional<Expr> body() {
    return Views.behind(node, SyntaxKind.SEMICOLON);
  }
}
