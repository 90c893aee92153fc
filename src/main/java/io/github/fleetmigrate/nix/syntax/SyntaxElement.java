package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.text.TextRange;
import java.util.Optional;

/** A part of the tree: a token, or a node with children. It never changes once its tree is built. */
public sealed interface SyntaxElement permits SyntaxNode, SyntaxToken {

  SyntaxKind kind();

  /** Where it is in the text that was parsed. */
  TextRange range();

  /** Its characters, exactly as they stand in the file. */
  String text();

  /** The node it is a child of; empty for the root. */
  Optional<SyntaxNode> parent();

  /** Offset of its first character. */
  int start();

  /** Offset behind its last character. */
  int end();

  /** The parent's child right before this one. */
  Optional<SyntaxElement> previousSibling();

  /** The parent's child right behind this one. */
  Optional<SyntaxElement> nextSibling();
}
