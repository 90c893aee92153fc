package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.nix.ast.Attr;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.StringExpr;
import io.github.fleetmigrate.nix.syntax.MergedAttrs;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.repo.literal.Interpreter.Context;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.Text;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sets as they are written. */
final class Sets {
  private Sets() {}

  /** The set that bindings make up. */
  static Attrs build(MergedAttrs merged, Context at, Interpreter interpreter) {
    Map<String, Lazy> names = new HashMap<>();
    Context inner = merged.recursive() ? at.in(Scope.of(names, at.scope())) : at;
    Map<String, Lazy> known = attributes(merged, at, inner, interpreter);
    names.putAll(known);
    Value rest = null;
    for (MergedAttrs.Dynamic dynamic : merged.dynamics()) {
      Place place = at.place(dynamic.name());
      Value name = name(new Attr(dynamic.name()), inner, interpreter);
      if (name instanceof Text text && !known.containsKey(text.text())) {
        known.put(text.text(), attribute(text.text(), dynamic.attribute(), at, inner, place, interpreter));
      } else if (!(name instanceof Value.Nothing)) {
        rest = name.unread(place);
      }
    }
    return new Attrs(known, rest);
  }

  /** The attributes whose names are written out. */
  static Map<String, Lazy> attributes(MergedAttrs merged, Context outer, Context inner, Interpreter interpreter) {
    Map<String, Lazy> known = new LinkedHashMap<>();
    merged
        .attributes()
        .forEach(
            (name, attribute) ->
                known.put(name, attribute(name, attribute, outer, inner, outer.place(attribute.at()), interpreter)));
    return known;
  }

  private static Lazy attribute(
      String name, MergedAttrs.Attribute attribute, Context outer, Context inner, Place place, Interpreter interpreter) {
    return Lazy.of(
        place,
        () ->
            switch (attribute.origin()) {
              case VALUE -> value(attribute.value(), inner, place, interpreter);
              case NESTED -> build(attribute.nested(), inner, interpreter);
              case INHERITED -> interpreter.name(name, attribute.at(), outer);
              case SELECTED ->
                  select(value(attribute.value(), inner, place, interpreter), name, place)
                      .orElse(new Unread("there is no attribute " + name, place));
            });
  }

  private static Value value(SyntaxNode node, Context at, Place place, Interpreter interpreter) {
    return Expr.of(node).map(e -> interpreter.value(e, at)).orElse(new Unread("it is incomplete", place));
  }

  /** An attribute of what may be a set; empty where it is one and has no such attribute. */
  static Optional<Value> select(Value subject, String name, Place at) {
    if (subject instanceof Attrs set) {
      return set.find(name).map(Lazy::get);
    }
    return Optional.of(subject instanceof External outside ? outside.below(name) : subject.unread(at));
  }

  /** The name that an attribute has: text, {@code null}, or why it is not known. */
  static Value name(Attr attr, Context at, Interpreter interpreter) {
    Optional<String> constant = attr.name();
    if (constant.isPresent()) {
      return new Text(constant.get());
    }
    SyntaxNode node = attr.node();
    if (node.kind() == SyntaxKind.STRING) {
      return Texts.string(new StringExpr(node), at, interpreter);
    }
    return node.childNodes().stream()
        .findFirst()
        .flatMap(Expr::of)
        .map(e -> interpreter.value(e, at))
        .orElse(new Unread("its name is computed", at.place(node)));
  }
}
