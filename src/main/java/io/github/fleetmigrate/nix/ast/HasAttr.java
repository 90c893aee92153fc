package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code x ? a.b}. */
public record HasAttr(SyntaxNode node) implements Expr {

  public Optional<Expr> subject() {
    return Views.expression(node, 0);
  }

  public Optional<AttrPath> path() {
    return node.childNode(SyntaxKind.ATTR_PATH).map(AttrPath::new);
  }
}
