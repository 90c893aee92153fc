package io.github.fleetmigrate.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads derivations from the store they are in; each file once. Not thread-safe. */
public final class DrvStore {
  private final Map<String, Derivation> read = new HashMap<>();

  /** Whether the store has this {@code .drv} still: a garbage collection may have taken it. */
  public static boolean has(String drvPath) {
    return Files.isRegularFile(Path.of(drvPath));
  }

  /** @throws IOException where the store does not have it, or it cannot be read */
  public Derivation read(String drvPath) throws IOException {
    Derivation known = read.get(drvPath);
    if (known == null) {
      known = DrvFile.parse(drvPath, Files.readAllBytes(Path.of(drvPath)));
      read.put(drvPath, known);
    }
    return known;
  }

  /** The store path that a derivation's {@code out} becomes; empty where the store has no such derivation any more. */
  public Optional<String> output(String drvPath) {
    try {
      return read(drvPath).outputs().stream()
          .filter(output -> output.name().equals("out") && !output.path().isEmpty())
          .map(Derivation.Output::path)
          .findFirst();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** A derivation and all it needs, by path: inputs always stand before what needs them. */
  Map<String, Derivation> closure(String root) throws IOException {
    Map<String, Derivation> ordered = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    path.push(root);
    while (!path.isEmpty()) {
      Derivation top = read(path.peek());
      boolean ready = true;
      for (String input : top.inputs().keySet()) {
        if (!ordered.containsKey(input)) {
          path.push(input);
          ready = false;
        }
      }
      if (ready) {
        path.pop();
        ordered.putIfAbsent(top.path(), top);
      }
    }
    return ordered;
  }
}
