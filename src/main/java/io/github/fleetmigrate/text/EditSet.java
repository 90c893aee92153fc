package io.github.fleetmigrate.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replacements that go together. They are applied back to front, so every range means the original text; two that
 * overlap are refused. Several insertions at one offset keep the order in which they were given.
 */
public final class EditSet {
  private final List<TextEdit> edits;

  private EditSet(List<TextEdit> sorted) {
    this.edits = sorted;
  }

  /**
   * @throws IllegalArgumentException where two edits overlap
   */
  public static EditSet of(List<TextEdit> edits) {
    List<TextEdit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt((TextEdit e) -> e.range().start()).thenComparingInt(e -> e.range().end()));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).range().start() < sorted.get(i - 1).range().end()) {
        throw new IllegalArgumentException("edits overlap: " + sorted.get(i - 1) + " and " + sorted.get(i));
      }
    }
    return new EditSet(List.copyOf(sorted));
  }

  public static EditSet of(TextEdit... edits) {
    return of(List.of(edits));
  }

  /** The edits, sorted by where they start. */
  public List<TextEdit> edits() {
    return edits;
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** This set and another one over the same original text. */
  public EditSet and(EditSet other) {
    List<TextEdit> all = new ArrayList<>(edits);
    all.addAll(other.edits);
    return of(all);
  }

  /** The text after all edits. */
  public String applyTo(String text) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    int from = 0;
    for (TextEdit edit : edits) {
      out.append(text, from, edit.range().start()).append(edit.replacement());
      from = edit.range().end();
    }
    return out.append(text, from, text.length()).toString();
  }
}
