package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.SourceIdentity;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two derivations with all they need. Where a flake embeds its own source, each tree's own store path, content
 * hash and revision count as the same, and nothing else does. Not thread-safe.
 */
public final class DerivationComparison {
  private final DrvStore store;

  public DerivationComparison(DrvStore store) {
    this.store = store;
  }

  /** What the comparison says. */
  public enum Outcome {
    /** The same derivation, or one with the same outputs. */
    IDENTICAL,
    /** The same but for what the flake knows of its own source. */
    IDENTICAL_BUT_FOR_SOURCE,
    DIFFERENT
  }

  /**
   * @param differences what differs by itself, the most telling first; empty unless different
   * @param label the systems' version labels, where those differ
   */
  record Result(Outcome outcome, List<Difference> differences, Optional<VersionLabel> label) {
    Result(Outcome outcome, List<Difference> differences) {
      this(outcome, differences, Optional.empty());
    }

    Result {
      differences = List.copyOf(differences);
    }
  }

  /**
   * @param before path of a {@code .drv} file
   * @param sourceBefore of the flake that it was evaluated from
   * @throws IOException where the store lacks a derivation
   */
  Result compare(String before, SourceIdentity sourceBefore, String after, SourceIdentity sourceAfter)
      throws IOException {
    if (before.equals(after) || sameOutputs(store.read(before), store.read(after))) {
      return new Result(Outcome.IDENTICAL, List.of());
    }
    Map<String, Derivation> left = store.closure(before);
    Map<String, Derivation> right = store.closure(after);
    Set<String> shared = new HashSet<>(left.keySet());
    shared.retainAll(right.keySet());
    String folder = Derivation.storeOf(before);
    MaskedGraph graphBefore = new MaskedGraph(left, new SourceMask(sourceBefore), shared, folder);
    MaskedGraph graphAfter = new MaskedGraph(right, new SourceMask(sourceAfter), shared, folder);
    if (!graphBefore.nameOf(before).equals(graphAfter.nameOf(after))) {
      Optional<VersionLabel> label = VersionLabel.of(left.get(before), right.get(after));
      GraphWalk walk = new GraphWalk(graphBefore, graphAfter, label);
      return new Result(Outcome.DIFFERENT, walk.differences(before, after), label);
    }
    List<Difference> readers =
        sourceBefore.narHash().equals(sourceAfter.narHash()) ? List.of() : SourceReaders.of(graphAfter, shared);
    return new Result(readers.isEmpty() ? Outcome.IDENTICAL_BUT_FOR_SOURCE : Outcome.DIFFERENT, readers);
  }

  private static boolean sameOutputs(Derivation before, Derivation after) {
    return before.outputs().equals(after.outputs())
        && before.outputs().stream().noneMatch(output -> output.path().isEmpty());
  }
}
