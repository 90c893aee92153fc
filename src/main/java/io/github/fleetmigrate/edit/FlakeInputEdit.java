package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.edit.FlakeInput.Form;
import io.github.fleetmigrate.edit.InputsReader.Part;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Adds an input to a flake, written as its siblings are and where a person would look for it. */
final class FlakeInputEdit {
  private final NixSource source;
  private final FlakeFile flake;

  FlakeInputEdit(NixSource source) {
    this.source = source;
    this.flake = FlakeFile.of(source);
  }

  /** {@code beside} may be null, or name an input that need not exist. */
  EditOutcome add(String name, String url, String beside) {
    Optional<AttrSet> file = flake.set();
    if (file.isEmpty()) {
      return NixSource.refused("the flake is not a set in braces; add the input by hand", null);
    }
    if (flake.input(name).isPresent() || inherited(file.get(), name)) {
      return new EditOutcome.AlreadyApplied();
    }
    Optional<Binding> inputs = Bodies.binding(file.get(), "inputs");
    Optional<Expr> value = inputs.flatMap(Binding::value);
    Optional<AttrSet> set = value.flatMap(v -> v.as(AttrSet.class));
    if (value.isPresent() && set.isEmpty()) {
      return NixSource.refused("'inputs' is computed, not a set in braces; add the input by hand", value.get().range());
    }
    List<Part> parts = InputsReader.parts(file.get());
    boolean top = atTop(parts, set.isPresent(), beside);
    List<Part> siblings = parts.stream().filter(part -> part.top() == top).toList();
    AttrSet holder = top ? file.get() : set.orElseThrow();
    return source.changed(List.of(insertion(holder, siblings, top, name, url, beside)));
  }

  private static boolean inherited(AttrSet file, String name) {
    return Bodies.binding(file, "inputs")
        .flatMap(Binding::value)
        .flatMap(value -> value.as(AttrSet.class))
        .filter(inputs -> Bodies.inherits(inputs, name))
        .isPresent();
  }

  /** Whether the input goes to the flake's own level, as {@code inputs.x}, and not into {@code inputs = { }}. */
  private static boolean atTop(List<Part> parts, boolean hasSet, String beside) {
    if (!hasSet) {
      return true;
    }
    Optional<Part> sibling = parts.stream().filter(part -> part.input().equals(beside)).findFirst();
    if (sibling.isPresent()) {
      return sibling.get().top();
    }
    long top = parts.stream().filter(Part::top).count();
    return top > parts.size() - top;
  }

  private TextEdit insertion(
      AttrSet holder, List<Part> siblings, boolean top, String name, String url, String beside) {
    UnaryOperator<String> text = indent -> text(siblings, top, name, url, indent);
    if (siblings.isEmpty()) {
      Items items = Items.of(holder);
      return items.insert(source, top ? beforeOutputs(holder) : items.last(), text);
    }
    List<TextRange> ranges = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    holder.entries().forEach(entry -> {
      ranges.add(entry.range());
      keys.add(keyOf(siblings, entry.node()));
    });
    List<TextRange> groups = Items.joined(ranges, keys);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (i == 0 || !keys.get(i).equals(keys.get(i - 1))) {
        names.add(keys.get(i));
      }
    }
    // Where only some of a set's entries are inputs, the others say nothing about the space between inputs.
    int firstInput = firstInput(names);
    int lastInput = lastInput(names);
    Items inputs = Items.of(holder).grouped(groups.subList(firstInput, lastInput + 1));
    return inputs.insert(source, place(names.subList(firstInput, lastInput + 1), name, beside), text);
  }

  /** The input that an entry belongs to; a key of its own for an entry that is no input. */
  private static String keyOf(List<Part> siblings, SyntaxNode entry) {
    return siblings.stream()
        .filter(part -> part.binding().node() == entry)
        .map(Part::input)
        .findFirst()
        .orElse("\0" + entry.start());
  }

  private static boolean isInput(String key) {
    return !key.startsWith("\0");
  }

  private static int firstInput(List<String> names) {
    int first = 0;
    while (!isInput(names.get(first))) {
      first++;
    }
    return first;
  }

  private static int lastInput(List<String> names) {
    int last = names.size() - 1;
    while (!isInput(names.get(last))) {
      last--;
    }
    return last;
  }

  /** The index of the entry to follow: sorted inputs stay sorted, else {@code beside}, else the last. */
  private static int place(List<String> names, String name, String beside) {
    List<String> inputs = names.stream().filter(FlakeInputEdit::isInput).toList();
    List<String> sorted = inputs.stream().sorted(Comparator.comparing(n -> n)).toList();
    if (inputs.size() > 2 && inputs.equals(sorted)) {
      int after = -1;
      for (int i = 0; i < names.size(); i++) {
        if (isInput(names.get(i)) && names.get(i).compareTo(name) < 0) {
          after = i;
        }
      }
      return after;
    }
    int sibling = names.lastIndexOf(beside == null ? "" : beside);
    return sibling >= 0 ? sibling : names.size() - 1;
  }

  /** The entry that comes before {@code outputs}; the last where there are no outputs. */
  private static int beforeOutputs(AttrSet file) {
    for (int i = 0; i < file.entries().size(); i++) {
      SyntaxNode node = file.entries().get(i).node();
      if (new Binding(node).names().filter(names -> names.get(0).equals("outputs")).isPresent()) {
        return i - 1;
      }
    }
    return file.entries().size() - 1;
  }

  private String text(List<Part> siblings, boolean top, String name, String url, String indent) {
    List<FlakeInput> known =
        flake.inputs().stream()
            .filter(input -> siblings.stream().anyMatch(part -> part.input().equals(input.name())))
            .toList();
    boolean quoted = !known.isEmpty() && known.stream().allMatch(FlakeInput::quoted);
    String attribute = (top ? "inputs." : "") + (quoted ? Fragment.string(name) : Fragment.attribute(name));
    String setting = "url = " + Fragment.string(url) + ";";
    if (!blockForm(known)) {
      return attribute + "." + setting;
    }
    if (known.stream().filter(i -> i.form().isBlock()).allMatch(i -> isOneLine(i.range()))) {
      String padding = source.style().padding();
      return attribute + " = {" + padding + setting + padding + "};";
    }
    return Fragment.laidOut(attribute + " = {\n  " + setting + "\n};", indent, source.style());
  }

  private boolean isOneLine(TextRange range) {
    return range.in(source.text()).indexOf('\n') < 0;
  }

  /** Whether inputs with nothing but a URL have a set of their own; all inputs are asked where none is so plain. */
  private static boolean blockForm(List<FlakeInput> known) {
    List<FlakeInput> plain = known.stream().filter(input -> input.follows().isEmpty() && input.flake()).toList();
    List<FlakeInput> asked = plain.isEmpty() ? known : plain;
    long blocks = asked.stream().map(FlakeInput::form).filter(Form::isBlock).count();
    return blocks * 2 > asked.size();
  }
}
