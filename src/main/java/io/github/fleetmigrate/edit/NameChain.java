package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Attr;
import io.github.fleetmigrate.nix.ast.AttrPath;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.Select;
import java.util.ArrayList;
import java.util.List;

/**
 * A variable and the names selected from it, {@code inputs.x.lib}: as far as they are known without evaluation.
 *
 * @param root the variable; null where something else is selected from
 * @param names the variable's name and those behind it; a computed one as its text
 */
record NameChain(Ident root, List<String> names) {

  static NameChain of(Expr expr) {
    Expr inner = expr.withoutParentheses();
    if (inner instanceof Ident ident) {
      return new NameChain(ident, List.of(ident.name()));
    }
    if (inner instanceof Select select && select.subject().isPresent()) {
      NameChain subject = of(select.subject().get());
      List<String> names = new ArrayList<>(subject.names());
      for (Attr attr : select.path().map(AttrPath::attrs).orElse(List.of())) {
        names.add(attr.name().orElse(attr.node().text()));
      }
      return new NameChain(subject.root(), List.copyOf(names));
    }
    return new NameChain(null, List.of(""));
  }

  /** The place, from 1, at which a name is selected; 0 where it is not, or is the variable itself. */
  int selects(String name) {
    int at = names.subList(1, names.size()).indexOf(name);
    return at + 1;
  }

  /** The name that stands before a place. */
  String before(int place) {
    return names.get(place - 1);
  }
}
