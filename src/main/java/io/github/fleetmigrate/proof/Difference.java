package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * One derivation that differs by itself, not only because something it needs differs.
 *
 * @param derivation its name, such as {@code etc-hosts}
 * @param details what differs in it, a few words each, such as {@code text: - "10.0.0.1 axon" + "10.0.0.2 axon"}
 * @param added names of inputs that it needs now and did not
 * @param removed names of inputs that it needed
 * @param collects whether nothing differs in it but the mention of those inputs
 */
public record Difference(
    String derivation, List<String> details, List<String> added, List<String> removed, boolean collects) {
  private static final int SHOWN = 4;

  public Difference {
    details = List.copyOf(details);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** One line for a person. */
  public String line() {
    List<String> parts = new ArrayList<>();
    if (!added.isEmpty()) {
      parts.add("new: " + some(added));
    }
    if (!removed.isEmpty()) {
      parts.add("gone: " + some(removed));
    }
    if (!collects || parts.isEmpty()) {
      parts.addAll(details.subList(0, Math.min(SHOWN, details.size())));
      if (details.size() > SHOWN) {
        parts.add((details.size() - SHOWN) + " more");
      }
    }
    return derivation + ": " + String.join("; ", parts);
  }

  private static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
