package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.SourceIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a machine would have otherwise if it ran another system, from the derivations of both. */
public final class SystemComparison {
  private final DrvStore store;

  public SystemComparison(DrvStore store) {
    this.store = store;
  }

  /**
   * In the words of NixOS.
   *
   * @param before path of a {@code .drv} file
   * @param sourceBefore of the flake that it was evaluated from
   * @return one line each, none where nothing is otherwise; empty where this machine's store lacks a derivation
   */
  public Optional<List<String>> lines(
      String before, SourceIdentity sourceBefore, String after, SourceIdentity sourceAfter) {
    try {
      DerivationComparison.Result result =
          new DerivationComparison(store).compare(before, sourceBefore, after, sourceAfter);
      return Optional.of(Difference.lines(result.differences()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
