package io.github.fleetmigrate.edit;

/** Where lines begin and end around an offset of a text. A line's end is before its {@code \r\n} or {@code \n}. */
final class Lines {
  private Lines() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  static int startOf(String text, int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  static int endOf(String text, int offset) {
    int end = text.indexOf('\n', offset);
    if (end < 0) {
      return text.length();
    }
    return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /** The offset behind the line's end, that is, where the next line begins. */
  static int nextAfter(String text, int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  /** The blanks that the line of an offset begins with. */
  static String indentAt(String text, int offset) {
    int start = startOf(text, offset);
    int end = start;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Whether only blanks stand before an offset on its line. */
  static boolean isFirstOnLine(String text, int offset) {
    return startOf(text, offset) + indentAt(text, offset).length() >= offset;
  }

  /**
   * Where the line's rest behind an item ends if that is nothing but a comment: the comment's end, or the offset itself
   * where nothing follows. -1 where something else follows on the line.
   */
  static int endOfComment(String text, int offset) {
    int end = endOf(text, offset);
    int at = offset;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    if (at == end) {
      return offset;
    }
    if (text.charAt(at) == '#') {
      return trimmed(text, at, end);
    }
    if (text.startsWith("/*", at)) {
      int close = text.indexOf("*/", at + 2);
      if (close >= 0 && close + 2 <= end && text.substring(close + 2, end).isBlank()) {
        return close + 2;
      }
    }
    return -1;
  }

  private static int trimmed(String text, int from, int end) {
    int at = end;
    while (at > from && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Whether a text that stands between two items has an empty line in it. */
  static boolean hasEmptyLine(String between) {
    String[] lines = between.split("\n", -1);
    for (int i = 1; i < lines.length - 1; i++) {
      if (lines[i].isBlank()) {
        return true;
      }
    }
    return false;
  }
}
