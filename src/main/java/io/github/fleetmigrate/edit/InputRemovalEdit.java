package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.edit.InputsReader.Part;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Formal;
import io.github.fleetmigrate.nix.ast.Formals;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.Literal;
import io.github.fleetmigrate.nix.ast.StringExpr;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes an input out of a flake that nothing reaches for any more: its bindings and its name among the arguments. */
final class InputRemovalEdit {
  private final NixSource source;
  private final NameUses names;
  private final String input;
  private final Removal removal;

  InputRemovalEdit(NixSource source, String input) {
    this.source = source;
    this.input = input;
    this.names = NameUses.of(source.parse().tree());
    this.removal = new Removal(source, names, List.of(input));
  }

  /** Out of {@code flake.nix}. */
  EditOutcome remove() {
    FlakeFile flake = FlakeFile.of(source);
    Optional<AttrSet> file = flake.set();
    if (file.isEmpty()) {
      return NixSource.refused("the flake is not a set in braces; take the input out by hand", null);
    }
    List<Part> parts = InputsReader.parts(file.get());
    List<Part> own = parts.stream().filter(part -> part.input().equals(input)).toList();
    Optional<Formal> formal =
        flake.outputsFunction().flatMap(Lambda::formals).flatMap(formals -> formals.formal(input));
    if (own.isEmpty()) {
      Optional<Expr> computed = computed(file.get());
      if (computed.isPresent() && formal.isPresent()) {
        return NixSource.refused("'inputs' is computed, not a set in braces; take the input out by hand", computed.get().range());
      }
    }
    Optional<Expr> follower = parts.stream().filter(part -> !own.contains(part)).flatMap(p -> follows(p).stream()).findFirst();
    if (follower.isPresent() && !own.isEmpty()) {
      return NixSource.refused(
          "another input follows " + input + " here; give it a source of its own first", follower.get().range());
    }
    own.forEach(part -> removal.mark(part.binding().node()));
    emptyInputs(file.get());
    return finish(formal);
  }

  /** Out of a file whose function gets all inputs. */
  EditOutcome dropArgument() {
    Optional<Formals> formals = source.expression().flatMap(e -> e.as(Lambda.class)).flatMap(Lambda::formals);
    return finish(formals.flatMap(f -> f.formal(input)));
  }

  private EditOutcome finish(Optional<Formal> formal) {
    unusedNames();
    formal.ifPresent(f -> removal.mark(f.node()));
    Optional<SyntaxNode> use =
        InputUses.of(source, names, input).stream().filter(node -> !removal.isGone(node)).findFirst();
    if (use.isPresent()) {
      return NixSource.refused(
          "'" + shown(use.get()) + "' still reaches for the input; take that out by hand first", use.get().range());
    }
    return removal.isEmpty() ? new EditOutcome.AlreadyApplied() : source.changed(removal.edits());
  }

  /** Names that a {@code let} takes of the inputs, or makes of the input, and that nothing uses. */
  private void unusedNames() {
    Set<NameUses.Variable> reaching = reaching();
    boolean more = true;
    while (more) {
      more = false;
      for (NameUses.Variable variable : reaching) {
        boolean unused = variable.uses().stream().allMatch(removal::isGone);
        boolean there = variable.definitions().stream().noneMatch(removal::isGone);
        if (unused && there) {
          variable.definitions().forEach(removal::mark);
          more = true;
        }
      }
    }
  }

  /** Variables of a {@code let} that reach for the input, by themselves or by another one. */
  private Set<NameUses.Variable> reaching() {
    List<SyntaxNode> uses = new ArrayList<>(InputUses.of(source, names, input));
    Set<NameUses.Variable> found = new LinkedHashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (NameUses.Variable variable : names.variables()) {
        boolean reaches =
            variable.holder().kind() == SyntaxKind.LET_IN
                && variable.definitions().stream().anyMatch(d -> uses.stream().anyMatch(use -> d.range().contains(use.range())));
        if (reaches && found.add(variable)) {
          uses.addAll(variable.uses());
          more = true;
        }
      }
    }
    return found;
  }

  private static Optional<Expr> computed(AttrSet file) {
    return Bodies.binding(file, "inputs").flatMap(Binding::value).filter(value -> value.as(AttrSet.class).isEmpty());
  }

  /** {@code inputs = { };} with nothing in it goes too. */
  private void emptyInputs(AttrSet file) {
    Optional<Binding> inputs = Bodies.binding(file, "inputs");
    inputs
        .flatMap(Binding::value)
        .flatMap(value -> value.as(AttrSet.class))
        .filter(set -> removal.isEmptied(set.node()))
        .ifPresent(set -> removal.mark(inputs.get().node()));
  }

  /** What follows the input, or an input of it, below a part of another one. */
  private Optional<Expr> follows(Part part) {
    return part.binding().node().descendants(SyntaxKind.BINDING).stream()
        .map(Binding::new)
        .filter(b -> b.names().filter(n -> n.get(n.size() - 1).equals("follows")).isPresent())
        .flatMap(b -> b.value().stream())
        .filter(
            value ->
                value
                    .as(StringExpr.class)
                    .flatMap(StringExpr::value)
                    .or(() -> value.as(Literal.class).flatMap(Literal::url))
                    .filter(target -> target.equals(input) || target.startsWith(input + "/"))
                    .isPresent())
        .findFirst();
  }

  static String shown(SyntaxNode node) {
    return SourceText.of(node.text()).text().lines().findFirst().orElse("");
  }
}
