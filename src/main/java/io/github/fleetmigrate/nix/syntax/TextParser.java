package io.github.fleetmigrate.nix.syntax;

/** Strings, paths and what is interpolated into them. */
final class TextParser {
  private final TreeBuilder tree;
  private final ExpressionParser expressions;

  TextParser(TreeBuilder tree, ExpressionParser expressions) {
    this.tree = tree;
    this.expressions = expressions;
  }

  /** A string of either kind; the next token is its opening quote. */
  void string() {
    int mark = tree.mark();
    SyntaxKind quote = tree.peek();
    tree.bump();
    while (true) {
      SyntaxKind next = tree.peekRaw();
      if (next == SyntaxKind.STRING_CONTENT) {
        tree.bump();
      } else if (next == SyntaxKind.DOLLAR_BRACE) {
        interpolation(SyntaxKind.INTERPOLATION);
      } else {
        break;
      }
    }
    tree.expect(quote, "the string's closing quotes");
    tree.node(SyntaxKind.STRING, mark);
  }

  /** A path with all that is interpolated into it, or a search path. */
  void path() {
    int mark = tree.mark();
    boolean open = tree.at(SyntaxKind.PATH_START);
    int contents = 0;
    boolean interpolated = false;
    tree.bump();
    while (open) {
      SyntaxKind next = tree.peekRaw();
      if (next == SyntaxKind.PATH_CONTENT) {
        contents += interpolated ? 0 : 1;
        tree.bump();
      } else if (next == SyntaxKind.DOLLAR_BRACE) {
        interpolated = true;
        interpolation(SyntaxKind.INTERPOLATION);
      } else {
        break;
      }
    }
    SyntaxNode path = tree.node(SyntaxKind.PATH, mark);
    // nix's grammar takes more text behind a path's first piece only with an interpolation right behind it.
    if (contents > (interpolated ? 1 : 0)) {
      tree.error("path has two slashes in a row", path.range());
    }
  }

  /** <code>${x}</code> as a node of the given kind. */
  void interpolation(SyntaxKind kind) {
    int mark = tree.mark();
    tree.bump();
    expressions.expression();
    tree.expect(SyntaxKind.R_BRACE, "'}'");
    tree.node(kind, mark);
  }
}
