package io.github.fleetmigrate.tui.view;

import java.util.Locale;
import java.util.Map;

/** What the terminal's text stands on, as far as it is known: colours are chosen so that they can be read there. */
public enum Background {
  DARK,
  LIGHT,
  /** Colours are used that can be read on both. */
  UNKNOWN;

  /** What the environment tells: the person's own word, or a terminal's. */
  public static Background of(Map<String, String> environment) {
    String own = environment.getOrDefault("FLEET_MIGRATE_BACKGROUND", "").toLowerCase(Locale.ROOT);
    if (own.equals("dark") || own.equals("light")) {
      return own.equals("dark") ? DARK : LIGHT;
    }
    if ("linux".equals(environment.get("TERM"))) {
      // The kernel's console is black, and writes what it does not understand of a question.
      return DARK;
    }
    // rxvt, Konsole and others: the numbers of two of the 16 colours, the background's last.
    String told = environment.getOrDefault("COLORFGBG", "");
    String last = told.substring(told.lastIndexOf(';') + 1);
    if (!told.contains(";") || !last.matches("[0-9]|1[0-5]")) {
      return UNKNOWN;
    }
    int number = Integer.parseInt(last);
    return number < 7 || number == 8 ? DARK : LIGHT;
  }
}
