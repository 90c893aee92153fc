package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.edit.FlakeInput.Form;
import io.github.fleetmigrate.nix.ast.AttrPath;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.Literal;
import io.github.fleetmigrate.nix.ast.StringExpr;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a flake's inputs in all the forms they are written in. */
final class InputsReader {
  /** One binding of an input: its names behind the input's own, and the set it stands in. */
  record Part(String input, List<String> rest, Binding binding, boolean top) {}

  private InputsReader() {}

  /** The bindings that make inputs up, in the order of the file: in {@code inputs = { }} and as {@code inputs.x}. */
  static List<Part> parts(AttrSet flake) {
    List<Part> parts = new ArrayList<>();
    for (Binding binding : flake.bindings()) {
      List<String> names = binding.names().orElse(List.of());
      if (names.isEmpty() || !names.get(0).equals("inputs")) {
        continue;
      }
      if (names.size() > 1) {
        parts.add(new Part(names.get(1), names.subList(2, names.size()), binding, true));
      } else {
        binding.value().flatMap(value -> value.as(AttrSet.class)).ifPresent(set -> addAll(set, parts));
      }
    }
    return parts;
  }

  private static void addAll(AttrSet inputs, List<Part> parts) {
    for (Binding binding : inputs.bindings()) {
      binding
          .names()
          .ifPresent(n -> parts.add(new Part(n.get(0), n.subList(1, n.size()), binding, false)));
    }
  }

  static List<FlakeInput> read(AttrSet flake) {
    Map<String, List<Part>> byName = new LinkedHashMap<>();
    for (Part part : parts(flake)) {
      byName.computeIfAbsent(part.input(), name -> new ArrayList<>()).add(part);
    }
    return byName.entrySet().stream().map(e -> input(e.getKey(), e.getValue())).toList();
  }

  private static FlakeInput input(String name, List<Part> parts) {
    Map<List<String>, Expr> leaves = new LinkedHashMap<>();
    for (Part part : parts) {
      part.binding().value().ifPresent(value -> leaves(part.rest(), value, leaves));
    }
    Optional<Expr> url = Optional.ofNullable(leaves.get(List.of("url")));
    Map<String, String> follows = new LinkedHashMap<>();
    leaves.forEach(
        (path, value) -> {
          if (path.size() > 2 && path.get(path.size() - 1).equals("follows")) {
            text(value).ifPresent(target -> follows.put(inner(path), target));
          }
        });
    boolean flakeFlag =
        Optional.ofNullable(leaves.get(List.of("flake")))
            .flatMap(value -> value.as(Ident.class))
            .filter(value -> value.name().equals("false"))
            .isEmpty();
    Part first = parts.get(0);
    boolean block = parts.stream().anyMatch(p -> p.rest().isEmpty());
    Form form =
        first.top() ? block ? Form.TOP_BLOCK : Form.TOP_DOTTED : block ? Form.BLOCK : Form.DOTTED;
    List<TextRange> bindings = parts.stream().map(p -> p.binding().range()).toList();
    return new FlakeInput(
        name, url.flatMap(InputsReader::text), url.map(Expr::range), follows, flakeFlag, form, quoted(first), bindings);
  }

  /** {@code inputs.a.inputs.b.follows} as {@code a.b}. */
  private static String inner(List<String> path) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < path.size() - 1; i += 2) {
      names.add(path.get(i));
    }
    return String.join(".", names);
  }

  private static boolean quoted(Part part) {
    return part.binding()
        .path()
        .map(AttrPath::attrs)
        .filter(attrs -> attrs.get(part.top() ? 1 : 0).isQuoted())
        .isPresent();
  }

  private static void leaves(List<String> path, Expr value, Map<List<String>, Expr> found) {
    Optional<AttrSet> set = value.as(AttrSet.class);
    if (set.isEmpty()) {
      found.put(path, value);
      return;
    }
    for (Binding binding : set.get().bindings()) {
      List<String> longer = new ArrayList<>(path);
      binding.names().ifPresent(longer::addAll);
      binding.value().ifPresent(inner -> leaves(longer, inner, found));
    }
  }

  private static Optional<String> text(Expr value) {
    return value.as(StringExpr.class).flatMap(StringExpr::value).or(() -> value.as(Literal.class).flatMap(Literal::url));
  }
}
