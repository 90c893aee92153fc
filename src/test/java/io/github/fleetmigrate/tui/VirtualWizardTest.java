package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The wizard's loop and drawing: keys while something runs, sizes, signals, faults, and how little is written. */
class VirtualWizardTest {

  private static VirtualWizard atPhase(ScriptedEngine engine, int columns, int rows) throws Exception {
    return new VirtualWizard(engine, columns, rows, true).toFirstPhase();
  }

  @Test
  void aMigrationIsWalkedThroughByKeys() throws Exception {
    try (VirtualWizard wizard = atPhase(new ScriptedEngine(), 100, 30)) {
      for (int phase = 1; phase <= 5; phase++) {
        wizard.shows("Phase " + phase + ":").shows("Steps").idle().press(KeyType.Enter);
        wizard.shows("Apply phase " + phase).type("y").shows("checkpoint").idle().press(KeyType.Enter);
      }
      wizard.shows("Nothing is pushed before").type("q");
      assertEquals(0, wizard.exit());
    }
  }

  @Test
  void theKeyboardAnswersWhileSomethingRuns() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (VirtualWizard wizard = atPhase(new ScriptedEngine().waitingAt(gate), 100, 30)) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying");
      wizard.type("?").shows("Keys here").press(KeyType.Escape).until(s -> !s.contains("Keys here"), "closed help");
      wizard.type("q").shows("y yes").type("n").until(s -> !s.contains("y yes"), "closed question");
      gate.countDown();
      wizard.shows("checkpoint");
    }
  }

  @Test
  void aSignalEndsItWhateverItDoes() throws Exception {
    try (VirtualWizard wizard = atPhase(new ScriptedEngine().waitingAt(new CountDownLatch(1)), 100, 30)) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying");
      wizard.signal();
      assertEquals(ExitStatus.INTERRUPTED.code(), wizard.exit());
    }
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "60, 18", "140, 45", "300, 100", "59, 17", "20, 5"})
  void itIsDrawnAnewInEverySizeWithADialogOpen(int columns, int rows) throws Exception {
    try (VirtualWizard wizard = atPhase(new ScriptedEngine(), 100, 30)) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").resize(columns, rows);
      if (columns >= 60 && rows >= 18) {
        wizard.shows("Apply phase 1").type("n").until(s -> !s.contains("Apply phase 1"), "closed dialog").shows("Phase 1");
      } else {
        wizard.until(s -> s.replace("\n", "").contains("Needs 60 x 18 cells"), "request for room").resize(100, 30).shows("Apply phase 1");
      }
      assertTrue(wizard.open());
    }
  }

  static Stream<Throwable> faults() {
    return Stream.of(new IllegalStateException("a fault of ours"), new StackOverflowError("a fault of ours"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anErrorOfTheEngineIsToldAndTheWizardGoesOn(Throwable fault) throws Exception {
    ScriptedEngine scripted = new ScriptedEngine();
    Engine broken =
        (command, events, cancellation) -> {
          if (command instanceof Command.Apply) {
            if (fault instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) fault;
          }
          return scripted.execute(command, events, cancellation);
        };
    try (VirtualWizard wizard = new VirtualWizard(broken, 100, 30, true)) {
      wizard.toFirstPhase();
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("a fault of ours");
      wizard.press(KeyType.Escape).type("?").shows("Keys here");
    }
  }

  @Test
  void aFaultInTheModelEndsItAndGivesTheScreenBack() throws Exception {
    Engine silent =
        (command, events, cancellation) -> {
          events.accept(new EngineEvent.Surveyed(null));
          return ExitStatus.DONE;
        };
    VirtualWizard wizard = new VirtualWizard(silent, 100, 30, true);
    assertThrows(ExecutionException.class, wizard::exit);
    assertFalse(wizard.screen().contains("Survey"), "the other screen is left");
  }

  @Test
  void aKeyWritesTheCellsThatChangeAndNoOthers() throws Exception {
    try (VirtualWizard wizard = atPhase(new ScriptedEngine(), 100, 30)) {
      wizard.type("d").shows("the exact change");
      long before = wizard.cells();
      wizard.press(KeyType.ArrowDown).until(s -> wizard.cells() > before, "a cell that is written");
      String shown = wizard.screen();
      wizard.press(KeyType.ArrowUp).until(s -> !s.equals(shown), "another screen");
      long written = wizard.cells() - before;
      assertTrue(written < 100 * 30 / 4, written + " cells for two keys");
    }
  }

  @Test
  void nothingIsWrittenWhileNothingHappens() throws Exception {
    try (VirtualWizard wizard = atPhase(new ScriptedEngine(), 100, 30)) {
      long before = wizard.cells();
      // Keys that mean nothing here: the loop has run for each of them when the last is answered.
      wizard.type("ZZZZ?").shows("Keys here");
      long after = wizard.cells();
      assertTrue(after - before < 100 * 30, (after - before) + " cells for one dialog");
    }
  }

  @Test
  void withoutColoursTheSameIsShown() throws Exception {
    String colored;
    try (VirtualWizard wizard = atPhase(new ScriptedEngine(), 100, 30)) {
      colored = wizard.type("d").shows("@@ -2,5 +2,6 @@").screen();
    }
    ScriptedEngine engine = new ScriptedEngine();
    try (VirtualWizard wizard = new VirtualWizard(engine, 100, 30, false)) {
      wizard.toFirstPhase();
      assertEquals(colored, wizard.type("d").shows("@@ -2,5 +2,6 @@").screen());
    }
  }
}
