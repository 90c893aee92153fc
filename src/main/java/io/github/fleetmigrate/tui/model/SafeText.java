package io.github.fleetmigrate.tui.model;

/** Makes text of files and programs harmless: what could steer a terminal is shown as a sign. */
final class SafeText {
  private SafeText() {}

  /** Line ends stay; tabs become blanks; control and direction characters and what has no certain width become signs. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
    int type = Character.getType(c);
    boolean joins =
        type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT;
    if (c == '\n') {
      out.append('\n');
    } else if (c == '\t') {
      out.append("  ");
    } else if (c < 0x20 || c == 0x7F) {
      out.append(c == 0x7F ? '\u2421' : (char) (0x2400 + c));
    } else if (Character.isISOControl(c) || direction || joins || Character.isSupplementaryCodePoint(c)) {
      out.append('\u00B7');
    } else {
      out.appendCodePoint(c);
    }
  }
}
