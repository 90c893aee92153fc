package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import java.util.Optional;

/** The sets of a NixOS module that a file consists of. */
final class ModuleBody {
  private ModuleBody() {}

  /** The module's own set, where {@code imports} and {@code options} stand. */
  static Optional<AttrSet> module(NixSource source) {
    return source.expression().flatMap(Bodies::set);
  }

  /**
   * The set that unconditional settings stand in: {@code config = { }} where the module has one, else the module's own
   * set. Empty where {@code config} is anything else, such as {@code mkIf}.
   */
  static Optional<AttrSet> config(NixSource source) {
    return module(source)
        .flatMap(
            module -> {
              Optional<Binding> config = Bodies.binding(module, "config");
              boolean split = config.isPresent() || Bodies.binding(module, "options").isPresent();
              Optional<Expr> value = config.flatMap(Binding::value);
              return split ? value.flatMap(v -> v.as(AttrSet.class)) : Optional.of(module);
            });
  }
}
