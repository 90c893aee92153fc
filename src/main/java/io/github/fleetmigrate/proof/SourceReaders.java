package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the derivations whose descriptions are the same in two trees but whose builders read what differs: the content of
 * the flake's own source. A builder can come by it directly, or through what another derivation has made: a link to it, or
 * a script that names it.
 */
final class SourceReaders {
  private final MaskedGraph graph;
  private final String source;
  /** How the output of a derivation leads to the source, by the derivation's path. */
  private final Map<String, SourceUse.Kind> led = new HashMap<>();

  private SourceReaders(MaskedGraph graph) {
    this.graph = graph;
    this.source = graph.mask().identity().storePath();
  }

  /**
   * @param shared derivations that the other graph has too, and that therefore know nothing of this source
   */
  static List<Difference> of(MaskedGraph graph, Set<String> shared) {
    return new SourceReaders(graph).find(shared);
  }

  private List<Difference> find(Set<String> shared) {
    List<Difference> readers = new ArrayList<>();
    for (Derivation derivation : graph.all()) {
      if (shared.contains(derivation.path()) || derivation.isFixed()) {
        continue;
      }
      SourceUse.Kind kind = SourceUse.of(derivation, source, this::leads);
      // An image, or a list of all that a system needs, holds the content of what leads to the source.
      if (!led.isEmpty() && exportsClosure(derivation)) {
        kind = SourceUse.Kind.READS;
      }
      if (kind == SourceUse.Kind.READS) {
        boolean itself = SourceUse.texts(derivation).anyMatch(text -> text.contains(source));
        String cause =
            itself || exportsClosure(derivation)
                ? "it is built from the content of the flake's own source"
                : "it may read the flake's own source through what it is made from";
        readers.add(Difference.of(derivation.name(), cause));
      }
      if (kind != SourceUse.Kind.NONE) {
        led.put(derivation.path(), kind);
      }
    }
    // What a reader makes is read again all the way up; the first cause says enough.
    return readers;
  }

  private static boolean exportsClosure(Derivation derivation) {
    return derivation.environment().containsKey("exportReferencesGraph")
        || derivation.environment().getOrDefault("__json", "").contains("\"exportReferencesGraph\"");
  }

  /** How a store path that a text mentions leads to the source. */
  private SourceUse.Kind leads(String path) {
    Derivation made = graph.maker(path);
    return made == null ? SourceUse.Kind.NONE : led.getOrDefault(made.path(), SourceUse.Kind.NONE);
  }
}
