package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;

/** What holds bindings: a set, {@code let … in}, {@code let { }}. */
public sealed interface BindingSet permits AttrSet, LegacyLet, LetIn {

  SyntaxNode node();

  /** Bindings and inherits in the order of the file. */
  default List<Entry> entries() {
    List<Entry> found = new ArrayList<>();
    for (SyntaxNode child : node().childNodes()) {
      switch (child.kind()) {
        case BINDING -> found.add(new Binding(child));
        case INHERIT_NAMES -> found.add(new Inherit(child));
        default -> {}
      }
    }
    return found;
  }

  default List<Binding> bindings() {
    List<Binding> found = new ArrayList<>();
    for (Entry entry : entries()) {
      if (entry instanceof Binding binding) {
        found.add(binding);
      }
    }
    return found;
  }

  default List<Inherit> inherits() {
    List<Inherit> found = new ArrayList<>();
    for (Entry entry : entries()) {
      if (entry instanceof Inherit inherit) {
        found.add(inherit);
      }
    }
    return found;
  }
}
