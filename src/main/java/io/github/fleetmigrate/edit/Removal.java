package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Formals;
import io.github.fleetmigrate.nix.ast.Inherit;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is to be taken out of a file: bindings, inherited names, formals, elements of lists and operands of {@code //}. A
 * variable of a {@code let}, and a formal that may go, which is used by nothing but what goes, goes with it.
 */
final class Removal {
  private final NixSource source;
  private final NameUses names;
  /** Words by which a comment above an entry is told to be about it. */
  private final List<String> words;
  /** Nodes that are marked: entries, attributes of an inherit, formals, elements, operands. */
  private final Set<SyntaxNode> gone = new LinkedHashSet<>();
  private final Set<SyntaxNode> droppable = new LinkedHashSet<>();

  Removal(NixSource source, NameUses names, List<String> words) {
    this.source = source;
    this.names = names;
    this.words = words;
  }

  /**
   * Formals of a function go where nothing uses them any more. What calls a module hands over what it names and no more, so
   * this is for modules; one without {@code ...}, or that has a name for all of them, is left alone.
   */
  void mayLoseFormals(Expr module) {
    module
        .as(Lambda.class)
        .filter(lambda -> lambda.formals().flatMap(Formals::ellipsis).isPresent() && lambda.atName().isEmpty())
        .ifPresent(lambda -> droppable.add(lambda.node()));
  }

  /** The same for flake-parts' {@code perSystem}. */
  void mayLoseFormalsOfPerSystem() {
    BindingSearch.find(source.parse().tree(), List.of("perSystem"))
        .forEach(hit -> hit.binding().value().ifPresent(this::mayLoseFormals));
  }

  void mark(SyntaxNode node) {
    gone.add(node);
  }

  boolean isEmpty() {
    return gone.isEmpty();
  }

  /** Whether a node lies in something that goes. */
  boolean isGone(SyntaxNode node) {
    for (SyntaxNode at = node; at != null; at = at.parent().orElse(null)) {
      if (gone.contains(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every entry of a set goes, and there was one. */
  boolean isEmptied(SyntaxNode set) {
    List<SyntaxNode> entries = entries(set);
    return !entries.isEmpty() && entries.stream().allMatch(this::isWhollyGone);
  }

  private boolean isWhollyGone(SyntaxNode entry) {
    return gone.contains(entry)
        || entry.kind() == SyntaxKind.INHERIT_NAMES
            && !new Inherit(entry).attrs().isEmpty()
            && new Inherit(entry).attrs().stream().allMatch(attr -> gone.contains(attr.node()));
  }

  /** An operator that stays though both its sides go. */
  Optional<SyntaxNode> withoutSides() {
    return gone.stream()
        .flatMap(node -> node.parent().stream())
        .filter(parent -> parent.kind() == SyntaxKind.BINARY && !isGone(parent) && gone.containsAll(parent.childNodes()))
        .findFirst();
  }

  private static List<SyntaxNode> entries(SyntaxNode holder) {
    return holder.childNodes().stream()
        .filter(n -> n.kind() == SyntaxKind.BINDING || n.kind() == SyntaxKind.INHERIT_NAMES)
        .toList();
  }

  /** Marks what is used by nothing that stays, until nothing more turns up. */
  void markUnused() {
    boolean more = true;
    while (more) {
      more = false;
      for (NameUses.Variable variable : names.variables()) {
        boolean known = variable.definitions().isEmpty() || variable.definitions().stream().anyMatch(this::isGone);
        if (known || !mayGo(variable.holder()) || variable.uses().isEmpty()) {
          continue;
        }
        boolean lost = variable.uses().stream().anyMatch(this::isGone);
        boolean used = variable.uses().stream().anyMatch(use -> !isGone(use) && !isIn(use, variable.definitions()));
        if (lost && !used) {
          variable.definitions().forEach(this::mark);
          more = true;
        }
      }
    }
  }

  private boolean mayGo(SyntaxNode holder) {
    return holder.kind() == SyntaxKind.LET_IN || droppable.contains(holder);
  }

  private static boolean isIn(SyntaxNode node, Collection<SyntaxNode> holders) {
    return holders.stream().anyMatch(holder -> holder.range().contains(node.range()));
  }

  /** The edits that take all of it out. */
  List<TextEdit> edits() {
    Map<SyntaxNode, List<SyntaxNode>> byHolder = new LinkedHashMap<>();
    Set<SyntaxNode> whole = new LinkedHashSet<>(gone);
    for (SyntaxNode node : gone) {
      // An inherit of which every name goes is an entry that goes.
      node.parent().filter(p -> p.kind() == SyntaxKind.INHERIT_NAMES && isWhollyGone(p)).ifPresent(whole::add);
    }
    for (SyntaxNode node : whole) {
      boolean inner = node.parent().filter(parent -> isInAny(parent, whole)).isPresent();
      if (!inner) {
        byHolder.computeIfAbsent(node.parent().orElseThrow(), n -> new ArrayList<>()).add(node);
      }
    }
    TreeMap<Integer, TextRange> cuts = new TreeMap<>();
    List<TextEdit> edits = new ArrayList<>();
    byHolder.forEach(
        (holder, nodes) -> {
          List<TextRange> ranges =
              switch (holder.kind()) {
                case ATTR_SET, LEGACY_LET -> Cuts.ofEntries(source.text(), holder, entries(holder), nodes, words);
                case LET_IN ->
                    nodes.size() == entries(holder).size()
                        ? List.of(Cuts.ofLet(source.text(), holder))
                        : Cuts.ofEntries(source.text(), holder, entries(holder), nodes, words);
                case LIST -> Cuts.ofEntries(source.text(), holder, holder.childNodes(), nodes, words);
                case INHERIT_NAMES -> Cuts.ofWords(source.text(), nodes);
                case FORMALS -> Cuts.ofFormals(source.text(), holder, nodes);
                case BINARY -> List.of(Cuts.ofOperand(holder, nodes.get(0)));
                default -> throw new IllegalStateException("cannot be taken out of " + holder.kind());
              };
          ranges.forEach(range -> cuts.merge(range.start(), range, (a, b) -> a.end() > b.end() ? a : b));
        });
    TextRange before = null;
    for (TextRange range : cuts.values()) {
      if (before != null && range.start() <= before.end()) {
        before = new TextRange(before.start(), Math.max(before.end(), range.end()));
        edits.remove(edits.size() - 1);
      } else {
        before = range;
      }
      edits.add(TextEdit.delete(before.start(), before.end()));
    }
    return edits;
  }

  private static boolean isInAny(SyntaxNode node, Set<SyntaxNode> nodes) {
    for (SyntaxNode at = node; at != null; at = at.parent().orElse(null)) {
      if (nodes.contains(at)) {
        return true;
      }
    }
    return false;
  }

  /** Relative paths that stand in what goes, as they are written. */
  List<String> pathsInGone() {
    List<String> out = new ArrayList<>();
    for (SyntaxNode node : source.parse().tree().descendants(SyntaxKind.PATH)) {
      if (node.text().startsWith(".") && isGone(node)) {
        out.add(node.text());
      }
    }
    return out;
  }
}
