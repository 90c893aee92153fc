package io.github.fleetmigrate.nix.syntax;

/** Expressions of every kind; what stands in braces and quotes is {@link BindingParser}'s and {@link TextParser}'s. */
final class ExpressionParser {
  private final TreeBuilder tree;
  private final Nesting nesting = new Nesting();
  private final BindingParser bindings;
  private final TextParser texts;
  private final LambdaParser lambdas;
  private final OperatorParser operators;

  ExpressionParser(TreeBuilder tree) {
    this.tree = tree;
    this.texts = new TextParser(tree, this);
    this.bindings = new BindingParser(tree, this, texts);
    this.lambdas = new LambdaParser(tree, this);
    this.operators = new OperatorParser(tree, this, bindings);
  }

  void file() {
    expression();
    if (!tree.at(SyntaxKind.END)) {
      tree.errorHere("unexpected text behind the expression");
    }
  }

  private void descend(Runnable level) {
    if (!nesting.descend(level)) {
      tree.giveUp("nested too deeply");
    }
  }

  /** Any expression. Where none begins it says so and takes nothing. */
  void expression() {
    descend(this::expressionHere);
  }

  private void expressionHere() {
    switch (tree.peek()) {
      case ASSERT -> headed(SyntaxKind.ASSERT_IN);
      case WITH -> headed(SyntaxKind.WITH_IN);
      case IF -> ifElse();
      case LET -> {
        if (tree.peek(1) == SyntaxKind.L_BRACE) {
          operators.chain();
        } else {
          letIn();
        }
      }
      default -> {
        if (lambdas.beginsHere()) {
          lambdas.lambda();
        } else {
          operators.chain();
        }
      }
    }
  }

  /** {@code with x; body} and {@code assert x; body}. */
  private void headed(SyntaxKind kind) {
    int mark = tree.mark();
    tree.bump();
    expression();
    tree.expect(SyntaxKind.SEMICOLON, "';'");
    expression();
    tree.node(kind, mark);
  }

  private void ifElse() {
    int mark = tree.mark();
    tree.bump();
    expression();
    if (tree.expect(SyntaxKind.THEN, "'then'")) {
      expression();
    }
    if (tree.expect(SyntaxKind.ELSE, "'else'")) {
      expression();
    }
    tree.node(SyntaxKind.IF_ELSE, mark);
  }

  private void letIn() {
    int mark = tree.mark();
    tree.bump();
    bindings.bindings(SyntaxKind.IN);
    if (tree.expect(SyntaxKind.IN, "'in'")) {
      expression();
    }
    tree.node(SyntaxKind.LET_IN, mark);
  }

  /** Whether a token begins what may be a list's element or a function's argument. */
  boolean beginsSimple() {
    return switch (tree.peek()) {
      case NAME, INTEGER, FLOAT, URI, SEARCH_PATH, PATH_START, QUOTE, INDENT_QUOTE, L_PAREN, L_BRACKET, L_BRACE, REC ->
          true;
      case LET -> tree.peek(1) == SyntaxKind.L_BRACE;
      default -> false;
    };
  }

  /** An expression with the attributes selected from it: a list's element or a function's argument. */
  void select() {
    descend(this::selectHere);
  }

  private void selectHere() {
    int mark = tree.mark();
    simple();
    if (tree.at(SyntaxKind.DOT)) {
      tree.bump();
      bindings.attributePath();
      if (tree.at(SyntaxKind.OR)) {
        tree.bump();
        if (beginsSimple()) {
          select();
        } else {
          tree.errorHere("expected a value behind 'or'");
        }
      }
      tree.node(SyntaxKind.SELECT, mark);
    } else if (tree.at(SyntaxKind.OR)) {
      // nix reads `x or` as the function x applied to a variable named or.
      int or = tree.mark();
      tree.bump();
      tree.node(SyntaxKind.IDENT, or);
      tree.node(SyntaxKind.APPLY, mark);
    }
  }

  private void simple() {
    int mark = tree.mark();
    switch (tree.peek()) {
      case NAME -> {
        tree.bump();
        tree.node(SyntaxKind.IDENT, mark);
      }
      case INTEGER, FLOAT, URI -> {
        tree.bump();
        tree.node(SyntaxKind.LITERAL, mark);
      }
      case SEARCH_PATH, PATH_START -> texts.path();
      case QUOTE, INDENT_QUOTE -> texts.string();
      case L_PAREN -> {
        tree.bump();
        expression();
        tree.expect(SyntaxKind.R_PAREN, "')'");
        tree.node(SyntaxKind.PAREN, mark);
      }
      case L_BRACKET -> list();
      case LET -> {
        tree.bump();
        bindings.braced();
        tree.node(SyntaxKind.LEGACY_LET, mark);
      }
      case REC, L_BRACE -> {
        if (tree.at(SyntaxKind.REC)) {
          tree.bump();
        }
        bindings.braced();
        tree.node(SyntaxKind.ATTR_SET, mark);
      }
      default -> tree.errorHere("expected an expression");
    }
  }

  private void list() {
    int mark = tree.mark();
    tree.bump();
    while (!tree.at(SyntaxKind.R_BRACKET)) {
      if (beginsSimple()) {
        select();
      } else if (closesSomething()) {
        break;
      } else {
        tree.errorHere("not a list element; put it into parentheses");
        tree.bumpAsError();
      }
    }
    tree.expect(SyntaxKind.R_BRACKET, "']'");
    tree.node(SyntaxKind.LIST, mark);
  }

  /** Whether the next token ends something that began outside, so that a rule that lost its way should return. */
  boolean closesSomething() {
    return switch (tree.peek()) {
      case END, SEMICOLON, R_BRACE, R_BRACKET, R_PAREN, IN, THEN, ELSE -> true;
      default -> false;
    };
  }
}
