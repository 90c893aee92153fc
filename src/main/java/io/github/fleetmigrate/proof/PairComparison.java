package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two derivations that are not the same: which of their inputs belong together, and what differs in the two themselves
 * once those count as equal. What is found here and below accounts for the whole difference.
 */
final class PairComparison {
  private final MaskedGraph before;
  private final MaskedGraph after;
  private final Derivation left;
  private final Derivation right;
  private final Optional<VersionLabel> label;
  private final boolean collection;
  private final Map<Entry.Key, Entry> lefts;
  private final Map<Entry.Key, Entry> rights;
  private final Map<Derivation, Derivation> matched = new LinkedHashMap<>();
  private final List<Derivation> gone = new ArrayList<>();
  private final List<Derivation> come = new ArrayList<>();
  private final Map<String, String> leftNames = new HashMap<>();
  private final Map<String, String> rightNames = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  PairComparison(
      MaskedGraph before,
      Derivation left,
      MaskedGraph after,
      Derivation right,
      Optional<VersionLabel> label,
      boolean root) {
    this.label = label;
    this.before = before;
    this.after = after;
    this.left = left;
    this.right = right;
    this.collection = Entries.isCollection(left, root) && Entries.isCollection(right, root);
    this.lefts = Entries.of(before, left, root && collection);
    this.rights = Entries.of(after, right, root && collection);
    if (!(left.isFixed() && right.isFixed())) {
      match();
    }
    matched.forEach(
        (one, other) -> {
          // The same for both sides, and for no other pair.
          String name = "pair " + one.path() + " " + other.path();
          leftNames.put(one.path(), name);
          rightNames.put(other.path(), name);
          aliases.put(one.path(), other.name());
        });
  }

  /** Whether it only puts parts together, so that each difference is of one part. */
  boolean isCollection() {
    return collection;
  }

  Map<Derivation, Derivation> matched() {
    return matched;
  }

  /** The parts that each input is mentioned in, by the input's path; none for a derivation that is no collection. */
  Map<String, Set<Part>> parts() {
    Map<String, Set<Part>> parts = new HashMap<>();
    if (collection) {
      rights.values()
          .forEach(
              entry ->
                  after.mentions(entry.value())
                      .forEach(path -> parts.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(entry.part())));
      matched.values().forEach(input -> parts.computeIfAbsent(input.path(), p -> Set.of(rest())));
    }
    return parts;
  }

  private Part rest() {
    return new Part(Part.Kind.SYSTEM, right.name());
  }

  private void match() {
    Map<String, Derivation> mine = byMaskedName(before, left);
    Map<String, Derivation> theirs = byMaskedName(after, right);
    Set<String> common = new HashSet<>(mine.keySet());
    common.retainAll(theirs.keySet());
    mine.keySet().removeAll(common);
    theirs.keySet().removeAll(common);
    if (collection) {
      for (Map.Entry<Entry.Key, Entry> entry : rights.entrySet()) {
        Entry other = lefts.get(entry.getKey());
        if (other != null) {
          List<Derivation> ones = mentioned(before, other, mine.values());
          List<Derivation> others = mentioned(after, entry.getValue(), theirs.values());
          match(ones, others, mine, theirs, false);
          match(ones, others, mine, theirs, true);
        }
      }
    }
    match(List.copyOf(mine.values()), List.copyOf(theirs.values()), mine, theirs, false);
    match(List.copyOf(mine.values()), List.copyOf(theirs.values()), mine, theirs, true);
    gone.addAll(mine.values());
    come.addAll(theirs.values());
  }

  private static Map<String, Derivation> byMaskedName(MaskedGraph graph, Derivation of) {
    Map<String, Derivation> inputs = new LinkedHashMap<>();
    of.inputs().keySet().forEach(path -> inputs.put(graph.nameOf(path), graph.get(path)));
    return inputs;
  }

  private static List<Derivation> mentioned(MaskedGraph graph, Entry entry, Collection<Derivation> among) {
    Set<String> paths = graph.mentions(entry.value());
    return among.stream().filter(derivation -> paths.contains(derivation.path())).toList();
  }

