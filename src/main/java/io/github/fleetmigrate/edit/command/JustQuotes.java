package io.github.fleetmigrate.edit.command;

/** Where just's strings and its {@code {{…}}} end (the just manual, "Strings", 1.57): either may hold the other. */
public final class JustQuotes {
  private JustQuotes() {}

  public static boolean opens(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /**
   * The offset behind the string that opens at a quote; -1 where it never closes. A quote right behind an {@code f}
   * opens a format string, whose {@code {{…}}} may hold the same quote.
   */
  public static int stringEnd(String text, int open) {
    char quote = text.charAt(open);
    boolean format = isFormat(text, open);
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, open) ? triple : String.valueOf(quote);
    int i = open + end.length();
    while (i < text.length()) {
      if (quote == '"' && text.charAt(i) == '\\') {
        i += 2;
      } else if (format && text.startsWith("{{{{", i)) {
        i += 4;
      } else if (format && text.startsWith("{{", i)) {
        i = interpolationEnd(text, i);
        if (i < 0) {
          return -1;
        }
      } else if (text.startsWith(end, i)) {
        return i + end.length();
      } else {
        i++;
      }
    }
    return -1;
  }

  /**
   * The offset behind the {@code {{…}}} that opens at {@code open}; -1 where it does not end. It may span lines, of
   * which none but a string's begins with a name: in a broken file a recipe is not swallowed.
   */
  public static int interpolationEnd(String text, int open) {
    int depth = 0;
    int i = open + 2;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (opens(c)) {
        i = stringEnd(text, i);
        if (i < 0) {
          return -1;
        }
        continue;
      }
      if (depth == 0 && text.startsWith("}}", i)) {
        return i + 2;
      }
      if (c == '(' || c == '{' || c == '[') {
        depth++;
      } else if (c == ')' || c == '}' || c == ']') {
        depth--;
      } else if (c == '\n' && i + 1 < text.length() && isName(text.charAt(i + 1))) {
        return -1;
      }
      if (depth < 0) {
        return -1;
      }
      i++;
    }
    return -1;
  }

  private static boolean isFormat(String text, int open) {
    return open > 0
        && text.charAt(open) != '`'
        && text.charAt(open - 1) == 'f'
        && (open == 1 || !isName(text.charAt(open - 2)));
  }

  private static boolean isName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
  }
}
