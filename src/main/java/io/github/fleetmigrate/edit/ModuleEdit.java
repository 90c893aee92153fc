package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Adds a module to the {@code modules} of calls that make systems: to all of them, or to none. */
final class ModuleEdit {
  private static final String MODULES = "modules";

  private final NixSource source;

  ModuleEdit(NixSource source) {
    this.source = source;
  }

  EditOutcome add(ModuleTarget target, String element) {
    List<Apply> all = Bodies.calls(source.parse().tree(), target.function());
    List<Apply> calls =
        IntStream.range(0, all.size())
            .filter(i -> target.calls() == null || target.calls().contains(i))
            .mapToObj(all::get)
            .filter(call -> isFor(target, call))
            .toList();
    if (calls.isEmpty()) {
      return NixSource.refused("nothing here calls " + target.function(), null);
    }
    List<TextEdit> edits = new ArrayList<>();
    for (Apply call : calls) {
      Optional<AttrSet> arguments = call.argument().flatMap(argument -> argument.as(AttrSet.class));
      if (arguments.isEmpty()) {
        return NixSource.refused(target.function() + " is not called with a set in braces here", call.range());
      }
      Optional<Expr> modules = Bodies.binding(arguments.get(), MODULES).flatMap(Binding::value);
      if (modules.isEmpty()) {
        if (Bodies.inherits(arguments.get(), MODULES)) {
          return NixSource.refused("'modules' is inherited here", arguments.get().range());
        }
        String text = MODULES + " = " + Lists.literal(source, Fragment.element(element)) + ";";
        Items items = Items.of(arguments.get());
        edits.add(items.insert(source, items.last(), indent -> text));
      } else if (Lists.element(modules.get(), element).isEmpty()) {
        if (Lists.unconditional(modules.get()).isEmpty()) {
          return NixSource.refused("'modules' holds no list in brackets here", modules.get().range());
        }
        Lists.add(source, modules.get(), element, null).ifPresent(edits::add);
      }
    }
    return source.changed(edits);
  }

  private boolean isFor(ModuleTarget target, Apply call) {
    if (target.hosts().isEmpty()) {
      return true;
    }
    return target.hosts().stream()
        .flatMap(host -> BindingSearch.find(source.parse().tree(), List.of(host)).stream())
        .anyMatch(hit -> hit.binding().range().contains(call.range()));
  }
}
