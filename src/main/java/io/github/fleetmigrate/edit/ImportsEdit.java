package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds, replaces and removes what a module imports: the module of a flake-parts call, or the one the file consists of. */
final class ImportsEdit {
  private static final String IMPORTS = "imports";

  private final NixSource source;

  ImportsEdit(NixSource source) {
    this.source = source;
  }

  private Optional<AttrSet> module() {
    FlakeFile flake = FlakeFile.of(source);
    if (flake.outputsValue().isPresent()) {
      return flake.flakePartsModule();
    }
    return ModuleBody.module(source);
  }

  private Optional<Expr> imports() {
    return module().flatMap(module -> Bodies.binding(module, IMPORTS)).flatMap(Binding::value);
  }

  /** {@code beside} may be null. */
  EditOutcome add(String path, String beside) {
    Optional<AttrSet> module = module();
    if (module.isEmpty()) {
      return NixSource.refused("there is no module here whose imports could be changed", null);
    }
    Optional<Expr> imports = imports();
    if (imports.isEmpty()) {
      if (Bodies.inherits(module.get(), IMPORTS)) {
        return NixSource.refused("'imports' is inherited here", module.get().range());
      }
      String text = IMPORTS + " = " + Lists.literal(source, Fragment.element(path)) + ";";
      return source.changed(List.of(Items.of(module.get()).insert(source, -1, indent -> text)));
    }
    if (Lists.element(imports.get(), path).isPresent()) {
      return new EditOutcome.AlreadyApplied();
    }
    return Lists.add(source, imports.get(), path, beside)
        .map(edit -> source.changed(List.of(edit)))
        .orElseGet(() -> NixSource.refused("'imports' holds no list", imports.get().range()));
  }

  EditOutcome replace(String old, String replacement) {
    Optional<Expr> imports = imports();
    boolean there = imports.flatMap(value -> Lists.element(value, replacement)).isPresent();
    Optional<Lists.Position> at = imports.flatMap(value -> Lists.position(value, old));
    if (at.isEmpty()) {
      return there
          ? new EditOutcome.AlreadyApplied()
          : NixSource.refused("'imports' does not name " + old, imports.map(Expr::range).orElse(null));
    }
    if (there) {
      return remove(old);
    }
    Expr element = at.get().list().elements().get(at.get().index());
    String indent = Lines.indentAt(source.text(), element.range().start());
    String text = Fragment.laidOut(Fragment.element(replacement), indent, source.style());
    return source.changed(List.of(new TextEdit(element.range(), text)));
  }

  EditOutcome remove(String path) {
    Optional<Expr> imports = imports();
    if (imports.flatMap(value -> Lists.element(value, path)).isEmpty()) {
      return new EditOutcome.AlreadyApplied();
    }
    List<TextEdit> edits = new ArrayList<>();
    Lists.position(imports.get(), path)
        .ifPresent(at -> edits.add(Items.of(at.list()).remove(source, at.index())));
    return edits.isEmpty()
        ? NixSource.refused(path + " is imported under a condition; remove it by hand", imports.get().range())
        : source.changed(edits);
  }
}
