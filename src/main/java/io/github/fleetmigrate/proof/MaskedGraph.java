package io.github.fleetmigrate.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
    digest.count(derivation.outputs());
    derivation.outputs().forEach(o -> digest.add(o.name()).add(o.hashAlgorithm()).add(o.hash()));
    List<String> inputs = new ArrayList<>();
    derivation.inputs().forEach((path, needed) -> inputs.add(names.get(path) + " " + String.join(" ", needed)));
    digest.all(new TreeSet<>(inputs));
    digest.all(new TreeSet<>(derivation.sources().stream().map(source -> masked(source, derivation)).toList()));
    digest.add(derivation.platform()).add(masked(derivation.builder(), derivation));
    digest.all(derivation.arguments().stream().map(argument -> masked(argument, derivation)).toList());
    digest.count(derivation.environment().keySet());
    derivation.environment().forEach((key, value) -> digest.add(key).add(masked(value, derivation)));
    return digest.end();
  }

  /** A text of a derivation with its source, its own outputs and other derivations' outputs replaced by names. */
  private String masked(String text, Derivation of) {
    return masked(text, of, names);
  }

  /** The same with other names for some derivations, by path. */
  String masked(String text, Derivation of, Map<String, String> others) {
    return StoreText.replace(
        text,
        store,
        path -> {
          Made made = outputs.get(StoreText.hash(path, store));
          if (made != null && path.startsWith(made.path())) {
            // Only an output of a later derivation, mentioned without needing it, has no name yet.
            String by = made.by() == of ? "itself" : name(made.by().path(), others);
            return by == null ? null : new StoreText.Found("\0<" + by + " " + made.output() + ">", made.path().length());
          }
          if (path.endsWith(".drv") && names.containsKey(path)) {
            return new StoreText.Found("\0<" + name(path, others) + ">", path.length());
          }
          return null;
        },
        mask::apply);
  }

  private String name(String path, Map<String, String> others) {
    String other = others.get(path);
    return other == null ? names.get(path) : other;
  }

  /** A derivation's name for a person's eyes. */
  String shownName(Derivation derivation) {
    return mask.shown(derivation.name());
  }

  /** What makes a store path; null for what nothing in the graph makes. */
  Derivation maker(String path) {
    Made made = path.startsWith(store) && path.length() >= store.length() + 33 ? outputs.get(StoreText.hash(path, store)) : null;
    return made != null && path.startsWith(made.path()) ? made.by() : null;
  }

  /** Paths of the derivations whose outputs a text mentions. */
  Set<String> mentions(String text) {
    Set<String> paths = new HashSet<>();
    StoreText.replace(
        text,
        store,
        path -> {
          Derivation by = maker(path);
          if (by != null) {
            paths.add(by.path());
          }
          return null;
        });
    return paths;
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
        mask::shown);
  }

  /** Texts with their lengths, lists with their sizes, so that no two lists of texts give the same. */
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

    void count(Collection<?> of) {
      add(String.valueOf(of.size()));
    }

    void all(Collection<String> texts) {
      count(texts);
      texts.forEach(this::add);
    }

    String end() {
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
