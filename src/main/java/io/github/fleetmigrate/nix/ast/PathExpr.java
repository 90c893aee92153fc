package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;

/** {@code ./x}, {@code ~/x}, {@code <nixpkgs>}, with interpolations or without. */
public record PathExpr(SyntaxNode node) implements Expr {

  /** Whether nothing is interpolated into it: its text is then the path. */
  public boolean isConstant() {
    return node.childNode(SyntaxKind.INTERPOLATION).isEmpty();
  }
}
