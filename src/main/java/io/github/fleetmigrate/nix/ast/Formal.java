package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** One of a function's formals: {@code a} or {@code a ? 1}. */
public record Formal(SyntaxNode node) {

  public Optional<String> name() {
    return node.childNode(SyntaxKind.IDENT).map(SyntaxNode::text);
  }

  public Optional<Expr> defaultValue() {
    return Views.behind(node, SyntaxKind.QUESTION);
  }
}