  private void match(
      List<Derivation> ones,
      List<Derivation> others,
      Map<String, Derivation> mine,
      Map<String, Derivation> theirs,
      boolean withoutVersion) {
    Map<String, List<Derivation>> candidates = new TreeMap<>();
    others.stream()
        .filter(theirs::containsValue)
        .forEach(other -> candidates.computeIfAbsent(key(after, other, withoutVersion), k -> new ArrayList<>()).add(other));
    Map<String, List<Derivation>> asked = new TreeMap<>();
    ones.stream()
        .filter(mine::containsValue)
        .forEach(one -> asked.computeIfAbsent(key(before, one, withoutVersion), k -> new ArrayList<>()).add(one));
    asked.forEach(
        (key, same) -> {
          List<Derivation> left = new ArrayList<>(same);
          List<Derivation> right = candidates.getOrDefault(key, new ArrayList<>());
          while (!left.isEmpty() && !right.isEmpty()) {
            Derivation[] pair = mostAlike(left, right);
            matched.put(pair[0], pair[1]);
            left.remove(pair[0]);
            right.remove(pair[1]);
            mine.values().remove(pair[0]);
            theirs.values().remove(pair[1]);
          }
        });
  }

  /** Several of one name are told apart by how much of their environments they share. */
  private static Derivation[] mostAlike(List<Derivation> ones, List<Derivation> others) {
    Derivation[] best = {ones.get(0), others.get(0)};
    if (ones.size() * others.size() == 1) {
      return best;
    }
    long most = -1;
    for (Derivation one : ones) {
      for (Derivation other : others) {
        long alike = alike(one, other);
        if (alike > most) {
          most = alike;
          best = new Derivation[] {one, other};
        }
      }
    }
    return best;
  }

  private static long alike(Derivation one, Derivation other) {
    return one.environment().entrySet().stream()
        .filter(variable -> variable.getValue().equals(other.environment().get(variable.getKey())))
        .count();
  }

  private static String key(MaskedGraph graph, Derivation derivation, boolean withoutVersion) {
    String name = graph.shownName(derivation);
    return withoutVersion ? PackageParts.withoutVersion(name) : name;
  }

  /** What differs in the two themselves: at most one for each part, at most one altogether where there are no parts. */
  List<OwnDifference> own() {
    Map<Part, OwnDifference> found = new LinkedHashMap<>();
    if (left.isFixed() && right.isFixed()) {
      OwnDifference difference = at(found, null);
      rename(difference);
      difference.add("", "its content is fixed to another hash");
      return List.copyOf(found.values());
    }
    if (!collection) {
      rename(found);
    }
    entries(found);
    order(found);
    inputs(found);
    sources(found);
    return List.copyOf(found.values());
  }

  private OwnDifference at(Map<Part, OwnDifference> found, Part part) {
    return found.computeIfAbsent(part, p -> new OwnDifference(p, right.name()));
  }

  private void rename(Map<Part, OwnDifference> found) {
    if (!before.shownName(left).equals(after.shownName(right))) {
      rename(at(found, null));
    }
  }

  private void rename(OwnDifference difference) {
    if (!before.shownName(left).equals(after.shownName(right))) {
      difference.add("", left.name() + " became " + right.name());
    }
  }

  private void entries(Map<Part, OwnDifference> found) {
    Set<Entry.Key> keys = new LinkedHashSet<>(lefts.keySet());
    keys.addAll(rights.keySet());
    List<String> tokens = new ArrayList<>();
    come.forEach(input -> tokens.add("<" + input.name()));
    gone.forEach(input -> tokens.add("<" + input.name()));
    for (Entry.Key key : keys) {
      Entry one = lefts.get(key);
      Entry other = rights.get(key);
      if (key.part() != null && (one == null || other == null)) {
        at(found, key.part()).existence(key.label(), other != null);
        continue;
      }
      String mine = one == null ? "" : one.value();
      String theirs = other == null ? "" : other.value();
      String exact = before.masked(mine, left, leftNames);
      String exactAfter = after.masked(theirs, right, rightNames);
      if (one == null || other == null || !exact.equals(exactAfter)) {
        String shownBefore = before.shown(mine, left, aliases);
        String shownAfter = after.shown(theirs, right, Map.of());
        if (one == null && theirs.isEmpty() || other == null && mine.isEmpty()) {
          at(found, null).add(key.label(), one == null ? "is set, to nothing" : "is no longer set");
        } else {
          boolean labelOnly = label.filter(l -> l.isAll(right.name(), exact, exactAfter)).isPresent();
          at(found, key.part()).text(key.label(), shownBefore, shownAfter, tokens, labelOnly);
        }
      }
    }
  }

