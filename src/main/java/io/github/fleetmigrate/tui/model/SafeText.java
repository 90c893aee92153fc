package io.github.fleetmigrate.tui.model;

import java.text.Normalizer;

/**
 * Makes text of files and programs harmless: what could steer a terminal is shown as a sign, and so is what terminals do
 * not agree on the width of, so that columns stay where they are.
 */
final class SafeText {
  private static final String SIGN = "\u00B7";
  /** Signs below U+10000 that terminals draw as pictures, two cells wide (Unicode, emoji-data: Emoji_Presentation). */
  private static final String PICTURES =
      "\u231A\u231B\u23E9\u23EA\u23EB\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648\u2649\u264A\u264B\u264C\u264D\u264E"
          + "\u264F\u2650\u2651\u2652\u2653\u267F\u2693\u26A1\u26AA\u26AB\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2"
          + "\u26F3\u26F5\u26FA\u26FD\u2705\u270A\u270B\u2728\u274C\u274E\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27B0"
          + "\u27BF\u2B1B\u2B1C\u2B50\u2B55";

  private SafeText() {}

  /** Line ends stay; tabs become blanks; a letter and its accents become one character where Unicode has it. */
  static String of(String text) {
    if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\n') {
      out.append('\n');
    } else if (c == '\t') {
      out.append("  ");
    } else if (c < 0x20 || c == 0x7F) {
      out.append(c == 0x7F ? '\u2421' : (char) (0x2400 + c));
    } else if (isUncertain(c)) {
      out.append(SIGN);
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isUncertain(int c) {
    boolean kind =
        switch (Character.getType(c)) {
          case Character.CONTROL,
                  Character.FORMAT,
                  Character.NON_SPACING_MARK,
                  Character.ENCLOSING_MARK,
                  Character.COMBINING_SPACING_MARK,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR,
                  Character.SURROGATE,
                  Character.PRIVATE_USE,
                  Character.UNASSIGNED ->
              true;
          default -> false;
        };
    boolean fillers = c == 0x115F || c >= 0x1160 && c <= 0x11FF || c == 0x3164 || c == 0xFFA0;
    return kind || fillers || Character.isSupplementaryCodePoint(c) || PICTURES.indexOf(c) >= 0;
  }
}
