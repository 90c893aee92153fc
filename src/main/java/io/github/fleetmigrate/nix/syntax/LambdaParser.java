package io.github.fleetmigrate.nix.syntax;

/** Functions: a parameter, or formals with or without a name for the whole set. */
final class LambdaParser {
  private final TreeBuilder tree;
  private final ExpressionParser expressions;

  LambdaParser(TreeBuilder tree, ExpressionParser expressions) {
    this.tree = tree;
    this.expressions = expressions;
  }

  boolean beginsHere() {
    if (tree.at(SyntaxKind.NAME)) {
      return tree.peek(1) == SyntaxKind.COLON || tree.peek(1) == SyntaxKind.AT;
    }
    if (!tree.at(SyntaxKind.L_BRACE)) {
      return false;
    }
    SyntaxKind behind = tree.peek(2);
    return switch (tree.peek(1)) {
      case ELLIPSIS, COMMA -> true;
      case R_BRACE -> behind == SyntaxKind.COLON || behind == SyntaxKind.AT;
      case NAME -> behind == SyntaxKind.COMMA || behind == SyntaxKind.QUESTION || behind == SyntaxKind.R_BRACE;
      default -> false;
    };
  }

  void lambda() {
    int mark = tree.mark();
    if (tree.at(SyntaxKind.L_BRACE)) {
      formals();
      if (tree.at(SyntaxKind.AT)) {
        int at = tree.mark();
        tree.bump();
        name();
        tree.node(SyntaxKind.AT_NAME, at);
      }
    } else if (tree.peek(1) == SyntaxKind.AT) {
      int at = tree.mark();
      name();
      tree.bump();
      tree.node(SyntaxKind.AT_NAME, at);
      if (tree.at(SyntaxKind.L_BRACE)) {
        formals();
      } else {
        tree.errorHere("expected '{'");
      }
    } else {
      name();
    }
    if (tree.expect(SyntaxKind.COLON, "':'")) {
      expressions.expression();
    }
    tree.node(SyntaxKind.LAMBDA, mark);
  }

  private void name() {
    int mark = tree.mark();
    if (tree.expect(SyntaxKind.NAME, "a name")) {
      tree.node(SyntaxKind.IDENT, mark);
    }
  }

  private void formals() {
    int mark = tree.mark();
    tree.bump();
    while (!tree.at(SyntaxKind.R_BRACE) && !tree.at(SyntaxKind.END)) {
      if (tree.at(SyntaxKind.ELLIPSIS)) {
        tree.bump();
        if (!tree.at(SyntaxKind.R_BRACE)) {
          tree.errorHere("nothing may follow '...'");
        }
      } else if (tree.at(SyntaxKind.NAME)) {
        formal();
      } else if (expressions.closesSomething()) {
        break;
      } else {
        tree.errorHere("expected a parameter");
        tree.bumpAsError();
        continue;
      }
      if (tree.at(SyntaxKind.COMMA)) {
        tree.bump();
      } else if (!tree.at(SyntaxKind.R_BRACE)) {
        tree.errorHere("expected ','");
      }
    }
    tree.expect(SyntaxKind.R_BRACE, "'}'");
    tree.node(SyntaxKind.FORMALS, mark);
  }

  private void formal() {
    int mark = tree.mark();
    name();
    if (tree.at(SyntaxKind.QUESTION)) {
      tree.bump();
      expressions.expression();
    }
    tree.node(SyntaxKind.FORMAL, mark);
  }
}
