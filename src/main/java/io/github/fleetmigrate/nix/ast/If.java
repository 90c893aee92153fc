package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code if condition then yes else no}. */
public record If(SyntaxNode node) implements Expr {

  public Optional<Expr> condition() {
    return Views.behind(node, SyntaxKind.IF);
  }

  public Optional<Expr> yes() {
    return Views.behind(node, SyntaxKind.THEN);
  }

  public Optional<Expr> no() {
    return Views.behind(node, SyntaxKind.ELSE);
  }
}
