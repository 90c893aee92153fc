package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Inherit;
import io.github.fleetmigrate.nix.ast.Select;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a file asks the flake for one of its outputs: {@code self.deploy}, {@code config.flake.deploy}, {@code inherit (self)
 * deploy}, and {@code deploy} by a {@code with}.
 */
final class OutputUses {
  /** The last name of what holds the outputs. */
  private static final Set<String> HOLDERS = Set.of("self", "outputs", "flake");

  private OutputUses() {}

  /** The names and selections that ask for it, in the order of the file. */
  static List<SyntaxNode> of(NixSource source, NameUses names, String output) {
    List<SyntaxNode> found = new ArrayList<>();
    for (SyntaxNode node : source.parse().tree().descendants()) {
      switch (node.kind()) {
        case SELECT -> {
          NameChain chain = NameChain.of(new Select(node));
          int place = chain.selects(output);
          if (place > 0 && HOLDERS.contains(chain.before(place))) {
            found.add(node);
          }
        }
        case INHERIT_NAMES -> {
          Inherit inherit = new Inherit(node);
          if (inherit.from().filter(OutputUses::holdsOutputs).isPresent()) {
            inherit.attrs().stream()
                .filter(attr -> attr.name().filter(output::equals).isPresent())
                .forEach(attr -> found.add(attr.node()));
          }
        }
        case IDENT -> {
          boolean free = node.text().equals(output) && InputUses.isVariable(node) && names.meaning(node).isEmpty();
          if (free && isWithOutputs(node)) {
            found.add(node);
          }
        }
        default -> {
          // Asks for nothing by itself.
        }
      }
    }
    return found;
  }

  private static boolean holdsOutputs(Expr expr) {
    List<String> names = NameChain.of(expr).names();
    return HOLDERS.contains(names.get(names.size() - 1));
  }

  /** Whether any {@code with} around a name may have it of the outputs. */
  private static boolean isWithOutputs(SyntaxNode name) {
    for (SyntaxNode at = name; at.parent().isPresent(); at = at.parent().get()) {
      SyntaxNode parent = at.parent().get();
      SyntaxNode child = at;
      if (parent.kind() == SyntaxKind.WITH_IN
          && new With(parent).body().filter(body -> body.node() == child).isPresent()
          && new With(parent).scope().filter(OutputUses::holdsOutputs).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
