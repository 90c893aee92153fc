package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Formals;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.text.TextEdit;
import java.util.List;
import java.util.Optional;

/** Makes an input reachable in the function that gives a flake's outputs. */
final class OutputArgumentEdit {
  private final NixSource source;
  private final FlakeFile flake;

  OutputArgumentEdit(NixSource source) {
    this.source = source;
    this.flake = FlakeFile.of(source);
  }

  /**
   * How an input is called inside the function, or inside the function that any other file consists of; empty where it
   * has no name there.
   */
  Optional<String> reference(String name) {
    Optional<OutputsShape> shape = flake.outputs();
    if (shape.isEmpty()) {
      return source
          .expression()
          .flatMap(expr -> expr.as(Lambda.class))
          .flatMap(Lambda::formals)
          .flatMap(formals -> formals.formal(name))
          .map(formal -> name);
    }
    OutputsShape outputs = shape.get();
    if (outputs.formals().contains(name)) {
      return Optional.of(name);
    }
    boolean handedOn = outputs.ellipsis() || !outputs.hasFormals();
    return outputs.wholeName().filter(w -> handedOn).map(whole -> whole + "." + Fragment.attribute(name));
  }

  EditOutcome bind(String name) {
    Optional<Expr> value = flake.outputsValue();
    if (value.isEmpty()) {
      return NixSource.refused("the flake has no 'outputs'", null);
    }
    Optional<Lambda> function = flake.outputsFunction();
    if (function.isEmpty()) {
      return NixSource.refused(
          "'outputs' is not a function written in this file; name the input where the function is", value.get().range());
    }
    if (reference(name).isPresent()) {
      return new EditOutcome.AlreadyApplied();
    }
    if (!Fragment.isPlainName(name)) {
      return NixSource.refused("'" + name + "' cannot be a parameter's name", value.get().range());
    }
    return source.changed(new FormalsEdit(source).add(function.get().formals().orElseThrow(), name));
  }

  /** Names all inputs together, {@code { self, ... }@name:}, unless they have a name. */
  EditOutcome nameAll(String name) {
    Optional<Lambda> function = flake.outputsFunction();
    Optional<Formals> formals = function.flatMap(Lambda::formals);
    if (function.isPresent() && flake.outputs().flatMap(OutputsShape::wholeName).isPresent()) {
      return new EditOutcome.AlreadyApplied();
    }
    if (formals.isEmpty()) {
      return NixSource.refused(
          "'outputs' is not a function written in this file; name the inputs where the function is",
          flake.outputsValue().map(Expr::range).orElse(null));
    }
    // A name that a `with` gives today would be taken over; what else has this name inside is not worth telling apart.
    Optional<SyntaxToken> used =
        function.get().node().tokens().stream()
            .filter(token -> token.kind() == SyntaxKind.NAME && token.text().equals(name))
            .filter(token -> token.parent().flatMap(SyntaxNode::parent).orElseThrow().kind() != SyntaxKind.ATTR_PATH)
            .findFirst();
    if (used.isPresent()) {
      return NixSource.refused("the outputs use the name '" + name + "' already", used.get().range());
    }
    return source.changed(List.of(TextEdit.insert(formals.get().node().range().end(), "@" + name)));
  }
}
