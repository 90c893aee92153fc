package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code inherit a b;} and {@code inherit (x) a b;}. */
public record Inherit(SyntaxNode node) implements Entry {

  /** What the attributes are taken from; empty where that is the scope around. */
  public Optional<Expr> from() {
    return node.childNode(SyntaxKind.INHERIT_FROM).flatMap(from -> Views.expression(from, 0));
  }

  public List<Attr> attrs() {
    List<Attr> found = new ArrayList<>();
    for (SyntaxNode child : node.childNodes()) {
      if (child.kind() != SyntaxKind.INHERIT_FROM) {
        found.add(new Attr(child));
      }
    }
    return found;
  }
}
