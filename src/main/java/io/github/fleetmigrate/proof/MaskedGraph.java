package io.github.fleetmigrate.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A derivation graph in which every derivation has a name of its own that depends on all it is made of, but not on the
 * flake's own source: two derivations of two graphs have the same such name exactly if they differ in nothing else.
 * Output paths, which nix computes from the rest, play no part; a fixed output is what its hash says, however fetched.
 */
final class MaskedGraph {
  private final Map<String, Derivation> derivations;
  private final SourceMask mask;
  private final String store;
  private final Map<String, Made> outputs = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** A known output path and what makes it. */
  private record Made(String path, Derivation by, String output) {}

  /**
   * @param derivations all of the graph, inputs before what needs them
   * @param shared paths that both graphs have: those are the same without looking into them
   */
  MaskedGraph(Map<String, Derivation> derivations, SourceMask mask, Set<String> shared, String store) {
    this.derivations = derivations;
    this.mask = mask;
    this.store = store;
    for (Derivation derivation : derivations.values()) {
      for (Derivation.Output output : derivation.outputs()) {
        if (output.path().startsWith(store)) {
          outputs.put(StoreText.hash(output.path(), store), new Made(output.path(), derivation, output.name()));
        }
      }
    }
    for (Derivation derivation : derivations.values()) {
      names.put(derivation.path(), shared.contains(derivation.path()) ? derivation.path() : name(derivation));
    }
  }

  Derivation get(String path) {
    return derivations.get(path);
  }

  Iterable<Derivation> all() {
    return derivations.values();
  }

  SourceMask mask() {
    return mask;
  }

  /** The derivation's name in this sense. */
  String nameOf(String path) {
    return names.get(path);
  }

  private String name(Derivation derivation) {
    Digest digest = new Digest();
    digest.add(mask.apply(derivation.name()));
    if (derivation.isFixed()) {
      Derivation.Output output = derivation.outputs().get(0);
      return digest.add("fixed").add(output.hashAlgorithm()).add(output.hash()).end();
    }
    derivation.outputs().forEach(o -> digest.add(o.name()).add(o.hashAlgorithm()).add(o.hash()));
    digest.add("inputs");
    List<String> inputs = new ArrayList<>();
    derivation.inputs().forEach((path, needed) -> inputs.add(names.get(path) + " " + String.join(" ", needed)));
    new TreeSet<>(inputs).forEach(digest::add);
    digest.add("sources");
    new TreeSet<>(derivation.sources().stream().map(source -> masked(source, derivation)).toList()).forEach(digest::add);
    digest.add("builder").add(derivation.platform()).add(masked(derivation.builder(), derivation));
    derivation.arguments().forEach(argument -> digest.add(masked(argument, derivation)));
    digest.add("environment");
    derivation.environment().forEach((key, value) -> digest.add(key).add(masked(value, derivation)));
    return digest.end();
  }

  /** A text of a derivation with its source, its own outputs and other derivations' outputs replaced by names. */
  private String masked(String text, Derivation of) {
    return StoreText.replace(
        text,
        store,
        path -> {
          Made made = outputs.get(StoreText.hash(path, store));
          if (made != null && path.startsWith(made.path())) {
            // Only an output of a later derivation, mentioned without needing it, has no name yet.
            String by = made.by() == of ? "itself" : names.get(made.by().path());
            return by == null ? null : new StoreText.Found("<" + by + " " + made.output() + ">", made.path().length());
          }
          if (path.endsWith(".drv") && names.containsKey(path)) {
            return new StoreText.Found("<" + names.get(path) + ">", path.length());
          }
          return null;
        },
        mask::apply);
  }

  /** The same for a person's eyes: outputs by the names that people know; what only its inputs changed is equal then. */
  String shown(String text, Derivation of, Map<String, String> aliases) {
    return StoreText.replace(
        text,
        store,
        path -> {
          Made made = outputs.get(StoreText.hash(path, store));
          if (made == null || !path.startsWith(made.path())) {
            return null;
          }
          String name = made.by() == of ? "" : aliases.getOrDefault(made.by().path(), made.by().name());
          String output = made.output().equals("out") ? "" : "." + made.output();
          return new StoreText.Found("<" + name + output + ">", made.path().length());
        },
        mask::apply);
  }

  /** Texts with their lengths, so that no two lists of texts give the same. */
  private static final class Digest {
    private final MessageDigest sha256;

    Digest() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    Digest add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      sha256.update(bytes);
      return this;
    }

    String end() {
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
