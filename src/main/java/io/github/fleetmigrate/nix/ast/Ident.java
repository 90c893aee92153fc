package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;

/** A name as an expression. */
public record Ident(SyntaxNode node) implements Expr {

  public String name() {
    return node.text();
  }
}
