package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.TextCharacter;
import io.github.fleetmigrate.tui.model.Role;
import java.util.EnumSet;

/** What roles look like: the terminal's own 16 colours, or without colour weight and reversal alone. */
final class Colors {
  private final boolean colored;

  Colors(boolean colored) {
    this.colored = colored;
  }

  TextCharacter cell(char character, Role role) {
    return TextCharacter.fromCharacter(
        character, foreground(role), TextColor.ANSI.DEFAULT, styles(role).toArray(SGR[]::new))[0];
  }

  private TextColor foreground(Role role) {
    if (!colored) {
      return TextColor.ANSI.DEFAULT;
    }
    return switch (role) {
      case ACCENT, KEY -> TextColor.ANSI.CYAN;
      case GOOD, ADDED -> TextColor.ANSI.GREEN;
      case WARNING -> TextColor.ANSI.YELLOW;
      case BAD, REMOVED -> TextColor.ANSI.RED;
      case MUTED -> TextColor.ANSI.BLACK_BRIGHT;
      case TEXT, TITLE, SELECTED -> TextColor.ANSI.DEFAULT;
    };
  }

  private EnumSet<SGR> styles(Role role) {
    return switch (role) {
      case TITLE, BAD -> EnumSet.of(SGR.BOLD);
      case SELECTED -> EnumSet.of(SGR.REVERSE);
      case KEY, ACCENT -> colored ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.BOLD);
      case REMOVED -> colored ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.UNDERLINE);
      default -> EnumSet.noneOf(SGR.class);
    };
  }
}
