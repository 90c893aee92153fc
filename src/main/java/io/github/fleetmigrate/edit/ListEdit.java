package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds an element to a list that a binding holds. */
final class ListEdit {
  private final NixSource source;

  ListEdit(NixSource source) {
    this.source = source;
  }

  EditOutcome add(ListTarget target, String element) {
    List<Binding> found = List.of();
    for (List<String> path : target.paths()) {
      List<BindingSearch.Hit> hits = BindingSearch.find(source.parse().tree(), path);
      found = hits.stream().filter(hit -> !hit.local()).map(BindingSearch.Hit::binding).toList();
      if (found.isEmpty()) {
        // Inside a variable's value, such as outputs that are bound to a name before they are merged.
        found =
            hits.stream().filter(hit -> hit.path().size() > path.size()).map(BindingSearch.Hit::binding).toList();
      }
      if (!found.isEmpty()) {
        break;
      }
    }
    if (found.isEmpty()) {
      return target.create()
          ? create(target.paths().get(0), element)
          : NixSource.refused("nothing here defines " + String.join(".", target.paths().get(0)), null);
    }
    List<TextEdit> edits = new ArrayList<>();
    for (Binding binding : found) {
      Expr value = binding.value().orElseThrow();
      Addition addition = target.inner().isEmpty() ? toList(value, element) : toInner(target, value, element);
      if (addition.refused() != null) {
        return addition.refused();
      }
      edits.addAll(addition.edits());
    }
    return source.changed(edits);
  }

  /** Edits, none where the element is there; or a refusal. */
  private record Addition(List<TextEdit> edits, EditOutcome refused) {}

  private Addition toList(Expr value, String element) {
    if (Lists.element(value, element).isPresent()) {
      return new Addition(List.of(), null);
    }
    return Lists.add(source, value, element, null)
        .map(edit -> new Addition(List.of(edit), null))
        .orElseGet(
            () ->
                new Addition(
                    List.of(),
                    NixSource.refused("there is no list here that an element could be added to", value.range())));
  }

  private Addition toInner(ListTarget target, Expr value, String element) {
    Optional<AttrSet> set = argument(value);
    if (set.isEmpty()) {
      return new Addition(
          List.of(), NixSource.refused("this is not made by a call with a set of arguments", value.range()));
    }
    if (target.inner().stream()
        .flatMap(name -> Bodies.binding(set.get(), name).stream())
        .flatMap(binding -> binding.value().stream())
        .anyMatch(list -> Lists.element(list, element).isPresent())) {
      return new Addition(List.of(), null);
    }
    for (String name : target.inner()) {
      Optional<Expr> list = Bodies.binding(set.get(), name).flatMap(Binding::value);
      if (list.isPresent()) {
        return toList(list.get(), element);
      }
    }
    String name = target.inner().get(0);
    if (Bodies.inherits(set.get(), name)) {
      return new Addition(List.of(), NixSource.refused("'" + name + "' is inherited here", set.get().range()));
    }
    String text = name + " = " + Lists.literal(source, Fragment.element(element)) + ";";
    Items items = Items.of(set.get());
    return new Addition(List.of(items.insert(source, items.last(), indent -> text)), null);
  }

  /** The set that the outermost call takes last: {@code mkShell { … }}. */
  private static Optional<AttrSet> argument(Expr value) {
    Expr inner = value.withoutParentheses();
    if (inner instanceof Apply call) {
      return call.argument().flatMap(last -> last.as(AttrSet.class));
    }
    return Bodies.set(inner);
  }

  private EditOutcome create(List<String> path, String element) {
    String list = Lists.literal(source, Fragment.element(element));
    return ModuleBody.config(source)
        .map(set -> new AttrSetEdit(source).addTo(set, path, list, null))
        .orElseGet(
            () ->
                NixSource.refused(
                    "this is no module whose settings stand in one set; add "
                        + String.join(".", path)
                        + " by hand",
                    null));
  }
}
