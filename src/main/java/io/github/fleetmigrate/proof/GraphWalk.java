package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks two graphs down from their roots to the derivations that differ by themselves. */
final class GraphWalk {
  private final MaskedGraph before;
  private final MaskedGraph after;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Difference> found = new LinkedHashMap<>();

  GraphWalk(MaskedGraph before, MaskedGraph after) {
    this.before = before;
    this.after = after;
  }

  /** The differences, deepest first; the roots must differ. */
  List<Difference> differences(String rootBefore, String rootAfter) {
    visit(before.get(rootBefore), after.get(rootAfter));
    if (found.isEmpty()) {
      // Each input has its like, so that only how they are put together can differ.
      String name = after.get(rootAfter).name();
      return List.of(new Difference(name, List.of("the same parts, put together otherwise"), List.of(), List.of(), false));
    }
    return List.copyOf(found.values());
  }

  private void visit(Derivation left, Derivation right) {
    if (before.nameOf(left.path()).equals(after.nameOf(right.path())) || !seen.add(left.path() + " " + right.path())) {
      return;
    }
    Pairs pairs = left.isFixed() && right.isFixed() ? new Pairs() : pair(left, right);
    pairs.matched.forEach(this::visit);
    own(left, right, pairs);
  }

  /** Inputs of two derivations that are not the same: matched by name, by name without version, or by neither. */
  private static final class Pairs {
    final Map<Derivation, Derivation> matched = new LinkedHashMap<>();
    final List<Derivation> gone = new ArrayList<>();
    final List<Derivation> come = new ArrayList<>();
  }

  private Pairs pair(Derivation left, Derivation right) {
    Map<String, Derivation> lefts = byMaskedName(before, left);
    Map<String, Derivation> rights = byMaskedName(after, right);
    Set<String> common = new HashSet<>(lefts.keySet());
    common.retainAll(rights.keySet());
    lefts.keySet().removeAll(common);
    rights.keySet().removeAll(common);
    Pairs pairs = new Pairs();
    match(pairs, lefts.values(), rights.values(), false);
    match(pairs, lefts.values(), rights.values(), true);
    pairs.gone.addAll(lefts.values());
    pairs.come.addAll(rights.values());
    return pairs;
  }

  private static Map<String, Derivation> byMaskedName(MaskedGraph graph, Derivation of) {
    Map<String, Derivation> inputs = new LinkedHashMap<>();
    of.inputs().keySet().forEach(path -> inputs.put(graph.nameOf(path), graph.get(path)));
    return inputs;
  }

  private static void match(
      Pairs pairs, Collection<Derivation> lefts, Collection<Derivation> rights, boolean withoutVersion) {
    Map<String, List<Derivation>> candidates = new TreeMap<>();
    rights.forEach(right -> candidates.computeIfAbsent(key(right, withoutVersion), k -> new ArrayList<>()).add(right));
    for (Derivation left : List.copyOf(lefts)) {
      List<Derivation> same = candidates.get(key(left, withoutVersion));
      if (same != null && !same.isEmpty()) {
        Derivation right = same.remove(0);
        pairs.matched.put(left, right);
        lefts.remove(left);
        rights.remove(right);
      }
    }
  }

  private static String key(Derivation derivation, boolean withoutVersion) {
    return withoutVersion ? derivation.name().replaceFirst("-[0-9].*", "") : derivation.name();
  }

  private void own(Derivation left, Derivation right, Pairs pairs) {
    List<String> added = names(pairs.come);
    List<String> removed = names(pairs.gone);
    List<String> tokens = new ArrayList<>();
    pairs.come.forEach(input -> tokens.add("<" + input.name()));
    pairs.gone.forEach(input -> tokens.add("<" + input.name()));
    Map<String, String> aliases = new HashMap<>();
    pairs.matched.forEach((one, other) -> aliases.put(one.path(), other.name()));
    List<String> details = new ArrayList<>();
    boolean collects = true;
    if (!left.name().equals(right.name())) {
      details.add("its name was " + left.name());
      collects = false;
    }
    if (left.isFixed() && right.isFixed()) {
      details.add("its content is fixed to another hash");
      collects = false;
    } else {
      for (Map.Entry<String, String[]> text : texts(left, right, aliases).entrySet()) {
        String one = text.getValue()[0];
        String other = text.getValue()[1];
        if (!one.equals(other)) {
          TextChange change = TextChange.between(one, other);
          collects &= change.onlyMentions(tokens);
          details.add(text.getKey() + ": " + change.words());
        }
      }
      collects &= sources(left, right, details);
    }
    if (!details.isEmpty() || !added.isEmpty() || !removed.isEmpty()) {
      Difference difference = new Difference(right.name(), details, added, removed, collects);
      found.putIfAbsent(difference.line(), difference);
    }
  }

  private static List<String> names(List<Derivation> derivations) {
    return List.copyOf(new TreeSet<>(derivations.stream().map(Derivation::name).toList()));
  }

  /** All texts of the two, by what they are called, as a person would compare them. */
  private Map<String, String[]> texts(Derivation left, Derivation right, Map<String, String> aliases) {
    Map<String, String[]> texts = new LinkedHashMap<>();
    put(texts, 0, "system", left.platform());
    put(texts, 1, "system", right.platform());
    put(texts, 0, "builder", before.shown(left.builder(), left, aliases));
    put(texts, 1, "builder", after.shown(right.builder(), right, Map.of()));
    put(texts, 0, "arguments", before.shown(String.join("\n", left.arguments()), left, aliases));
    put(texts, 1, "arguments", after.shown(String.join("\n", right.arguments()), right, Map.of()));
    Set<String> told = new LinkedHashSet<>(List.of("name", "system", "builder"));
    left.environment().forEach((name, value) -> put(texts, 0, told, name, before.shown(value, left, aliases)));
    right.environment().forEach((name, value) -> put(texts, 1, told, name, after.shown(value, right, Map.of())));
    return texts;
  }

  private static void put(Map<String, String[]> texts, int side, Set<String> told, String name, String text) {
    if (!told.contains(name)) {
      put(texts, side, name, text);
    }
  }

  private static void put(Map<String, String[]> texts, int side, String name, String text) {
    texts.computeIfAbsent(name, n -> new String[] {"", ""})[side] = text;
  }

  /** Files that nothing builds: a text mentions them by their path, but not every builder needs to be told. */
  private boolean sources(Derivation left, Derivation right, List<String> details) {
    Set<String> gone = new TreeSet<>(left.sources().stream().map(before.mask()::apply).toList());
    Set<String> come = new TreeSet<>(right.sources().stream().map(after.mask()::apply).toList());
    Set<String> common = new HashSet<>(gone);
    common.retainAll(come);
    gone.removeAll(common);
    come.removeAll(common);
    String copyBefore = copyName(before);
    String copyAfter = copyName(after);
    if (gone.stream().anyMatch(path -> Derivation.nameOf(path).equals(copyBefore))
        && come.stream().anyMatch(path -> Derivation.nameOf(path).equals(copyAfter))) {
      details.add(0, "it is made from a copy of the flake's whole source (./.)");
    }
    for (String path : come) {
      details.add("file " + Derivation.nameOf(path));
    }
    if (come.isEmpty()) {
      gone.forEach(path -> details.add("no file " + Derivation.nameOf(path)));
    }
    return gone.isEmpty() && come.isEmpty();
  }

  /** {@code ./.} in a flake is copied once more, under the name of its own store path. */
  private static String copyName(MaskedGraph graph) {
    String path = graph.mask().identity().storePath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
