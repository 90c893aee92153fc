package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that differs by itself, not only because something that it needs differs.
 *
 * @param derivation the name of the derivation that it is in, such as {@code etc-hosts}
 * @param parts what of the system that is, such as {@code /etc/hosts}; several where several have it in common; empty for
 *     what is no NixOS system
 * @param content whether it is those parts' own content, not only something deep below
 * @param details what differs in it, a few words each, such as {@code - "10.0.0.1 axon" + "10.0.0.2 axon"}; no secrets
 * @param added names of inputs that it needs now and did not
 * @param removed names of inputs that it needed
 * @param collects whether nothing differs in it but the mention of those inputs
 * @param alone how many other derivations differ by this alone
 * @param labelOnly whether it differs by the system's version label and nothing else
 */
public record Difference(
    String derivation,
    List<Part> parts,
    boolean content,
    List<String> details,
    List<String> added,
    List<String> removed,
    boolean collects,
    int alone,
    boolean labelOnly) {
  private static final int SHOWN = 4;
  /** Variables that hold what a file or a unit says; a person need not know of them. */
  private static final String CONTENT = "^(text|buildCommand|value): ";
  /** What so many derivations are made from is told by its own name. */
  private static final int DEEP = 25;
  /** So many are worth a word. */
  private static final int MANY = 10;

  public Difference {
    parts = List.copyOf(parts);
    details = List.copyOf(details);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** What is no part of a NixOS system. */
  static Difference of(String derivation, String... details) {
    return new Difference(derivation, List.of(), false, List.of(details), List.of(), List.of(), false, 0, false);
  }

  /** One line for a person, the system's parts first: {@code /etc/hosts: - "10.0.0.1 axon" + "10.0.0.2 axon"}. */
  public String line() {
    List<String> words = new ArrayList<>();
    if (!added.isEmpty()) {
      words.add("new: " + some(added));
    }
    if (!removed.isEmpty()) {
      words.add("gone: " + some(removed));
    }
    if (!collects || words.isEmpty()) {
      words.addAll(details.subList(0, Math.min(SHOWN, details.size())));
      if (details.size() > SHOWN) {
        words.add((details.size() - SHOWN) + " more");
      }
    }
    boolean deep = isDeep();
    if (deep && alone >= MANY) {
      words.add(alone + " other derivations differ by that alone");
    }
    boolean whole = words.get(0).startsWith("is ");
    String joined = String.join("; ", deep ? words : words.stream().map(w -> w.replaceFirst(CONTENT, "")).toList());
    return subject() + (whole ? " " : ": ") + joined;
  }

  private String subject() {
    if (isDeep()) {
      return derivation;
    }
    String words = named().map(Part::words).collect(Collectors.joining(", "));
    return content || words.endsWith(derivation) ? words : words + " (" + derivation + ")";
  }

  private boolean isDeep() {
    long named = named().count();
    return named == 0 || named >= SHOWN || !content && alone >= DEEP;
  }

  /** The parts but for how they are put together; a package is told as that alone, whatever else mentions it. */
  private Stream<Part> named() {
    boolean isPackage = content && parts.stream().anyMatch(part -> part.kind() == Part.Kind.PACKAGE);
    return parts.stream()
        .filter(part -> isPackage ? part.kind() == Part.Kind.PACKAGE : part.kind() != Part.Kind.SYSTEM);
  }

  /** One line for each; what only says the version label is one line together. */
  static List<String> lines(List<Difference> differences) {
    List<Difference> labels = differences.stream().filter(Difference::labelOnly).toList();
    List<String> lines = new ArrayList<>();
    differences.stream().filter(difference -> !labels.contains(difference)).forEach(d -> lines.add(d.line()));
    if (!labels.isEmpty()) {
      Difference label = labels.stream().filter(Difference::isLabel).findFirst().orElse(labels.get(0));
      List<String> others =
          labels.stream().filter(other -> other != label).map(Difference::subject).distinct().toList();
      lines.add(label.line() + (others.isEmpty() ? "" : "; told by " + some(others)));
    }
    return lines;
  }

  private boolean isLabel() {
    return parts.stream().anyMatch(part -> part.kind() == Part.Kind.LABEL);
  }

  /** The smaller, the more it tells. */
  int rank() {
    // What is deep below many parts is as telling as a package of its own.
    Part.Kind unnamed = alone >= MANY ? Part.Kind.PACKAGE : Part.Kind.SYSTEM;
    return (isDeep() ? unnamed : named().map(Part::kind).min(Enum::compareTo).orElse(unnamed)).ordinal();
  }

  private static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
  }
}
