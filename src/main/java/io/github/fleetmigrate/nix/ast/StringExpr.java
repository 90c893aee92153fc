package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.StringText;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** {@code "…"} or {@code ''…''}. */
public record StringExpr(SyntaxNode node) implements Expr {

  public boolean isIndented() {
    return StringText.isIndented(node);
  }

  /** What it means, escapes resolved; empty where something is interpolated into it. */
  public Optional<String> value() {
    return StringText.constant(node);
  }
}
