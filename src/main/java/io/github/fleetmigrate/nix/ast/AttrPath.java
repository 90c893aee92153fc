package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code a."b".${c}}. */
public record AttrPath(SyntaxNode node) {

  public List<Attr> attrs() {
    List<Attr> found = new ArrayList<>();
    for (SyntaxNode child : node.childNodes()) {
      found.add(new Attr(child));
    }
    return found;
  }

  /** The names in order; empty where one of them is computed. */
  public Optional<List<String>> names() {
    List<String> names = new ArrayList<>();
    for (Attr attr : attrs()) {
      if (attr.name().isEmpty()) {
        return Optional.empty();
      }
      names.add(attr.name().get());
    }
    return Optional.of(names);
  }
}
