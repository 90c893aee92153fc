package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.TextRange;

/** What stands in a {@link BindingSet}. */
public sealed interface Entry permits Binding, Inherit {

  SyntaxNode node();

  /** From its first character up to and with its semicolon. */
  default TextRange range() {
    return node().range();
  }
}
