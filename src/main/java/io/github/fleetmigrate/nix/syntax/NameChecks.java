package io.github.fleetmigrate.nix.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What nix refuses while it parses although the grammar allows it: names that are defined twice. */
final class NameChecks {
  private NameChecks() {}

  static List<SyntaxError> check(SyntaxNode root) {
    List<SyntaxError> errors = new ArrayList<>(AttrMerge.of(root).errors());
    for (SyntaxNode lambda : root.descendants(SyntaxKind.LAMBDA)) {
      lambda.childNode(SyntaxKind.FORMALS).ifPresent(formals -> checkFormals(lambda, formals, errors));
    }
    return errors;
  }

  private static void checkFormals(SyntaxNode lambda, SyntaxNode formals, List<SyntaxError> errors) {
    Set<String> seen = new HashSet<>();
    List<SyntaxNode> names = new ArrayList<>(formals.childNodes(SyntaxKind.FORMAL));
    lambda.childNode(SyntaxKind.AT_NAME).ifPresent(names::add);
    for (SyntaxNode holder : names) {
      SyntaxNode name = holder.childNode(SyntaxKind.IDENT).orElse(null);
      if (name != null && !seen.add(name.text())) {
        errors.add(new SyntaxError("duplicate parameter '" + name.text() + "'", name.range()));
      }
    }
  }
}
