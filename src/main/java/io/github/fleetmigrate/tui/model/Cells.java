package io.github.fleetmigrate.tui.model;

/** How many cells of a terminal text takes. What has no certain width never gets here: {@link SafeText} saw to it. */
final class Cells {
  private Cells() {}

  /** East Asian wide and full-width forms (Unicode, UAX 11), as terminals draw them. */
  static boolean isWide(char c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6);
  }

  static int of(char c) {
    return isWide(c) ? 2 : 1;
  }

  static int of(String safe) {
    return safe.chars().map(c -> of((char) c)).sum();
  }

  /** Text made safe, cut or filled with blanks so that it takes just so many cells; cut text ends in a sign. */
  static String fit(String text, int cells) {
    String safe = SafeText.of(text).replace('\n', ' ');
    int whole = of(safe);
    if (whole <= cells) {
      return safe + " ".repeat(cells - whole);
    }
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (int i = 0; used + of(safe.charAt(i)) <= cells - 1; i++) {
      out.append(safe.charAt(i));
      used += of(safe.charAt(i));
    }
    return out.append("\u203A").append(" ".repeat(cells - used - 1)).toString();
  }

  /** A line without its first cells; a sign at the cut says that there are some. */
  static Line from(Line line, int cells) {
    if (cells <= 0 || line.spans().isEmpty()) {
      return line;
    }
    Line out = Line.of("\u2039", Role.MUTED);
    int left = cells + 1;
    for (Line.Span span : line.spans()) {
      String safe = SafeText.of(span.text()).replace('\n', ' ');
      int i = 0;
      while (i < safe.length() && left > 0) {
        left -= of(safe.charAt(i));
        i++;
      }
      String rest = (left < 0 ? " " : "") + safe.substring(i);
      left = Math.max(0, left);
      out = rest.isEmpty() ? out : out.and(rest, span.role());
    }
    return out;
  }
}
