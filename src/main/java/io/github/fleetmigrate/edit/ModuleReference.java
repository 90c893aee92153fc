package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.PathExpr;
import java.util.List;
import java.util.Optional;

/**
 * A module that is named instead of written out: {@code ./parts}, {@code import ./parts.nix} or {@code (inputs.import-tree
 * ./modules)}.
 *
 * @param text as it stands there
 * @param path the relative path in it
 * @param tree whether every Nix file below that folder is a module
 */
public record ModuleReference(String text, String path, boolean tree) {
  private static final String TREE = "import-tree";

  /** The reference that an expression is; empty where it is anything else. */
  static Optional<ModuleReference> of(Expr expr) {
    Expr inner = expr.withoutParentheses();
    if (inner instanceof PathExpr) {
      return relative(inner).map(path -> new ModuleReference(expr.text(), path, false));
    }
    if (inner instanceof Apply call && call.arguments().size() == 1) {
      String function = Bodies.functionName(call).orElse("");
      List<String> known = List.of(TREE, "import");
      return known.contains(function)
          ? relative(call.arguments().get(0).withoutParentheses())
              .map(path -> new ModuleReference(expr.text(), path, function.equals(TREE)))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** A relative path as it is written; empty for any other expression. */
  static Optional<String> relative(Expr expr) {
    String text = expr.text();
    boolean plain = expr instanceof PathExpr && text.startsWith(".") && !text.contains("${");
    return plain ? Optional.of(text) : Optional.empty();
  }
}
