package io.github.fleetmigrate.nix.syntax;

import java.util.Optional;

/** Which attribute names are known without evaluation. */
public final class AttributeNames {
  private AttributeNames() {}

  /**
   * The name that a child of an {@link SyntaxKind#ATTR_PATH} or of an inherit has: of a word, of a string, and of
   * <code>${"a"}</code>, which nix reads as a string too. Empty where it has to be computed.
   */
  public static Optional<String> constant(SyntaxNode attribute) {
    return switch (attribute.kind()) {
      case IDENT -> Optional.of(attribute.text());
      case STRING -> StringText.constant(attribute);
      case DYNAMIC -> ofDynamic(attribute);
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofDynamic(SyntaxNode dynamic) {
    if (dynamic.childNodes().isEmpty()) {
      return Optional.empty();
    }
    SyntaxNode value = withoutParentheses(dynamic.childNodes().get(0));
    if (value.kind() == SyntaxKind.STRING) {
      return StringText.isOnePiece(value) ? StringText.constant(value) : Optional.empty();
    }
    return value.kind() == SyntaxKind.LITERAL ? value.childToken(SyntaxKind.URI).map(SyntaxToken::text) : Optional.empty();
  }

  /** The expression itself, without the parentheses that may stand around it. */
  public static SyntaxNode withoutParentheses(SyntaxNode expression) {
    SyntaxNode inner = expression;
    while (inner.kind() == SyntaxKind.PAREN && !inner.childNodes().isEmpty()) {
      inner = inner.childNodes().get(0);
    }
    return inner;
  }
}
