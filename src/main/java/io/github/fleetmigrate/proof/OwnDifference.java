package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What differs in one derivation itself, or in one part of one that puts parts together; filled while comparing. */
final class OwnDifference {
  private final Part part;
  private final String derivation;
  private final List<String> details = new ArrayList<>();
  private List<String> added = List.of();
  private List<String> removed = List.of();
  private boolean collects = true;
  private boolean whole;
  private boolean labelOnly = true;

  /**
   * @param part null where the derivation puts no parts together
   */
  OwnDifference(Part part, String derivation) {
    this.part = part;
    this.derivation = derivation;
  }

  Part part() {
    return part;
  }

  void add(String label, String words) {
    labelOnly = false;
    if (!whole) {
      details.add(label.isEmpty() ? words : label + ": " + words);
    }
    collects = false;
  }

  void first(String words) {
    labelOnly = false;
    details.add(0, words);
    collects = false;
  }

  void inputs(List<Derivation> came, List<Derivation> went) {
    labelOnly = false;
    added = names(came);
    removed = names(went);
  }

  private static List<String> names(List<Derivation> derivations) {
    return List.copyOf(new TreeSet<>(derivations.stream().map(Derivation::name).toList()));
  }

  /** A part, or what it is called in {@code label}, that only one side has. */
  void existence(String label, boolean isNew) {
    labelOnly = false;
    if (label.isEmpty()) {
      details.clear();
      details.add(isNew ? "is new" : "is gone");
      whole = true;
    } else if (label.contains(" by ")) {
      add("", (isNew ? "is " : "is no longer ") + label);
    } else {
      add("", isNew ? "has a " + label : "has no " + label);
    }
    collects = false;
  }

  /**
   * @param tokens how the inputs are shown that only one side has
   * @param isLabel whether the two are the same but for the system's version label
   */
  void text(String label, String before, String after, List<String> tokens, boolean isLabel) {
    boolean soFar = labelOnly;
    if (Secrets.isName(label) || Secrets.isSecretFile(derivation)) {
      add("", label + " changed (not shown: it may be a secret)");
      return;
    }
    TextChange change = TextChange.between(before, after);
    boolean mentions = change.onlyMentions(tokens);
    boolean collected = collects;
    boolean account = part != null && (part.kind() == Part.Kind.USER || part.kind() == Part.Kind.GROUP);
    boolean silent = part != null && !account && !label.equals("mode");
    add(silent ? "" : label, before.equals(after) ? "the same parts, put together otherwise" : change.words());
    collects = collected && mentions;
    labelOnly = soFar && isLabel;
  }

  /**
   * @param parts what it is in the system; empty where it is part of nothing that has a name
   * @param content whether it is the very content of those parts
   * @param alone how many other derivations differ by this alone
   */
  Difference difference(List<Part> parts, boolean content, int alone) {
    return new Difference(derivation, parts, content, details, added, removed, collects && !whole, alone, labelOnly);
  }
}
