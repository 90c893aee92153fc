package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios of each kind in a real terminal: the same as in memory, after every key. */
class TmuxScenariosIT {
  @TempDir private Path folder;

  @BeforeEach
  void needsARealTerminal() {
    Tools.require("tmux");
  }

  @ParameterizedTest
  @CsvSource({
    "survey-walked, 80, 24",
    "survey-help-closed, 60, 18",
    "stops-around, 80, 24",
    "choice-taken, 80, 24",
    "text-taken, 100, 30",
    "tags-taken, 80, 24",
    "order-taken, 60, 18",
    "conflict-typed, 80, 24",
    "whole-migration, 80, 24",
    "phase-3-resumed, 100, 30",
    "log-of-a-phase, 80, 24",
    "busy-keys, 80, 24",
    "diff-refused-applied, 100, 30",
    "diff-edited-applied, 80, 24",
    "diff-sideways-back, 60, 18",
    "diff-search-goes-on, 80, 24",
    "hosts-walked, 80, 24",
    "host-and-back, 100, 30",
    "failure-retried, 80, 24",
    "failure-accepted, 60, 18",
    "failure-rolled-back, 100, 30",
    "rollback-done, 80, 24",
    "rollout-help, 80, 24",
    "whole-rollout, 80, 24",
    "rollout-failed-back, 60, 18",
    "rollout-host-read, 100, 30",
    "size-too-small, 80, 24",
    "size-of-a-dialog, 100, 30",
    "size-of-many-hosts, 80, 24",
  })
  void theRealTerminalShowsWhatTheModelSaysAfterEveryKey(String name, int columns, int rows) throws Exception {
    Scenario scenario = Scenarios.byName().get(name);
    try (Driver driver = new TmuxDriver(scenario, columns, rows, folder)) {
      Driver.play(scenario, columns, rows, driver);
      assertTrue(driver.open(), "it goes on");
    }
  }
}
