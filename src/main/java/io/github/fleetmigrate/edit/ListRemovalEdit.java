package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.ListExpr;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes what comes from an input out of lists that no host is made of: what a dev shell has, where a package of the same name
 * goes too, and lists of a name.
 */
final class ListRemovalEdit {
  private final NixSource source;
  private final NameUses names;
  private final String input;
  private final Removal removal;

  ListRemovalEdit(NixSource source, String input) {
    this.source = source;
    this.input = input;
    this.names = NameUses.of(source.parse().tree());
    this.removal = new Removal(source, names, List.of(input));
  }

  /**
   * @param shell names of a dev shell's lists
   * @param lists names of other lists
   */
  EditOutcome remove(List<String> shell, List<String> lists) {
    Set<SyntaxNode> uses = InputUses.of(source, names, input).stream().collect(Collectors.toSet());
    for (SyntaxNode list : source.parse().tree().descendants(SyntaxKind.LIST)) {
      String name = boundAs(list);
      boolean inShell = shell.contains(name) && isShell(list);
      for (Expr element : new ListExpr(list).elements()) {
        NameChain chain = NameChain.of(element);
        boolean ofInput = chain.root() != null && chain.names().contains(input);
        boolean reaches = uses.stream().anyMatch(use -> element.range().contains(use.range()));
        if (ofInput && (inShell || lists.contains(name) && reaches)) {
          removal.mark(element.node());
        }
      }
    }
    removal.mayLoseFormalsOfPerSystem();
    removal.markUnused();
    return removal.isEmpty() ? new EditOutcome.AlreadyApplied() : source.changed(removal.edits());
  }

  /** The last name of the binding whose value a list is, or is a part of by {@code ++} and {@code with}. */
  private static String boundAs(SyntaxNode list) {
    SyntaxNode at = list;
    while (at.parent().isPresent()) {
      SyntaxNode parent = at.parent().get();
      switch (parent.kind()) {
        case PAREN, WITH_IN, BINARY, LET_IN -> at = parent;
        case BINDING -> {
          List<SyntaxNode> path =
              parent.childNode(SyntaxKind.ATTR_PATH).map(SyntaxNode::childNodes).orElse(List.of());
          return path.isEmpty() ? "" : path.get(path.size() - 1).text();
        }
        default -> {
          return "";
        }
      }
    }
    return "";
  }

  /** Whether a dev shell is made around a list. */
  private static boolean isShell(SyntaxNode list) {
    for (SyntaxNode at = list; at.parent().isPresent(); at = at.parent().get()) {
      boolean made =
          at.kind() == SyntaxKind.APPLY
              && Bodies.functionName(new Apply(at)).filter(f -> f.toLowerCase(Locale.ROOT).startsWith("mkshell")).isPresent();
      boolean named =
          at.kind() == SyntaxKind.BINDING
              && at.childNode(SyntaxKind.ATTR_PATH)
                  .map(SyntaxNode::childNodes)
                  .orElse(List.of())
                  .stream()
                  .anyMatch(name -> name.text().toLowerCase(Locale.ROOT).matches("devshells?"));
      if (made || named) {
        return true;
      }
    }
    return false;
  }
}
