package io.github.fleetmigrate.nix.syntax;

/** The character classes and regular tokens of the language, as nix 2.8's lexer has them. Lengths are 0 for no match. */
final class Characters {
  private Characters() {}

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPathChar(int c) {
    return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-' || c == '+';
  }

  private static boolean isUriChar(int c) {
    return isLetter(c) || isDigit(c) || c > 0 && c < 128 && "%/?:@&=+$,-_.!~*'".indexOf(c) >= 0;
  }

  /** The character at an offset, or -1 behind the end. */
  static int at(String text, int offset) {
    return offset < text.length() ? text.charAt(offset) : -1;
  }

  static int pathChars(String text, int from) {
    int i = from;
    while (isPathChar(at(text, i))) {
      i++;
    }
    return i - from;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (isDigit(at(text, i))) {
      i++;
    }
    return i - from;
  }

  static int name(String text, int from) {
    int first = at(text, from);
    if (!isLetter(first) && first != '_') {
      return 0;
    }
    int i = from + 1;
    while (true) {
      int c = at(text, i);
      if (!isLetter(c) && !isDigit(c) && c != '_' && c != '\'' && c != '-') {
        return i - from;
      }
      i++;
    }
  }

  static int integer(String text, int from) {
    return digits(text, from);
  }

  /** {@code 1.}, {@code 1.5}, {@code .5}, {@code 0.5}, each with an exponent or without; not {@code 0.} or {@code 00.5}. */
  static int floating(String text, int from) {
    int whole = digits(text, from);
    int fraction = at(text, from + whole) == '.' ? digits(text, from + whole + 1) : -1;
    boolean startsWithZero = at(text, from) == '0';
    boolean matches = whole > 0 && !startsWithZero ? fraction >= 0 : fraction > 0 && whole <= 1;
    if (!matches) {
      return 0;
    }
    int i = from + whole + 1 + fraction;
    if (at(text, i) == 'e' || at(text, i) == 'E') {
      int sign = at(text, i + 1) == '+' || at(text, i + 1) == '-' ? 1 : 0;
      int exponent = digits(text, i + 1 + sign);
      if (exponent > 0) {
        i += 1 + sign + exponent;
      }
    }
    return i - from;
  }

  /** {@code (/chars)+/?} behind an offset. */
  private static int slashed(String text, int from) {
    int i = from;
    while (at(text, i) == '/' && isPathChar(at(text, i + 1))) {
      i += 1 + pathChars(text, i + 1);
    }
    if (i == from) {
      return 0;
    }
    return (at(text, i) == '/' ? i + 1 : i) - from;
  }

  static int path(String text, int from) {
    int head = pathChars(text, from);
    int tail = slashed(text, from + head);
    return tail == 0 ? 0 : head + tail;
  }

  /** A path's part up to and with one slash. */
  static int pathSegment(String text, int from) {
    int head = pathChars(text, from);
    return at(text, from + head) == '/' ? head + 1 : 0;
  }

  static int homePath(String text, int from) {
    int tail = at(text, from) == '~' ? slashed(text, from + 1) : 0;
    return tail == 0 ? 0 : tail + 1;
  }

  static int searchPath(String text, int from) {
    if (at(text, from) != '<') {
      return 0;
    }
    int i = from + 1;
    int chars = pathChars(text, i);
    if (chars == 0) {
      return 0;
    }
    i += chars;
    while (at(text, i) == '/' && isPathChar(at(text, i + 1))) {
      i += 1 + pathChars(text, i + 1);
    }
    return at(text, i) == '>' ? i + 1 - from : 0;
  }

  static int uri(String text, int from) {
    if (!isLetter(at(text, from))) {
      return 0;
    }
    int i = from + 1;
    while (true) {
      int c = at(text, i);
      if (!isLetter(c) && !isDigit(c) && c != '+' && c != '-' && c != '.') {
        break;
      }
      i++;
    }
    if (at(text, i) != ':' || !isUriChar(at(text, i + 1))) {
      return 0;
    }
    i++;
    while (isUriChar(at(text, i))) {
      i++;
    }
    return i - from;
  }
}
