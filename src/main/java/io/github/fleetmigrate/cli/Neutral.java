package io.github.fleetmigrate.cli;

/** Makes text from files and programs harmless to a terminal: a file must not be able to send escape sequences. */
final class Neutral {
  private Neutral() {}

  /** Text on one or more lines; tabs and line ends stay, every other control or direction character is shown as {@code ?}. */
  static String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
              boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
              out.appendCodePoint(control || direction ? '?' : c);
            });
    return out.toString();
  }

  /** Text on one line. */
  static String line(String text) {
    return text(text).replace('\n', ' ').replace('\r', ' ');
  }
}
