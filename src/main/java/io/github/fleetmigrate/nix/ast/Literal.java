package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.Optional;

/** A number or an unquoted URL. */
public record Literal(SyntaxNode node) implements Expr {

  /** The URL; empty for a number. */
  public Optional<String> url() {
    return node.childToken(SyntaxKind.URI).map(SyntaxToken::text);
  }
}
