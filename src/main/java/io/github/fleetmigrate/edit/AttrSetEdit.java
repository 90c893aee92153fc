package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Entry;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets and adds attributes in a file that is a set, such as an inventory; paths may be nested or flattened. */
final class AttrSetEdit {
  private final NixSource source;

  AttrSetEdit(NixSource source) {
    this.source = source;
  }

  /** Gives an attribute a value: replaces what it has, or adds it. */
  EditOutcome set(List<String> path, String value) {
    return root().map(set -> set(set, path, value)).orElseGet(AttrSetEdit::noSet);
  }

  private EditOutcome set(AttrSet root, List<String> path, String value) {
    Optional<Expr> present = find(root, path);
    if (present.isEmpty()) {
      return addTo(root, path, value, null);
    }
    if (Fragment.same(present.get(), value)) {
      return new EditOutcome.AlreadyApplied();
    }
    String indent = Lines.indentAt(source.text(), present.get().range().start());
    String text = Fragment.laidOut(value, indent, source.style());
    return source.changed(List.of(new TextEdit(present.get().range(), text)));
  }

  /** Adds a new attribute to the set at a path; refuses where it is there with another value. {@code beside} may be null. */
  EditOutcome add(List<String> parent, String name, String value, String beside) {
    List<String> path = new ArrayList<>(parent);
    path.add(name);
    Optional<AttrSet> root = root();
    if (root.isEmpty()) {
      return noSet();
    }
    Optional<Expr> present = find(root.get(), path);
    if (present.isEmpty()) {
      return addTo(root.get(), path, value, beside);
    }
    return Fragment.same(present.get(), value)
        ? new EditOutcome.AlreadyApplied()
        : NixSource.refused(Fragment.path(path) + " is there already, with another value", present.get().range());
  }

  private Optional<AttrSet> root() {
    return source.expression().flatMap(Bodies::set);
  }

  private static EditOutcome noSet() {
    return NixSource.refused("the file does not come to a set in braces; edit it by hand", null);
  }

  /** The value that a path leads to through sets in braces; the first where it is split over several bindings. */
  private static Optional<Expr> find(AttrSet set, List<String> path) {
    for (Binding binding : set.bindings()) {
      List<String> names = binding.names().orElse(List.of());
      if (names.isEmpty() || names.size() > path.size() || !names.equals(path.subList(0, names.size()))) {
        continue;
      }
      List<String> rest = path.subList(names.size(), path.size());
      Optional<Expr> found =
          rest.isEmpty()
              ? binding.value()
              : binding.value().flatMap(v -> v.as(AttrSet.class)).flatMap(inner -> find(inner, rest));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Adds a binding for an attribute that is not there yet, as deep inside as the sets in the file go.
   *
   * @param beside the name of the sibling to follow; null for the last one
   */
  EditOutcome addTo(AttrSet set, List<String> path, String value, String beside) {
    for (Binding binding : set.bindings()) {
      List<String> names = binding.names().orElse(List.of());
      int shared = shared(names, path);
      if (shared == 0 || shared < names.size()) {
        if (shared == path.size()) {
          return NixSource.refused(
              Fragment.path(path) + " is spread over several bindings; edit it by hand", binding.range());
        }
        continue;
      }
      Optional<AttrSet> inner = binding.value().flatMap(v -> v.as(AttrSet.class));
      if (inner.isEmpty()) {
        return NixSource.refused(
            Fragment.path(names) + " is computed here, so nothing can be added to it", binding.range());
      }
      return addTo(inner.get(), path.subList(shared, path.size()), value, beside);
    }
    if (Bodies.inherits(set, path.get(0))) {
      return NixSource.refused("'" + path.get(0) + "' is inherited here", set.range());
    }
    return source.changed(List.of(insertion(set, path, value, beside)));
  }

  private static int shared(List<String> names, List<String> path) {
    int i = 0;
    while (i < names.size() && i < path.size() && names.get(i).equals(path.get(i))) {
      i++;
    }
    return i;
  }

  private TextEdit insertion(AttrSet set, List<String> path, String value, String beside) {
    List<TextRange> ranges = new ArrayList<>();
    int after = -1;
    int nearest = 0;
    for (Entry entry : set.entries()) {
      ranges.add(entry.range());
      List<String> names = entry instanceof Binding binding ? binding.names().orElse(List.of()) : List.of();
      int near = shared(names, path) * 2 + (besides(names, path, beside) ? 1 : 0);
      if (near > 0 && near >= nearest) {
        nearest = near;
        after = ranges.size() - 1;
      }
    }
    Items items = Items.of(set).grouped(ranges);
    String text = nested(set, path) ? block(path, value) : Fragment.path(path) + " = " + value + ";";
    return items.insert(
        source, after < 0 ? items.last() : after, indent -> Fragment.laidOut(text, indent, source.style()));
  }

  private static boolean besides(List<String> names, List<String> path, String beside) {
    return beside != null && names.size() >= path.size() && names.get(path.size() - 1).equals(beside);
  }

  /** Whether a path of several names is to be written as sets in each other: as the siblings are, where there are any. */
  private static boolean nested(AttrSet set, List<String> path) {
    boolean dotted = false;
    boolean blocks = false;
    for (Binding binding : set.bindings()) {
      boolean several = binding.names().filter(names -> names.size() > 1).isPresent();
      dotted = dotted || several;
      blocks = blocks || !several && binding.value().flatMap(v -> v.as(AttrSet.class)).isPresent();
    }
    return path.size() > 1 && blocks && !dotted;
  }

  private static String block(List<String> path, String value) {
    String text = Fragment.attribute(path.get(path.size() - 1)) + " = " + value + ";";
    for (int i = path.size() - 2; i >= 0; i--) {
      text = Fragment.attribute(path.get(i)) + " = {\n  " + text.replace("\n", "\n  ") + "\n};";
    }
    return text;
  }
}
