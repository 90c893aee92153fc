package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a terminal's answer to which background it has (xterm's control sequences, OSC 11), {@code ESC ] 11 ; rgb: red /
 * green / blue}, ended by BEL or by ESC and a backslash. Nothing waits for it: whoever has no answer goes on without.
 */
final class BackgroundAnswer implements CharacterPattern {
  static final String QUESTION = "\u001b]11;?\u001b\\";
  private static final String BEGIN = "\u001b]11;rgb";
  private static final Pattern SO_FAR = Pattern.compile("\u001b\\]11;rgba?(:[0-9a-fA-F/]{0,19})?\u001b?");
  private static final Pattern WHOLE =
      Pattern.compile("\u001b\\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?(?:\u0007|\u001b\\\\)");

  /** The answer, on its way through the keyboard's queue. */
  static final class Told extends KeyStroke {
    private final Background background;

    private Told(Background background) {
      super(KeyType.Unknown);
      this.background = background;
    }

    Background background() {
      return background;
    }
  }

  @Override
  public Matching match(List<Character> seen) {
    StringBuilder text = new StringBuilder();
    seen.forEach(text::append);
    Matcher whole = WHOLE.matcher(text);
    if (whole.matches()) {
      // ITU-R BT.709: how much of the light each of the three gives.
      double light = 0.2126 * part(whole.group(1)) + 0.7152 * part(whole.group(2)) + 0.0722 * part(whole.group(3));
      return new Matching(new Told(light < 0.5 ? Background.DARK : Background.LIGHT));
    }
    return BEGIN.startsWith(text.toString()) || SO_FAR.matcher(text).matches() ? Matching.NOT_YET : null;
  }

  /** From 0 to 1; terminals tell one to four digits. */
  private static double part(String digits) {
    return Integer.parseInt(digits, 16) / (Math.pow(16, digits.length()) - 1);
  }
}
