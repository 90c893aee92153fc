package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.List;
import java.util.Optional;

/** {@code a.b = value;}. */
public record Binding(SyntaxNode node) implements Entry {

  public Optional<AttrPath> path() {
    return node.childNode(SyntaxKind.ATTR_PATH).map(AttrPath::new);
  }

  /** The names of its path where all of them are known without evaluation. */
  public Optional<List<String>> names() {
    return path().flatMap(AttrPath::names);
  }

  public Optional<Expr> value() {
    return Views.behind(node, SyntaxKind.ASSIGN);
  }
}
