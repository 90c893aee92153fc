package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.AttributeNames;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** One name of an attribute path or of an inherit. */
public record Attr(SyntaxNode node) {

  /** The name; empty where it is computed. */
  public Optional<String> name() {
    return AttributeNames.constant(node);
  }

  public boolean isQuoted() {
    return node.kind() == SyntaxKind.STRING;
  }
}
