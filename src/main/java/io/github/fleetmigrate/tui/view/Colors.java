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
      case ACCENT, KEY, ATTRIBUTE -> TextColor.ANSI.CYAN;
      case GOOD, ADDED, ADDED_WORD -> TextColor.ANSI.GREEN;
      case WARNING, STRING -> TextColor.ANSI.YELLOW;
      case BAD, REMOVED, REMOVED_WORD -> TextColor.ANSI.RED;
      case MUTED, COMMENT -> TextColor.ANSI.BLACK_BRIGHT;
      case KEYWORD -> TextColor.ANSI.MAGENTA;
      case TEXT, TITLE, SELECTED -> TextColor.ANSI.DEFAULT;
    };
  }

  private EnumSet<SGR> styles(Role role) {
    return switch (role) {
      case TITLE, BAD -> EnumSet.of(SGR.BOLD);
      case SELECTED, ADDED_WORD, REMOVED_WORD -> EnumSet.of(SGR.REVERSE);
      case KEY, ACCENT -> colored ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.BOLD);
      case REMOVED -> colored ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.UNDERLINE);
      default -> EnumSet.noneOf(SGR.class);
    };
  }
}
