package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a derivation's description apart. The derivations of NixOS that only put others together are known by their names;
 * their lists are read item by item, in the forms that nixpkgs has had since 2016. Nothing is ever left out: what is in no
 * known form becomes an entry of its own.
 */
final class Entries {
  private final MaskedGraph graph;
  private final Derivation derivation;
  private final Map<Entry.Key, Entry> entries = new LinkedHashMap<>();

  private Entries(MaskedGraph graph, Derivation derivation) {
    this.graph = graph;
    this.derivation = derivation;
  }

  /** Whether it only puts parts together, each of which is told by itself. */
  static boolean isCollection(Derivation derivation, boolean root) {
    return root && RootParts.isSystem(derivation)
        || switch (derivation.name()) {
          case "etc", "system-units", "user-units", "system-path", "users-groups.json", "userborn.json" -> true;
          default -> false;
        };
  }

  /** Whether it is a folder of files that have each a name of their own. */
  static boolean isFolder(Derivation derivation) {
    return List.of("etc", "system-units", "user-units").contains(derivation.name());
  }

  static Map<Entry.Key, Entry> of(MaskedGraph graph, Derivation derivation, boolean root) {
    Entries entries = new Entries(graph, derivation);
    if (root && RootParts.isSystem(derivation)) {
      entries.fixed(Part.Kind.SYSTEM);
      new RootParts(entries).read(derivation);
      return entries.entries;
    }
    if (!isCollection(derivation, root)) {
      entries.plain();
      return entries.entries;
    }
    entries.fixed(Part.Kind.SYSTEM);
    switch (derivation.name()) {
      case "etc" -> new EtcParts(entries).read(derivation);
      case "system-units" -> new UnitParts(entries, Part.Kind.UNIT).read(derivation);
      case "user-units" -> new UnitParts(entries, Part.Kind.USER_UNIT).read(derivation);
      case "system-path" -> new PackageParts(entries).read(derivation);
      default -> new UserParts(entries).read(derivation);
    }
    return entries.entries;
  }

  MaskedGraph graph() {
    return graph;
  }

  void add(Part part, String label, String value) {
    int occurrence = 0;
    while (entries.containsKey(new Entry.Key(part, label, occurrence))) {
      occurrence++;
    }
    entries.put(new Entry.Key(part, label, occurrence), new Entry(part, label, value));
  }

  /** A piece of how the collection itself is made. */
  void rest(String label, String value) {
    add(system(), label, value);
  }

  private Part system() {
    String name = derivation.name();
    return new Part(Part.Kind.SYSTEM, name.startsWith("nixos-system-") ? "toplevel" : name);
  }

  private void plain() {
    common(null);
    derivation.environment().forEach((name, value) -> variable(null, name, value));
  }

  /** All but the environment. */
  private void fixed(Part.Kind kind) {
    common(new Part(kind, system().name()));
  }

  private void common(Part part) {
    add(part, "system", derivation.platform());
    add(part, "builder", derivation.builder());
    add(part, "arguments", String.join("\n", derivation.arguments()));
    List<String> outputs = new ArrayList<>();
    derivation.outputs().forEach(o -> outputs.add(String.join(" ", o.name(), o.hashAlgorithm(), o.hash())));
    add(part, "outputs", String.join("\n", outputs));
  }

  /** {@code name}, {@code system} and {@code builder} repeat what is told anyway. */
  private void variable(Part part, String name, String value) {
    boolean told =
        name.equals("name") && value.equals(derivation.name())
            || name.equals("system") && value.equals(derivation.platform())
            || name.equals("builder") && value.equals(derivation.builder());
    if (!told) {
      add(part, name, value);
    }
  }

  void restVariable(String name, String value) {
    variable(system(), name, value);
  }
}
