package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code x.a.b} or {@code x.a or y}. */
public record Select(SyntaxNode node) implements Expr {

  public Optional<Expr> subject() {
    return Views.expression(node, 0);
  }

  public Optional<AttrPath> path() {
    return node.childNode(SyntaxKind.ATTR_PATH).map(AttrPath::new);
  }

  /** What stands behind {@code or}. */
  public Optional<Expr> fallback() {
    return Views.behind(node, SyntaxKind.OR);
  }
}
