package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.port.FileVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does at the stops, through the wizard's own loop and drawing. */
class VirtualStopsTest {
  private final ScriptedEngine engine = new ScriptedEngine();

  private VirtualWizard atPhase() throws Exception {
    return new VirtualWizard(engine, 100, 30, true).toFirstPhase();
  }

  private <T extends Command> T last(Class<T> kind) {
    List<Command> asked = engine.asked().stream().filter(kind::isInstance).collect(Collectors.toList());
    assertTrue(!asked.isEmpty(), () -> "no " + kind.getSimpleName() + " among " + engine.asked());
    return kind.cast(asked.get(asked.size() - 1));
  }

  private void appliedNothing() {
    assertTrue(engine.asked().stream().noneMatch(Command.Apply.class::isInstance), () -> engine.asked().toString());
  }

  @Test
  void aRefusedHunkIsNotApplied() throws Exception {
    try (VirtualWizard wizard = atPhase()) {
      wizard.type("d").shows("the exact change").type("] ").shows("refused").press(KeyType.Escape).shows("Steps");
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("checkpoint");
      assertEquals(Map.of("flake.nix", Set.of(0)), last(Command.Apply.class).choices().get(1).refusedHunks());
    }
  }

  @Test
  void whatTheEditorIsLeftWithIsApplied() throws Exception {
    try (VirtualWizard wizard =
        new VirtualWizard(engine, 100, 30, true, (name, text) -> Optional.of(text + "# by " + name + "\n")).toFirstPhase()) {
      wizard.type("d").shows("the exact change").type("e").shows("Your version of flake.nix").press(KeyType.Escape);
      wizard.shows("Steps").idle().press(KeyType.Enter).shows("Apply phase 1").type("y").shows("checkpoint");
      String mine = last(Command.Apply.class).choices().get(1).edited().get("flake.nix");
      assertTrue(mine.contains("nixos-fleet.url") && mine.contains("# by "), mine);
    }
  }

  @Test
  void anEditorThatFailsLeavesThePlan() throws Exception {
    try (VirtualWizard wizard =
        new VirtualWizard(
                engine,
                100,
                30,
                true,
                (name, text) -> {
                  throw new java.io.IOException("no such editor");
                })
            .toFirstPhase()) {
      wizard.type("d").shows("the exact change").type("e").shows("stays as planned");
      assertTrue(wizard.open());
    }
    appliedNothing();
  }

