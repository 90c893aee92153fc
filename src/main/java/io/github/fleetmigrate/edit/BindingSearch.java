package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.AttrPath;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds bindings by the names on the way to them. */
final class BindingSearch {
  /** Stands for any one name in a path that is looked for. */
  static final String ANY = "*";

  /** A binding with the names on the way to it. */
  record Hit(List<String> path, boolean local, Binding binding) {}

  private BindingSearch() {}

  /** All bindings whose path ends with {@code suffix}, in the order of the file. */
  static List<Hit> find(SyntaxNode tree, List<String> suffix) {
    List<Hit> hits = new ArrayList<>();
    for (SyntaxNode node : tree.descendants(SyntaxKind.BINDING)) {
      Hit hit = hit(node);
      if (endsWith(hit.path(), suffix) && hit.binding().value().isPresent()) {
        hits.add(hit);
      }
    }
    return hits;
  }

  static boolean endsWith(List<String> path, List<String> suffix) {
    int from = path.size() - suffix.size();
    if (from < 0) {
      return false;
    }
    for (int i = 0; i < suffix.size(); i++) {
      if (!suffix.get(i).equals(ANY) && !suffix.get(i).equals(path.get(from + i))) {
        return false;
      }
    }
    return true;
  }

  private static Hit hit(SyntaxNode node) {
    List<String> path = new ArrayList<>();
    boolean local = false;
    Optional<SyntaxNode> at = Optional.of(node);
    while (at.isPresent() && !local) {
      if (at.get().kind() == SyntaxKind.BINDING) {
        path.addAll(0, names(new Binding(at.get())));
        local = at.get().parent().filter(holder -> holder.kind() == SyntaxKind.LET_IN).isPresent();
      }
      at = at.get().parent();
    }
    return new Hit(List.copyOf(path), local, new Binding(node));
  }

  private static List<String> names(Binding binding) {
    return binding.path().map(AttrPath::attrs).orElse(List.of()).stream()
        .map(attr -> attr.name().orElse(attr.node().text()))
        .toList();
  }

  static FoundBinding found(Hit hit) {
    Binding binding = hit.binding();
    return new FoundBinding(
        hit.path(),
        hit.local(),
        binding.range(),
        binding.path().orElseThrow().node().range(),
        binding.value().orElseThrow().range());
  }
}
