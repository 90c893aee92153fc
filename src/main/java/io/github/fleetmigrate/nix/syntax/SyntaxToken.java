package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.text.TextRange;
import java.util.Optional;

/** A piece of text that the grammar does not divide further; white space and comments are tokens too. */
public final class SyntaxToken implements SyntaxElement {
  private final SyntaxKind kind;
  private final String source;
  private final int start;
  private final int end;
  private SyntaxNode parent;
  private int index;

  SyntaxToken(SyntaxKind kind, String source, int start, int end) {
    this.kind = kind;
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** Hangs it into the tree; once, when its parent is built. */
  void place(SyntaxNode newParent, int newIndex) {
    parent = newParent;
    index = newIndex;
  }

  @Override
  public SyntaxKind kind() {
    return kind;
  }

  @Override
  public TextRange range() {
    return new TextRange(start, end);
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public String text() {
    return source.substring(start, end);
  }

  @Override
  public Optional<SyntaxNode> parent() {
    return Optional.ofNullable(parent);
  }

  @Override
  public Optional<SyntaxElement> previousSibling() {
    return parent().flatMap(node -> node.childAt(index - 1));
  }

  @Override
  public Optional<SyntaxElement> nextSibling() {
    return parent().flatMap(node -> node.childAt(index + 1));
  }

  @Override
  public String toString() {
    return kind + "@" + start + " " + text();
  }
}
