package io.github.fleetmigrate.nix.syntax;

/** How tightly operators bind, as in nix 2.8's grammar; {@code level} 1 is the loosest. */
record Operator(int level, Associativity associativity) {
  enum Associativity {
    LEFT,
    RIGHT,
    NONE
  }

  private static final int NOT_LEVEL = 7;
  private static final int NEGATE_LEVEL = 12;

  /** The operator between two operands that a token is, or null. {@code ?} counts as one. */
  static Operator infix(SyntaxKind kind) {
    return switch (kind) {
      case IMPLIES -> new Operator(1, Associativity.RIGHT);
      case OR_OR -> new Operator(2, Associativity.LEFT);
      case AND_AND -> new Operator(3, Associativity.LEFT);
      case EQUAL, NOT_EQUAL -> new Operator(4, Associativity.NONE);
      case LESS, GREATER, LESS_EQUAL, GREATER_EQUAL -> new Operator(5, Associativity.NONE);
      case UPDATE -> new Operator(6, Associativity.RIGHT);
      case PLUS, MINUS -> new Operator(8, Associativity.LEFT);
      case STAR, SLASH -> new Operator(9, Associativity.LEFT);
      case CONCAT -> new Operator(10, Associativity.RIGHT);
      case QUESTION -> new Operator(11, Associativity.LEFT);
      default -> null;
    };
  }

  /** The operator before an operand that a token is, or null. */
  static Operator prefix(SyntaxKind kind) {
    return switch (kind) {
      case NOT -> new Operator(NOT_LEVEL, Associativity.LEFT);
      case MINUS -> new Operator(NEGATE_LEVEL, Associativity.LEFT);
      default -> null;
    };
  }

  /** Whether this operator takes its right operand before {@code next}, which follows that operand. */
  boolean bindsBefore(Operator next) {
    return level > next.level || level == next.level && associativity != Associativity.RIGHT;
  }

  /** Whether the two may not stand beside each other without parentheses. */
  boolean refuses(Operator next) {
    return level == next.level && associativity == Associativity.NONE;
  }
}
