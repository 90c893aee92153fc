package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A node with its children in order. Except for the root, no node begins or ends with white space or a comment, so a
 * node's range is the text one would replace. Trees can be deeper than a thread's stack: walk them with {@link
 * #descendants()} and {@link #tokens()}, which need none.
 */
public final class SyntaxNode implements SyntaxElement {
  private final SyntaxKind kind;
  private final List<SyntaxElement> children;
  private final int start;
  private final int end;
  private SyntaxNode parent;
  private int index;

  /** A node over children that have no parent yet; {@code at} is its place where it has none. */
  SyntaxNode(SyntaxKind kind, List<SyntaxElement> children, int at) {
    this.kind = kind;
    this.children = List.copyOf(children);
    this.start = children.isEmpty() ? at : children.get(0).start();
    this.end = children.isEmpty() ? at : children.get(children.size() - 1).end();
    for (int i = 0; i < this.children.size(); i++) {
      if (this.children.get(i) instanceof SyntaxNode node) {
        node.parent = this;
        node.index = i;
      } else {
        ((SyntaxToken) this.children.get(i)).place(this, i);
      }
    }
  }

  Optional<SyntaxElement> childAt(int position) {
    return position < 0 || position >= children.size() ? Optional.empty() : Optional.of(children.get(position));
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

  public List<SyntaxElement> children() {
    return children;
  }

  /** The children that are nodes. */
  public List<SyntaxNode> childNodes() {
    List<SyntaxNode> nodes = new ArrayList<>();
    for (SyntaxElement child : children) {
      if (child instanceof SyntaxNode node) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** The children that are nodes of a kind. */
  public List<SyntaxNode> childNodes(SyntaxKind wanted) {
    List<SyntaxNode> nodes = new ArrayList<>();
    for (SyntaxElement child : children) {
      if (child instanceof SyntaxNode node && node.kind == wanted) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  /** The first child node of a kind. */
  public Optional<SyntaxNode> childNode(SyntaxKind wanted) {
    for (SyntaxElement child : children) {
      if (child instanceof SyntaxNode node && node.kind == wanted) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  /** The first child token of a kind. */
  public Optional<SyntaxToken> childToken(SyntaxKind wanted) {
    for (SyntaxElement child : children) {
      if (child instanceof SyntaxToken token && token.kind() == wanted) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  /** This node and all nodes below it, each before its children. */
  public List<SyntaxNode> descendants() {
    List<SyntaxNode> found = new ArrayList<>();
    Deque<SyntaxNode> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      SyntaxNode node = open.pop();
      found.add(node);
      for (int i = node.children.size() - 1; i >= 0; i--) {
        if (node.children.get(i) instanceof SyntaxNode child) {
          open.push(child);
        }
      }
    }
    return found;
  }

  /** The nodes of a kind in {@link #descendants()}. */
  public List<SyntaxNode> descendants(SyntaxKind wanted) {
    List<SyntaxNode> found = new ArrayList<>();
    for (SyntaxNode node : descendants()) {
      if (node.kind == wanted) {
        found.add(node);
      }
    }
    return found;
  }

  /** All tokens in it, in order, white space and comments included. */
  public List<SyntaxToken> tokens() {
    List<SyntaxToken> found = new ArrayList<>();
    Deque<SyntaxElement> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      SyntaxElement element = open.pop();
      if (element instanceof SyntaxToken token) {
        found.add(token);
      } else {
        List<SyntaxElement> inner = ((SyntaxNode) element).children;
        for (int i = inner.size() - 1; i >= 0; i--) {
          open.push(inner.get(i));
        }
      }
    }
    return found;
  }

  @Override
  public String text() {
    StringBuilder out = new StringBuilder(end - start);
    for (SyntaxToken token : tokens()) {
      out.append(token.text());
    }
    return out.toString();
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
    return kind + "@" + start + ".." + end;
  }
}
