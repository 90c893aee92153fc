package io.github.fleetmigrate.edit;

import java.util.List;
import java.util.Objects;

/**
 * The list that an element is to get into.
 *
 * @param paths where the value is, as ends of binding paths; the first that the file has counts. {@code "*"} stands for
 *     any one name
 * @param inner names of the list inside what the path leads to, the best first: the argument of a call such as {@code
 *     mkShell}; empty where the path leads to the list itself
 * @param create whether the binding is added to the file's module where it has none; only with an empty {@code inner}
 */
public record ListTarget(List<List<String>> paths, List<String> inner, boolean create) {
  public ListTarget {
    paths = List.copyOf(paths);
    inner = List.copyOf(inner);
    Objects.requireNonNull(paths.get(0));
    if (create && (!inner.isEmpty() || paths.get(0).contains(BindingSearch.ANY))) {
      throw new IllegalArgumentException("only a plain path can be created");
    }
  }

  /** The packages of the default development shell. */
  public static ListTarget devShell() {
    return new ListTarget(
        List.of(
            List.of("devShells", "default"),
            List.of("devShells", BindingSearch.ANY, "default"),
            List.of("devShell"),
            List.of("devShell", BindingSearch.ANY)),
        List.of("packages", "nativeBuildInputs", "buildInputs"),
        false);
  }

  /** A list option of a NixOS module, added where the module does not set it. */
  public static ListTarget option(String... path) {
    return new ListTarget(List.of(List.of(path)), List.of(), true);
  }
}
