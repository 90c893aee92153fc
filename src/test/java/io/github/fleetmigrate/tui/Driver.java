package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.tui.model.Key.Name;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A wizard with its loop, its drawing and a terminal, driven in step with the model alone: after every key its whole screen has
 * to become the one that the model says.
 */
interface Driver extends AutoCloseable {
  /** How long something runs is told by the second, behind what it is. */
  Pattern SECONDS = Pattern.compile("(?m)(^ \u25B8 .*?)  \\([0-9]+ s\\)$");

  void press(Name key) throws Exception;

  void type(String text) throws Exception;

  void size(int columns, int rows) throws Exception;

  /** Waits until the screen is this one; fails with both where it never is. */
  void becomes(String screen, String after) throws Exception;

  /** Waits until the engine was asked just this, in its own words; fails with both where it never is. */
  void hasAsked(List<String> commands) throws Exception;

  /** Whether it has not ended. */
  boolean open() throws Exception;

  @Override
  void close() throws java.io.IOException;

  /** Plays a scenario, one step after the other. */
  static void play(Scenario scenario, int columns, int rows, Driver driver) throws Exception {
    Played model = scenario.opened();
    int width = columns;
    int height = rows;
    driver.becomes(model.frame(width, height).text(), "the beginning");
    for (Object step : scenario.singly()) {
      if (step instanceof Scenario.Size size) {
        width = size.columns();
        height = size.rows();
        driver.size(width, height);
      } else {
        model.press(step);
        if (step instanceof Name name) {
          driver.press(name);
        } else {
          driver.type(step.toString());
        }
      }
      driver.becomes(model.frame(width, height).text(), step.toString());
      driver.hasAsked(model.asked());
    }
  }

  /** A screen as it is compared. */
  static String plain(String screen) {
    return SECONDS.matcher(screen).replaceAll("$1").stripTrailing();
  }
}
