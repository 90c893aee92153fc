package io.github.fleetmigrate.proof;

import java.util.List;

/**
 * One host after one verification.
 *
 * @param announced whether the phase said beforehand that this host changes, and it changed by nothing else
 * @param accepted whether a person accepted an unannounced difference
 * @param note one line for a person, such as "but for the flake's own source" or nix's own message; null if none
 * @param differences for a changed host: the things that differ, smallest derivations first, one line each; for a failed
 *     or unknown one, nix's own lines
 */
public record HostVerdict(
    String host, Verdict verdict, boolean announced, boolean accepted, String note, List<String> differences) {
  public HostVerdict {
    differences = List.copyOf(differences);
  }

  /** Whether the migration may go on over this verdict. */
  public boolean passes() {
    return switch (verdict) {
      case IDENTICAL, UNKNOWN -> true;
      case CHANGED -> announced || accepted;
      case FAILED -> false;
    };
  }
}
