package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the mouse as terminals tell it in SGR form (xterm's control sequences, mode 1006), {@code ESC [ < button ; column
 * ; row M}. Lanterna (3.1.5) knows the older form alone, which ends at column 95 where a terminal lacks mode 1005.
 */
final class SgrMouse implements CharacterPattern {
  /** Button presses, in SGR form. Whoever holds Shift selects text as ever. */
  static final String ON = "\u001b[?1000h\u001b[?1006h";

  static final String OFF = "\u001b[?1006l\u001b[?1000l";
  private static final String BEGIN = "\u001b[<";
  private static final Pattern SO_FAR = Pattern.compile("\u001b\\[<[0-9;]{0,16}");
  private static final Pattern WHOLE = Pattern.compile("\u001b\\[<([0-9]{1,4});([0-9]{1,5});([0-9]{1,5})([Mm])");
  private static final int WHEEL = 64;
  private static final int KEYS_HELD = 4 | 8 | 16;

  @Override
  public Matching match(List<Character> seen) {
    StringBuilder text = new StringBuilder();
    seen.forEach(text::append);
    Matcher whole = WHOLE.matcher(text);
    if (whole.matches()) {
      return new Matching(action(whole));
    }
    boolean begins = BEGIN.startsWith(text.toString()) || SO_FAR.matcher(text).matches();
    return begins ? Matching.NOT_YET : null;
  }

  private static MouseAction action(Matcher whole) {
    int button = Integer.parseInt(whole.group(1)) & ~KEYS_HELD;
    TerminalPosition at =
        new TerminalPosition(
            Math.max(0, Integer.parseInt(whole.group(2)) - 1), Math.max(0, Integer.parseInt(whole.group(3)) - 1));
    boolean pressed = whole.group(4).equals("M");
    MouseActionType type =
        button == WHEEL
            ? MouseActionType.SCROLL_UP
            : button == WHEEL + 1
                ? MouseActionType.SCROLL_DOWN
                : pressed ? MouseActionType.CLICK_DOWN : MouseActionType.CLICK_RELEASE;
    return new MouseAction(type, button + 1, at);
  }
}
