package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * One host after one verification.
 *
 * @param announced whether the phase said beforehand that this host changes, and it changed by nothing else
 * @param accepted whether a person accepted an unannounced difference
 * @param note one line for a person, such as "but for the flake's own source" or nix's own message; null if none
 * @param differences for a changed host: the things that differ, the most telling first, one line each, without secrets;
 *     for a failed or unknown one, nix's own lines
 */
public record HostVerdict(
    String host, Verdict verdict, boolean announced, boolean accepted, String note, List<String> differences) {
  public HostVerdict {
    differences = List.copyOf(differences);
  }

  /** The first of the differences, the most telling ones, and how many more there are. */
  public List<String> first(int most) {
    if (differences.size() <= most) {
      return differences;
    }
    List<String> first = new ArrayList<>(differences.subList(0, most));
    first.add("and " + (differences.size() - most) + " more");
    return first;
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
