package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import io.github.fleetmigrate.tui.model.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What roles look like: some of the terminal's own 16 colours, always on its own background, or without colour weight and
 * reversal alone. Which colours can be read where is in docs/decisions/0016; bright black is none of them.
 */
public final class Colors {
  private final boolean colored;
  private final Background background;
  /** Cells that were drawn before: a large screen has 30,000, of few kinds. */
  private final Map<Role, Map<Character, TextCharacter>> drawn = new EnumMap<>(Role.class);

  public Colors(boolean colored, Background background) {
    this.colored = colored;
    this.background = background;
  }

  /** A cell as the terminal draws it. */
  public TextCharacter cell(char character, Role role) {
    return drawn
        .computeIfAbsent(role, r -> new HashMap<>())
        .computeIfAbsent(
            character,
            c -> TextCharacter.fromCharacter(c, foreground(role), TextColor.ANSI.DEFAULT, styles(role).toArray(SGR[]::new))[0]);
  }

  private TextColor foreground(Role role) {
    if (!colored) {
      return TextColor.ANSI.DEFAULT;
    }
    return switch (background) {
      case DARK -> dark(role);
      case LIGHT -> light(role);
      case UNKNOWN -> anywhere(role);
    };
  }

  private static TextColor dark(Role role) {
    return switch (role) {
      case ACCENT, KEY, ATTRIBUTE -> TextColor.ANSI.CYAN;
      case GOOD, ADDED, ADDED_WORD -> TextColor.ANSI.GREEN;
      case WARNING, STRING -> TextColor.ANSI.YELLOW;
      case BAD, REMOVED, REMOVED_WORD -> TextColor.ANSI.RED_BRIGHT;
      case KEYWORD -> TextColor.ANSI.MAGENTA;
      case TEXT, TITLE, SELECTED, MUTED, COMMENT -> TextColor.ANSI.DEFAULT;
    };
  }

  /** Green, yellow and cyan are too pale on white. */
  private static TextColor light(Role role) {
    return switch (role) {
      case ACCENT, KEY, ATTRIBUTE, GOOD, ADDED, ADDED_WORD -> TextColor.ANSI.BLUE;
      case BAD, REMOVED, REMOVED_WORD -> TextColor.ANSI.RED;
      case WARNING, KEYWORD, STRING -> TextColor.ANSI.MAGENTA;
      case TEXT, TITLE, SELECTED, MUTED, COMMENT -> TextColor.ANSI.DEFAULT;
    };
  }

  /** Blue is too dark on black. */
  private static TextColor anywhere(Role role) {
    return switch (role) {
      case BAD, REMOVED, REMOVED_WORD -> TextColor.ANSI.RED_BRIGHT;
      case ACCENT, KEY, WARNING, KEYWORD, STRING -> TextColor.ANSI.MAGENTA;
      default -> TextColor.ANSI.DEFAULT;
    };
  }

  private EnumSet<SGR> styles(Role role) {
    return switch (role) {
      case TITLE, BAD -> EnumSet.of(SGR.BOLD);
      case SELECTED, ADDED_WORD, REMOVED_WORD -> EnumSet.of(SGR.REVERSE);
      case KEY, ACCENT -> colored ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.BOLD);
      case ADDED -> colored && background != Background.UNKNOWN ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.BOLD);
      case REMOVED -> colored ? EnumSet.noneOf(SGR.class) : EnumSet.of(SGR.UNDERLINE);
      default -> EnumSet.noneOf(SGR.class);
    };
  }
}