  /** Things that both have, listed in another order. Of files and units the order says nothing, as long as each is one. */
  private void order(Map<Part, OwnDifference> found) {
    boolean anyOrder =
        Entries.isFolder(right)
            && lefts.keySet().stream().allMatch(key -> key.occurrence() == 0)
            && rights.keySet().stream().allMatch(key -> key.occurrence() == 0);
    if (anyOrder) {
      return;
    }
    List<Entry.Key> mine = lefts.keySet().stream().filter(rights::containsKey).toList();
    List<Entry.Key> theirs = rights.keySet().stream().filter(lefts::containsKey).toList();
    if (collection && !mine.equals(theirs)) {
      at(found, rest()).add("", "its parts stand in another order");
    }
  }

  private void inputs(Map<Part, OwnDifference> found) {
    Set<String> mine = needed(before, left, leftNames, gone);
    Set<String> theirs = needed(after, right, rightNames, come);
    Part part = collection ? rest() : null;
    if (!mine.equals(theirs)) {
      at(found, part).add("", "it needs other outputs of what it is made from");
    }
    List<Derivation> came = come.stream().filter(input -> !told(after, rights, input.path())).toList();
    List<Derivation> went = gone.stream().filter(input -> !told(before, lefts, input.path())).toList();
    if (!came.isEmpty() || !went.isEmpty()) {
      at(found, part).inputs(came, went);
    }
  }

  private static boolean isNamed(Part part) {
    return part != null && part.kind() != Part.Kind.SYSTEM;
  }

  private static Set<String> needed(
      MaskedGraph graph, Derivation of, Map<String, String> names, List<Derivation> except) {
    Set<String> needed = new HashSet<>();
    of.inputs()
        .forEach(
            (path, outputs) -> {
              if (!except.contains(graph.get(path))) {
                needed.add(names.getOrDefault(path, graph.nameOf(path)) + " " + String.join(" ", outputs));
              }
            });
    return needed;
  }

  /** Whether a part's own entry mentions it, so that its coming or going is told there. */
  private static boolean told(MaskedGraph graph, Map<Entry.Key, Entry> entries, String path) {
    return entries.values().stream()
        .anyMatch(entry -> isNamed(entry.part()) && graph.mentions(entry.value()).contains(path));
  }

  /** Files that nothing builds: a text mentions them by their path, but not every builder needs to be told. */
  private void sources(Map<Part, OwnDifference> found) {
    Map<String, String> went = masked(before, left);
    Map<String, String> came = masked(after, right);
    Set<String> common = new HashSet<>(went.keySet());
    common.retainAll(came.keySet());
    went.keySet().removeAll(common);
    came.keySet().removeAll(common);
    went.values().removeIf(path -> mentioned(lefts, path));
    came.values().removeIf(path -> mentioned(rights, path));
    if (went.isEmpty() && came.isEmpty()) {
      return;
    }
    OwnDifference difference = at(found, collection ? rest() : null);
    String copyBefore = copyName(before);
    String copyAfter = copyName(after);
    if (went.keySet().stream().anyMatch(path -> Derivation.nameOf(path).equals(copyBefore))
        && came.keySet().stream().anyMatch(path -> Derivation.nameOf(path).equals(copyAfter))) {
      difference.first("it is made from a copy of the flake's whole source (./.)");
    }
    came.keySet().forEach(path -> difference.add("", "file " + Derivation.nameOf(path)));
    if (came.isEmpty()) {
      went.keySet().forEach(path -> difference.add("", "no file " + Derivation.nameOf(path)));
    }
  }

  private static boolean mentioned(Map<Entry.Key, Entry> entries, String path) {
    return entries.values().stream().anyMatch(entry -> isNamed(entry.part()) && entry.value().contains(path));
  }

  private static Map<String, String> masked(MaskedGraph graph, Derivation of) {
    Map<String, String> sources = new TreeMap<>();
    of.sources().forEach(path -> sources.put(graph.mask().apply(path), path));
    return sources;
  }

  /** {@code ./.} in a flake is copied once more, under the name of its own store path. */
  private static String copyName(MaskedGraph graph) {
    String path = graph.mask().identity().storePath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
