package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.Optional;

/** A function: {@code x: body}, {@code { a, b }: body}, {@code { a, ... }@x: body}. */
public record Lambda(SyntaxNode node) implements Expr {

  /** The one parameter of {@code x: body}. */
  public Optional<String> parameter() {
    return node.childToken(SyntaxKind.COLON)
        .flatMap(colon -> node.childNode(SyntaxKind.IDENT).filter(name -> name.end() <= colon.start()))
        .map(SyntaxNode::text);
  }

  public Optional<Formals> formals() {
    return node.childNode(SyntaxKind.FORMALS).map(Formals::new);
  }

  /** The name for the whole set: {@code x} of {@code { … }@x} and of {@code x@{ … }}. */
  public Optional<String> atName() {
    return node.childNode(SyntaxKind.AT_NAME).flatMap(at -> at.childNode(SyntaxKind.IDENT)).map(SyntaxNode::text);
  }

  public Optional<Expr> body() {
    return Views.behind(node, SyntaxKind.COLON);
  }
}
