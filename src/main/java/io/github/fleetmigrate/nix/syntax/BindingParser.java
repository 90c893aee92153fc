package io.github.fleetmigrate.nix.syntax;

/** What stands in {@code { … }} and between {@code let} and {@code in}: bindings, inherits, attribute paths. */
final class BindingParser {
  private final TreeBuilder tree;
  private final ExpressionParser expressions;
  private final TextParser texts;

  BindingParser(TreeBuilder tree, ExpressionParser expressions, TextParser texts) {
    this.tree = tree;
    this.expressions = expressions;
    this.texts = texts;
  }

  /** {@code { … }}, without a node of its own. */
  void braced() {
    if (tree.expect(SyntaxKind.L_BRACE, "'{'")) {
      bindings(SyntaxKind.R_BRACE);
      tree.expect(SyntaxKind.R_BRACE, "'}'");
    }
  }

  /** Bindings up to a closing token, which is left. */
  void bindings(SyntaxKind close) {
    while (!tree.at(close) && !tree.at(SyntaxKind.END)) {
      if (tree.at(SyntaxKind.INHERIT)) {
        inherit();
      } else if (beginsAttribute()) {
        binding();
      } else if (expressions.closesSomething() && !tree.at(SyntaxKind.SEMICOLON)) {
        return;
      } else {
        tree.errorHere("expected a binding");
        tree.bumpAsError();
      }
    }
  }

  private void binding() {
    int mark = tree.mark();
    attributePath();
    if (tree.expect(SyntaxKind.ASSIGN, "'='")) {
      expressions.expression();
    }
    tree.expect(SyntaxKind.SEMICOLON, "';'");
    tree.node(SyntaxKind.BINDING, mark);
  }

  private void inherit() {
    int mark = tree.mark();
    tree.bump();
    if (tree.at(SyntaxKind.L_PAREN)) {
      int from = tree.mark();
      tree.bump();
      expressions.expression();
      tree.expect(SyntaxKind.R_PAREN, "')'");
      tree.node(SyntaxKind.INHERIT_FROM, from);
    }
    while (beginsAttribute()) {
      attribute();
    }
    tree.expect(SyntaxKind.SEMICOLON, "';'");
    tree.node(SyntaxKind.INHERIT_NAMES, mark);
  }

  private boolean beginsAttribute() {
    return switch (tree.peek()) {
      case NAME, OR, QUOTE, DOLLAR_BRACE -> true;
      default -> false;
    };
  }

  /** {@code a."b".${c}}. */
  void attributePath() {
    int mark = tree.mark();
    if (!attribute()) {
      return;
    }
    while (tree.at(SyntaxKind.DOT)) {
      tree.bump();
      if (!attribute()) {
        break;
      }
    }
    tree.node(SyntaxKind.ATTR_PATH, mark);
  }

  private boolean attribute() {
    int mark = tree.mark();
    switch (tree.peek()) {
      case NAME, OR -> {
        tree.bump();
        tree.node(SyntaxKind.IDENT, mark);
      }
      case QUOTE -> texts.string();
      case DOLLAR_BRACE -> texts.interpolation(SyntaxKind.DYNAMIC);
      default -> {
        tree.errorHere("expected an attribute name");
        return false;
      }
    }
    return true;
  }
}
