package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the views share. */
final class Views {
  private Views() {}

  /** The child expression that has {@code index} others before it. */
  static Optional<Expr> expression(SyntaxNode node, int index) {
    List<Expr> found = expressions(node);
    return index < found.size() ? Optional.of(found.get(index)) : Optional.empty();
  }

  /** The child expressions in order. */
  static List<Expr> expressions(SyntaxNode node) {
    List<Expr> found = new ArrayList<>();
    for (SyntaxNode child : node.childNodes()) {
      Expr.of(child).ifPresent(found::add);
    }
    return found;
  }

  /** The first child expression behind a token. */
  static Optional<Expr> behind(SyntaxNode node, SyntaxKind token) {
    Optional<SyntaxToken> found = node.childToken(token);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return node.childNodes().stream()
        .filter(child -> child.start() >= found.get().end())
        .findFirst()
        .flatMap(Expr::of);
  }
}
