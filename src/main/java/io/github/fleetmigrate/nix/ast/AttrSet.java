package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.Optional;

/** {@code { … }} or {@code rec { … }}. */
public record AttrSet(SyntaxNode node) implements Expr, BindingSet {

  public boolean isRecursive() {
    return node.childToken(SyntaxKind.REC).isPresent();
  }

  public Optional<SyntaxToken> open() {
    return node.childToken(SyntaxKind.L_BRACE);
  }

  public Optional<SyntaxToken> close() {
    return node.childToken(SyntaxKind.R_BRACE);
  }
}
