package io.github.fleetmigrate.nix.syntax;

/** What a token or a node of the tree is. Tokens come first, then nodes. */
public enum SyntaxKind {
  WHITESPACE,
  COMMENT,
  /** Characters that begin no token of the language. */
  UNKNOWN,
  /** Not in the tree: what stands behind the last token. */
  END,

  /** A word that is not a keyword. */
  NAME,
  INTEGER,
  FLOAT,
  /** An unquoted URL. */
  URI,
  /** {@code <nixpkgs>}. */
  SEARCH_PATH,
  /** A path's text up to its first interpolation. */
  PATH_START,
  /** A path's text behind an interpolation, or behind a slash. */
  PATH_CONTENT,
  /** {@code "}. */
  QUOTE,
  /** {@code ''}. */
  INDENT_QUOTE,
  /** A string's text between quotes and interpolations, escapes included. */
  STRING_CONTENT,

  IF,
  THEN,
  ELSE,
  ASSERT,
  WITH,
  LET,
  IN,
  REC,
  INHERIT,
  OR,

  DOLLAR_BRACE,
  L_BRACE,
  R_BRACE,
  L_BRACKET,
  R_BRACKET,
  L_PAREN,
  R_PAREN,
  ASSIGN,
  SEMICOLON,
  COLON,
  COMMA,
  AT,
  DOT,
  ELLIPSIS,
  QUESTION,
  EQUAL,
  NOT_EQUAL,
  LESS,
  GREATER,
  LESS_EQUAL,
  GREATER_EQUAL,
  AND_AND,
  OR_OR,
  IMPLIES,
  UPDATE,
  NOT,
  PLUS,
  MINUS,
  STAR,
  SLASH,
  CONCAT,

  /** The whole file. */
  ROOT,
  /** Tokens that fit nowhere. */
  ERROR,
  /** A name, as an expression, an attribute or a parameter. */
  IDENT,
  /** A number or an unquoted URL. */
  LITERAL,
  STRING,
  PATH,
  PAREN,
  LIST,
  /** {@code { … }} or {@code rec { … }}. */
  ATTR_SET,
  /** {@code let { … }}. */
  LEGACY_LET,
  LET_IN,
  WITH_IN,
  ASSERT_IN,
  IF_ELSE,
  LAMBDA,
  /** {@code { a, b ? 1, ... }}. */
  FORMALS,
  FORMAL,
  /** {@code @name} or {@code name@}. */
  AT_NAME,
  APPLY,
  SELECT,
  HAS_ATTR,
  BINARY,
  UNARY,
  ATTR_PATH,
  BINDING,
  INHERIT_NAMES,
  /** The {@code (x)} of {@code inherit (x) a}. */
  INHERIT_FROM,
  /** {@code ${x}} as an attribute name. */
  DYNAMIC,
  /** {@code ${x}} in a string or a path. */
  INTERPOLATION;

  /** Whether it is white space or a comment. */
  public boolean isTrivia() {
    return this == WHITESPACE || this == COMMENT;
  }

  /** Whether tokens have this kind; nodes have it otherwise. */
  public boolean isToken() {
    return compareTo(ROOT) < 0;
  }
}
