package io.github.fleetmigrate.proof;

import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.NixFailure;
import io.github.fleetmigrate.nixeval.SourceIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Compares one host's two derivations; asks what the flakes' sources are called only where they are not the same. */
final class HostComparison {
  static final String BUT_FOR_SOURCE = "but for the flake's own source";

  private final CachedEvaluation nix;
  private final DerivationComparison comparison = new DerivationComparison(new DrvStore());

  HostComparison(CachedEvaluation nix) {
    this.nix = nix;
  }

  /**
   * What is found.
   *
   * @param verdict one of identical, changed and unknown
   * @param note null if none
   */
  record Found(Verdict verdict, String note, List<Difference> differences) {
    List<String> lines() {
      return Difference.lines(differences);
    }
  }

  Found compare(String before, FlakeSource sourceBefore, String after, FlakeSource sourceAfter) {
    if (before.equals(after)) {
      return new Found(Verdict.IDENTICAL, null, List.of());
    }
    Evaluated<SourceIdentity> identityBefore = nix.identity(sourceBefore);
    Evaluated<SourceIdentity> identityAfter = nix.identity(sourceAfter);
    Optional<NixFailure> failure = identityBefore.failure().or(identityAfter::failure);
    if (failure.isPresent()) {
      return new Found(Verdict.UNKNOWN, "cannot be compared: " + failure.get().message(), List.of());
    }
    try {
      DerivationComparison.Result result =
          comparison.compare(
              before, identityBefore.value().orElseThrow(), after, identityAfter.value().orElseThrow());
      return switch (result.outcome()) {
        case IDENTICAL -> new Found(Verdict.IDENTICAL, null, List.of());
        case IDENTICAL_BUT_FOR_SOURCE -> new Found(Verdict.IDENTICAL, BUT_FOR_SOURCE, List.of());
        case DIFFERENT ->
            new Found(
                Verdict.CHANGED,
                result.label().map(label -> label.note(result.differences())).orElse(null),
                result.differences());
      };
    } catch (IOException e) {
      return new Found(Verdict.CHANGED, "another derivation; what differs cannot be read: " + e.getMessage(), List.of());
    }
  }
}
