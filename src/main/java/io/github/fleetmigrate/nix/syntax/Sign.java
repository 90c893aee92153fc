package io.github.fleetmigrate.nix.syntax;

import java.util.List;

/** Operators and punctuation, the longer before those they begin with. */
record Sign(String sign, SyntaxKind kind) {
  private static final List<Sign> ALL =
      List.of(
          new Sign("...", SyntaxKind.ELLIPSIS),
          new Sign("==", SyntaxKind.EQUAL),
          new Sign("!=", SyntaxKind.NOT_EQUAL),
          new Sign("<=", SyntaxKind.LESS_EQUAL),
          new Sign(">=", SyntaxKind.GREATER_EQUAL),
          new Sign("&&", SyntaxKind.AND_AND),
          new Sign("||", SyntaxKind.OR_OR),
          new Sign("->", SyntaxKind.IMPLIES),
          new Sign("//", SyntaxKind.UPDATE),
          new Sign("++", SyntaxKind.CONCAT),
          new Sign("=", SyntaxKind.ASSIGN),
          new Sign(";", SyntaxKind.SEMICOLON),
          new Sign(".", SyntaxKind.DOT),
          new Sign(",", SyntaxKind.COMMA),
          new Sign("[", SyntaxKind.L_BRACKET),
          new Sign("]", SyntaxKind.R_BRACKET),
          new Sign("(", SyntaxKind.L_PAREN),
          new Sign(")", SyntaxKind.R_PAREN),
          new Sign(":", SyntaxKind.COLON),
          new Sign("?", SyntaxKind.QUESTION),
          new Sign("@", SyntaxKind.AT),
          new Sign("+", SyntaxKind.PLUS),
          new Sign("-", SyntaxKind.MINUS),
          new Sign("*", SyntaxKind.STAR),
          new Sign("/", SyntaxKind.SLASH),
          new Sign("<", SyntaxKind.LESS),
          new Sign(">", SyntaxKind.GREATER),
          new Sign("!", SyntaxKind.NOT));

  int length() {
    return sign.length();
  }

  /** The sign at an offset, or null. */
  static Sign at(String text, int offset) {
    for (Sign sign : ALL) {
      if (text.startsWith(sign.sign, offset)) {
        return sign;
      }
    }
    return null;
  }
}
