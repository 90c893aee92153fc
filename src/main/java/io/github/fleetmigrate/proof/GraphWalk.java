package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Walks two graphs down from their roots to the derivations that differ by themselves. */
final class GraphWalk {
  private final MaskedGraph before;
  private final MaskedGraph after;
  private final Optional<VersionLabel> label;
  /** By both paths, inputs before what needs them. */
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  GraphWalk(MaskedGraph before, MaskedGraph after, Optional<VersionLabel> label) {
    this.before = before;
    this.after = after;
    this.label = label;
  }

  /** Two derivations that belong together and differ. */
  private static final class Node {
    final int number;
    final boolean collection;
    final Set<Node> parents = new LinkedHashSet<>();
    /** What parts it is itself the content of. */
    final Set<Part> parts = new LinkedHashSet<>();
    List<OwnDifference> own = List.of();
    /** Numbers of the nodes that differ by themselves, it or below it. */
    final BitSet causes = new BitSet();
    /** Parts that it is in: its own or those of what needs it. */
    Set<Part> nearest;

    Node(int number, boolean collection) {
      this.number = number;
      this.collection = collection;
    }
  }

  /** The differences, the most telling ones first; the roots must differ. */
  List<Difference> differences(String rootBefore, String rootAfter) {
    visit(before.get(rootBefore), after.get(rootAfter), true);
    Map<BitSet, Integer> alone = new HashMap<>();
    nodes.values().forEach(node -> alone.merge(node.causes, 1, Integer::sum));
    List<Difference> found = new ArrayList<>();
    for (Node node : nodes.values()) {
      BitSet itself = new BitSet();
      itself.set(node.number);
      int others = alone.getOrDefault(itself, 0) - (node.causes.equals(itself) ? 1 : 0);
      for (OwnDifference own : node.own) {
        List<Part> parts = own.part() != null ? List.of(own.part()) : sorted(nearest(node));
        found.add(own.difference(parts, own.part() != null || !node.parts.isEmpty(), others));
      }
    }
    found.sort(Comparator.comparingInt(Difference::rank));
    Map<String, Difference> byLine = new LinkedHashMap<>();
    found.forEach(difference -> byLine.putIfAbsent(difference.line(), difference));
    return List.copyOf(byLine.values());
  }

  private static List<Part> sorted(Set<Part> parts) {
    TreeSet<Part> sorted = new TreeSet<>(Comparator.comparing(Part::kind).thenComparing(Part::name));
    sorted.addAll(parts);
    return List.copyOf(sorted);
  }

  private Node visit(Derivation left, Derivation right, boolean root) {
    String key = left.path() + " " + right.path();
    Node known = nodes.get(key);
    if (known != null) {
      return known;
    }
    PairComparison pair = new PairComparison(before, left, after, right, label, root);
    Map<String, Set<Part>> parts = pair.parts();
    Map<Node, Set<Part>> children = new LinkedHashMap<>();
    pair.matched()
        .forEach(
            (one, other) ->
                children
                    .computeIfAbsent(visit(one, other, false), n -> new LinkedHashSet<>())
                    .addAll(parts.getOrDefault(other.path(), Set.of())));
    Node node = new Node(nodes.size(), pair.isCollection());
    nodes.put(key, node);
    children.forEach(
        (child, as) -> {
          child.parents.add(node);
          child.parts.addAll(as);
          node.causes.or(child.causes);
        });
    node.own = pair.own();
    if (node.own.isEmpty() && children.isEmpty()) {
      // Each piece has its like, so that only how they are put together can differ.
      OwnDifference order = new OwnDifference(null, right.name());
      order.add("", "the same parts, put together otherwise");
      node.own = List.of(order);
    }
    if (!node.own.isEmpty()) {
      node.causes.set(node.number);
    }
    return node;
  }

  private static Set<Part> nearest(Node node) {
    if (node.nearest == null) {
      node.nearest = new LinkedHashSet<>(node.parts);
      if (node.parts.isEmpty() && !node.collection) {
        node.parents.forEach(parent -> node.nearest.addAll(nearest(parent)));
      }
    }
    return node.nearest;
  }
}
