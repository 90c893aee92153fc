package io.github.fleetmigrate.nix.syntax;

/** Words with a meaning of their own. */
final class Keywords {
  private Keywords() {}

  static SyntaxKind kindOf(String text, int start, int end) {
    return end - start > 7 ? SyntaxKind.NAME : kindOf(text.substring(start, end));
  }

  /** The keyword's kind, or {@link SyntaxKind#NAME}. */
  static SyntaxKind kindOf(String word) {
    return switch (word) {
      case "if" -> SyntaxKind.IF;
      case "then" -> SyntaxKind.THEN;
      case "else" -> SyntaxKind.ELSE;
      case "assert" -> SyntaxKind.ASSERT;
      case "with" -> SyntaxKind.WITH;
      case "let" -> SyntaxKind.LET;
      case "in" -> SyntaxKind.IN;
      case "rec" -> SyntaxKind.REC;
      case "inherit" -> SyntaxKind.INHERIT;
      case "or" -> SyntaxKind.OR;
      default -> SyntaxKind.NAME;
    };
  }
}