  @ParameterizedTest
  @CsvSource({"60, 18", "80, 24", "100, 30", "300, 100"})
  void aFailureHasItsFourWaysOnInEverySize(int columns, int rows) throws Exception {
    engine.failingOnce();
    try (VirtualWizard wizard = atPhase()) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("axon changed").idle().resize(columns, rows);
      wizard.shows("retry").shows("roll back").shows("leave").press(KeyType.Enter).shows("checkpoint");
    }
    assertEquals(2, engine.asked().stream().filter(Command.Apply.class::isInstance).count());
  }

  @Test
  void aRollbackTakesAYes() throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(engine.after(3), 100, 30, true)) {
      wizard.shows("Resumed at phase 4").idle().type("u").shows("the start, before the migration");
      wizard.press(KeyType.End).shows("\u25B8 the start").press(KeyType.Enter).shows("before the migration?");
      wizard.type("n").until(s -> !s.contains("before the migration?"), "closed question");
      assertTrue(engine.asked().stream().noneMatch(Command.Rollback.class::isInstance));
      wizard.type("u").shows("the start, before").press(KeyType.End).shows("\u25B8 the start").press(KeyType.Enter);
      wizard.shows("before the migration?").type("y").shows("Back at the start");
      assertEquals(new Command.Rollback(0), last(Command.Rollback.class));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void itOpensWhereItWasLeft(int done) throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(engine.after(done), 80, 24, true)) {
      wizard.shows("Resumed at phase " + (done + 1)).shows("Phase " + (done + 1) + ":");
    }
    appliedNothing();
  }

  @Test
  void aSearchSaysWhatItFindsAndWhatNot() throws Exception {
    try (VirtualWizard wizard = atPhase()) {
      wizard.type("d").shows("the exact change").type("/zebra").press(KeyType.Enter).shows("\"zebra\" is not there");
      wizard.type("/sygint").press(KeyType.Enter).until(s -> !s.contains("is not there"), "hit").shows("github:sygint/");
    }
  }

  /** Help lies over any stop, before the migration and after it. */
  @ParameterizedTest
  @CsvSource({"0, 60, 18", "0, 100, 30", "3, 80, 24", "5, 60, 18", "5, 140, 45"})
  void helpIsThereOnEveryStop(int done, int columns, int rows) throws Exception {
    try (VirtualWizard wizard = new VirtualWizard(engine.after(done), columns, rows, true)) {
      wizard.shows(done == 0 ? "Flake " : done == 5 ? "Host by host" : "Steps");
      for (int stop = 0; stop < 10; stop++) {
        List<String> before = heading(wizard.idle().screen());
        wizard.type("?").shows("Keys here").press(KeyType.Escape).until(s -> !s.contains("Keys here"), "closed help");
        assertEquals(before, heading(wizard.screen()));
        wizard.press(KeyType.Tab).until(s -> !before.equals(heading(s)), "other stop");
      }
    }
    appliedNothing();
  }

  @Test
  void fourHundredHostsAreWalkedThroughWhileTheyRun() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    engine.hosts(400).waitingAt(gate);
    try (VirtualWizard wizard = atPhase()) {
      wizard.press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying").type("v").shows("every host");
      wizard.press(KeyType.End).shows("host-400").press(KeyType.Home).shows("host-001");
      wizard.press(KeyType.Escape).shows("Working");
      gate.countDown();
      wizard.shows("checkpoint");
    }
  }

  /** A file must not be able to steer the terminal, nor to hide or turn what stands on the screen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B[2J\u001B[H", "\u001B]0;owned\u0007", "\u009B31m", "\u202Erebmun", "\u2066x\u2069", "a\u0301\u0302\u0303",
        "\u200B\u200D\uFEFF", "\u0008\u0008\u007F", "\u4E2D\u6587", "\uD83D\uDE80", "\uD83D", "\r",
      })
  void whatAFileHoldsIsShownAndNeverObeyed(String sequence) throws Exception {
    Engine hostile =
        (command, events, cancellation) ->
            engine.execute(
                command,
                event ->
                    events.accept(
                        event instanceof EngineEvent.PhasePlanned planned
                            ? new EngineEvent.PhasePlanned(with(planned.plan(), sequence))
                            : event),
                cancellation);
    try (VirtualWizard wizard = new VirtualWizard(hostile, 100, 30, true).toFirstPhase()) {
      String screen = wizard.type("d").shows("the exact change").shows("before-").shows("-behind").screen();
      screen
          .chars()
          .filter(c -> c != '\n')
          .forEach(c -> assertTrue(harmless((char) c), () -> "U+" + Integer.toHexString(c) + " in\n" + screen));
      assertTrue(screen.contains("Phase 1"), screen);
      assertEquals(30, screen.lines().count());
    }
  }

  /** What tells one stop from another. */
  private static List<String> heading(String screen) {
    return screen.lines().limit(5).toList();
  }

  private static boolean harmless(char c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.NON_SPACING_MARK
        && type != Character.SURROGATE;
  }

  private static PhasePlan with(PhasePlan plan, String sequence) {
    List<FileChange> changes =
        plan.changes().stream()
            .map(
                c ->
                    new FileChange(
                        c.path(),
                        c.before(),
                        FileVersion.of(c.after().text() + "# before-" + sequence + "-behind\n")))
            .toList();
    return new PhasePlan(plan.number(), plan.id(), plan.title(), plan.summary(), plan.steps(), changes, plan.uncomputed());
  }
}
