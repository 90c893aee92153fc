package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.port.Cancellation;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys while the engine is at work: each does what it says, or it is said that it cannot now. */
class VirtualBusyTest {
  private static final String NOT_NOW = "Not while this runs:";

  private final ScriptedEngine scripted = new ScriptedEngine();
  private final CountDownLatch gate = new CountDownLatch(1);

  /** The scripted engine, which waits before it tells that a command of this kind has ended. */
  private Engine endingLate(Class<? extends Command> kind) {
    return (command, events, cancellation) ->
        scripted.execute(
            command,
            event -> {
              if (event instanceof EngineEvent.Finished && kind.isInstance(command)) {
                await(cancellation);
              }
              events.accept(event);
            },
            cancellation);
  }

  private void await(Cancellation cancellation) {
    Cancellation.Registration registration = cancellation.onCancel(gate::countDown);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      registration.close();
    }
  }

  private static VirtualWizard atGo(Engine engine, int columns, int rows) throws Exception {
    return new VirtualWizard(engine, columns, rows, true)
        .shows("Flake ")
        .press(KeyType.Enter)
        .shows("\u25B8 Who writes")
        .press(KeyType.Enter, KeyType.Enter)
        .until(s -> !s.contains("needs you"), "answered question")
        .idle()
        .press(KeyType.End)
        .shows("\u25B8 Go on");
  }

  @ParameterizedTest
  @CsvSource({"60, 18", "80, 24", "100, 30"})
  void aPlanIsShownOnceEnterCanApplyIt(int columns, int rows) throws Exception {
    try (VirtualWizard wizard = atGo(endingLate(Command.Plan.class), columns, rows)) {
      wizard.press(KeyType.Enter).shows("is being planned").press(KeyType.Enter).shows(NOT_NOW + " Planning phase 1");
      assertFalse(wizard.screen().contains("Steps"), wizard.screen());
      gate.countDown();
      wizard.shows("Steps");
      assertFalse(wizard.screen().contains(NOT_NOW), wizard.screen());
      wizard.press(KeyType.Enter).shows("Apply phase 1");
    }
  }

  @Test
  void theDiffToo() throws Exception {
    try (VirtualWizard wizard = atGo(endingLate(Command.Plan.class), 100, 30)) {
      wizard.press(KeyType.Enter).shows("is being planned").type("d").shows("The change is being planned.");
      gate.countDown();
      wizard.shows("nixos-fleet.url");
    }
  }

  @ParameterizedTest
  @CsvSource({"u", "r", "a"})
  void whatCannotBeDoneNowSaysSo(String key) throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(scripted.waitingAt(gate), 100, 30, true).toFirstPhase()) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying").type(key).shows(NOT_NOW + " Verifying 4 hosts");
      wizard.press(KeyType.ArrowDown).until(s -> !s.contains(NOT_NOW), "line without the remark");
      gate.countDown();
      wizard.shows("checkpoint");
    }
    assertEquals(1, scripted.asked().stream().filter(Command.Apply.class::isInstance).count());
  }

  @Test
  void aDecisionIsNotTakenWhileAnotherIs() throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(endingLate(Command.Answer.class), 100, 30, true)) {
      wizard.shows("Findings").press(KeyType.Enter).shows("\u25B8 Who writes").press(KeyType.Enter, KeyType.Enter);
      wizard.until(s -> !s.contains("needs you"), "answered question").press(KeyType.Enter).shows(NOT_NOW + " Taking the answer");
      gate.countDown();
      wizard.idle().shows("\u25B8 Go on to phase 1").press(KeyType.Enter).shows("Steps");
    }
  }

  @Test
  void beforeTheRepositoryIsReadEnterSaysWhatIsGoingOn() throws Exception {
    Engine late =
        (command, events, cancellation) -> {
          await(cancellation);
          return scripted.execute(command, events, cancellation);
        };
    try (VirtualWizard wizard = new VirtualWizard(late, 80, 24, true)) {
      wizard.shows("Reading the repository").press(KeyType.Enter).shows(NOT_NOW + " Reading the repository");
      gate.countDown();
      wizard.shows("Findings").press(KeyType.Enter).shows("\u25B8 Who writes");
    }
  }

  /** The ways on are there when they can be taken: an Enter on the first of them tries again, and is not lost. */
  @Test
  void theWaysOnFromAFailureWaitForTheEngine() throws Exception {
    scripted.failingOnce();
    try (VirtualWizard wizard = atGo(endingLate(Command.Apply.class), 100, 30)) {
      wizard.press(KeyType.Enter).shows("Steps").press(KeyType.Enter).shows("Apply phase 1").type("y").shows("1 changed");
      assertFalse(wizard.screen().contains("leave, and resume later"), wizard.screen());
      gate.countDown();
      wizard.shows("\u25B8 retry").press(KeyType.Enter).shows("checkpoint abc");
    }
    assertEquals(2, scripted.asked().stream().filter(Command.Apply.class::isInstance).count());
  }

  @Test
  void nobodyIsAskedToStopWhatHasEnded() throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(scripted.waitingAt(gate), 100, 30, true).toFirstPhase()) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying").type("q").shows("Stop what is running");
      gate.countDown();
      wizard.shows("It has ended meanwhile. q leaves.").shows("checkpoint");
      assertFalse(wizard.screen().contains("Stop what is running"), wizard.screen());
      wizard.type("q");
      assertEquals(0, wizard.exit());
    }
  }

  @Test
  void whatRunsIsStoppedAndTheWizardStays() throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(scripted.waitingAt(gate), 100, 30, true).toFirstPhase()) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying").type("c").shows("Stop what is running?");
      wizard.type("n").until(s -> !s.contains("Stop what is running"), "closed question").type("cy").shows("Stopped. It can be gone on with.");
      assertFalse(wizard.screen().contains("leave, and resume later"), wizard.screen());
      wizard.press(KeyType.Enter).shows("Go on with phase 1?");
      assertTrue(wizard.open());
    }
  }

  /** What is said when it is over is said when it is over: q asks nothing then. */
  @Test
  void aRollbackSaysThatItIsDoneWhenItIs() throws Exception {
    scripted.after(3);
    try (VirtualWizard wizard = new VirtualWizard(endingLate(Command.Rollback.class), 100, 30, true)) {
      wizard.shows("Resumed at phase 4").idle().type("u").shows("after phase 2").press(KeyType.End, KeyType.Enter);
      wizard.shows("before the migration?").type("y").shows("Back at the start");
      assertFalse(wizard.screen().contains("is kept."), wizard.screen());
      gate.countDown();
      wizard.shows("Back at the start. What was left behind is kept.").type("q");
      assertEquals(0, wizard.exit());
    }
  }

  @Test
  void theHelpThatIsReadStaysWhenAPhaseFails() throws Exception {
    scripted.failingOnce().waitingAt(gate);
    try (VirtualWizard wizard = new VirtualWizard(scripted, 100, 30, true).toFirstPhase()) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying").type("?").shows("Keys here");
      gate.countDown();
      wizard.idle().shows("Keys here").press(KeyType.Escape).shows("phase 1 did not pass").shows("r retry");
    }
  }
}
