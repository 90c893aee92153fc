package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario through keys, loop, model and drawing to the cells of a terminal; windows take turns. */
class VirtualScenariosTest {
  private static final int[][] WINDOWS = {{60, 18}, {80, 24}, {100, 30}, {300, 100}};

  static List<Arguments> scenarios() {
    List<Arguments> out = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      int[] window = WINDOWS[out.size() % WINDOWS.length];
      out.add(Arguments.of(scenario, window[0], window[1]));
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theTerminalShowsWhatTheModelSaysAfterEveryKey(Scenario scenario, int columns, int rows) throws Exception {
    try (Driver driver = new VirtualDriver(scenario, columns, rows)) {
      Driver.play(scenario, columns, rows, driver);
      assertTrue(driver.open(), "it goes on");
    }
  }

  @Test
  void thereAreEnoughAndEachHasItsName() {
    List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
    assertTrue(names.size() >= 60, names.size() + " scenarios");
  }
}
