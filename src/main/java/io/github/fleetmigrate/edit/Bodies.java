package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Assert;
import io.github.fleetmigrate.nix.ast.AttrPath;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.Select;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where, in what a file or an argument says, the set is that one would write into. */
final class Bodies {
  private Bodies() {}

  /** The set that an expression comes to: itself, or what functions, {@code let}, {@code with} and {@code assert} end in. */
  static Optional<AttrSet> set(Expr expr) {
    Optional<Expr> at = Optional.of(expr);
    while (at.isPresent()) {
      Expr inner = at.get().withoutParentheses();
      if (inner instanceof AttrSet set) {
        return Optional.of(set);
      } else if (inner instanceof Lambda lambda) {
        at = lambda.body();
      } else if (inner instanceof LetIn let) {
        at = let.body();
      } else if (inner instanceof With with) {
        at = with.body();
      } else if (inner instanceof Assert check) {
        at = check.body();
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The last name of the function that a call calls: {@code nixosSystem} of {@code lib.nixosSystem { }}. */
  static Optional<String> functionName(Apply call) {
    Expr head = call.head().map(Expr::withoutParentheses).orElse(null);
    if (head instanceof Ident ident) {
      return Optional.of(ident.name());
    }
    if (head instanceof Select select && select.fallback().isEmpty()) {
      return select
          .path()
          .map(AttrPath::attrs)
          .filter(attrs -> !attrs.isEmpty())
          .flatMap(attrs -> attrs.get(attrs.size() - 1).name());
    }
    return Optional.empty();
  }

  /** All calls of a function, told by its last name, each with all its arguments. */
  static List<Apply> calls(SyntaxNode tree, String function) {
    List<Apply> found = new ArrayList<>();
    for (SyntaxNode node : tree.descendants(SyntaxKind.APPLY)) {
      boolean whole =
          node.parent().filter(p -> p.kind() == SyntaxKind.APPLY && p.childNodes().get(0) == node).isEmpty();
      Apply call = new Apply(node);
      if (whole && functionName(call).filter(function::equals).isPresent()) {
        found.add(call);
      }
    }
    return found;
  }

  /** The binding of one name in a set, written {@code name = …;}. */
  static Optional<Binding> binding(AttrSet set, String name) {
    return set.bindings().stream()
        .filter(binding -> binding.names().filter(List.of(name)::equals).isPresent())
        .findFirst();
  }

  /** Whether a set inherits a name. */
  static boolean inherits(AttrSet set, String name) {
    return set.inherits().stream()
        .anyMatch(inherit -> inherit.attrs().stream().anyMatch(a -> a.name().filter(name::equals).isPresent()));
  }
}
