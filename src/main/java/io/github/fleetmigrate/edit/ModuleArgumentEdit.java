package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Formals;
import io.github.fleetmigrate.nix.ast.Lambda;
import java.util.List;
import java.util.Optional;

/** Makes an argument that the module system hands over known in a module. */
final class ModuleArgumentEdit {
  private final NixSource source;

  ModuleArgumentEdit(NixSource source) {
    this.source = source;
  }

  EditOutcome bind(String name) {
    Optional<Lambda> function = source.expression().flatMap(expr -> expr.as(Lambda.class));
    if (function.isEmpty()) {
      return NixSource.refused(
          "the module takes no arguments; make it a function of { " + name + ", ... }",
          source.expression().map(Expr::range).orElse(null));
    }
    Optional<Formals> formals = function.get().formals();
    if (formals.isEmpty()) {
      // The module system hands over what the formals name, and nothing else.
      return NixSource.refused(
          "the module takes all its arguments as one; name '" + name + "' among its parameters", function.get().range());
    }
    return formals.get().formal(name).isPresent()
        ? new EditOutcome.AlreadyApplied()
        : source.changed(new FormalsEdit(source).add(formals.get(), name));
  }

  EditOutcome accept(String name) {
    Optional<Formals> strict =
        source
            .expression()
            .flatMap(expr -> expr.as(Lambda.class))
            .flatMap(Lambda::formals)
            .filter(formals -> formals.ellipsis().isEmpty() && formals.formal(name).isEmpty());
    return source.changed(strict.map(formals -> new FormalsEdit(source).add(formals, name)).orElse(List.of()));
  }

  EditOutcome bindPerSystem(String name) {
    Optional<Lambda> function =
        BindingSearch.find(source.parse().tree(), List.of("perSystem")).stream()
            .flatMap(hit -> hit.binding().value().flatMap(value -> value.as(Lambda.class)).stream())
            .findFirst();
    Optional<Formals> formals = function.flatMap(Lambda::formals);
    if (formals.isEmpty()) {
      return NixSource.refused(
          "there is no perSystem function with its parameters in braces", function.map(Expr::range).orElse(null));
    }
    return formals.get().formal(name).isPresent()
        ? new EditOutcome.AlreadyApplied()
        : source.changed(new FormalsEdit(source).add(formals.get(), name));
  }
}
