package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.EngineEvent.PhasePlanned;
import io.github.fleetmigrate.engine.EngineEvent.Surveyed;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code apply} and {@code rollback}: consent, order, and what is printed of it. */
class ConsentTest {
  private static final Command SURVEY = new Command.Survey();
  private static final Status.State DONE = Status.State.DONE;

  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  private static Command apply(int from, int through, Level level, Set<Integer> consent) {
    return new Command.Apply(from, through, level, Map.of(), consent);
  }

  private static Surveyed surveyed(Status.State... states) {
    return new Surveyed(SampleReports.survey(SampleReports.status(states)));
  }

  @Test
  void runsAllPhasesWithYes() {
    engine.on(apply(1, 5, Level.EVAL, null));
    engine.on(apply(1, 3, Level.BUILD, null));
    engine.on(apply(2, 2, Level.PARSE, null));
    assertEquals(0, line.run("apply", "--yes").code());
    assertEquals(0, line.run("apply", "--yes", "--through", "3", "--level", "build").code());
    assertEquals(0, line.run("apply", "--yes", "--phase", "2", "--level", "parse").code());
    engine.assertOver();
  }

  @Test
  void printsWhatHappensAsItHappens() {
    engine.on(
        apply(1, 1, Level.EVAL, null),
        new PhasePlanned(SampleReports.plan(1, SampleReports.edit("flake.nix", "a\n", "b\n"))),
        new EngineEvent.PhaseStarted(1, "Add the input", true),
        new EngineEvent.FileChanged(1, "flake\u001b.nix", FileChange.Kind.EDITED),
        new EngineEvent.VerificationStarted(1, Level.EVAL, List.of("axon")),
        new EngineEvent.VerificationFinished(1, Level.EVAL, List.of(SampleReports.identical("axon")), List.of(), true),
        new EngineEvent.Checkpoint(1, SampleReports.COMMIT, "fleet-migrate: add the input"));
    CommandLineRunner.Result result = line.run("apply", "--yes", "--phase", "1");
    assertEquals(
        """

        Phase 1: Add the input (resumed)
          note: README.md:3 is left
          edited   flake?.nix
          verifying to eval: 1 host
          axon             identical
          checkpoint 012345678 fleet-migrate: add the input
        """,
        result.out());
    assertEquals("", result.err());
  }

  @Test
  void printsOneJsonObjectALine() {
    engine.on(
        apply(1, 5, Level.EVAL, null),
        ExitStatus.DECISION_NEEDED,
        new EngineEvent.Progress("reading"),
        surveyed(),
        new EngineEvent.PhaseStarted(1, "Add the input", false),
        new EngineEvent.FileChanged(1, "flake\u001b.nix", FileChange.Kind.ADDED),
        new EngineEvent.VerificationStarted(1, Level.EVAL, List.of("axon")),
        new EngineEvent.HostFinished(SampleReports.identical("axon"), java.time.Duration.ZERO),
        new EngineEvent.VerificationFinished(
            1, Level.EVAL, List.of(SampleReports.identical("axon"), SampleReports.changed("cortex")), List.of(), true),
        new EngineEvent.Checkpoint(1, SampleReports.COMMIT, "fleet-migrate: add the input"),
        new EngineEvent.QuestionOpen(2, "settle", "axon.targetUser", "Which user?"),
        new EngineEvent.Failed(2, new Problem(ExitStatus.DECISION_NEEDED, "a question is open", "answer it", null)));
    CommandLineRunner.Result result = line.run("apply", "--yes", "--format", "json");
    assertEquals(3, result.code());
    List<JsonNode> events = result.out().lines().map(l -> JsonReports.valid("apply-event", l)).toList();
    assertEquals(
        List.of(
            "phase-started", "file-changed", "verification-started", "verification-finished", "checkpoint", "question",
            "failed", "finished"),
        events.stream().map(e -> e.get("event").asText()).toList());
    assertEquals("flake\u001b.nix", events.get(1).get("path").asText());
    assertEquals("changed", events.get(3).at("/hosts/cortex/verdict").asText());
    assertEquals("axon.targetUser", events.get(5).get("item").asText());
    assertEquals(3, events.get(7).get("exit").asInt());
    assertEquals("fleet-migrate: a question is open\n  answer it\n", result.err());
  }

  @Test
  void withoutATerminalItNeedsYesWhereSomethingIsLeftToDo() {
    engine.on(SURVEY, surveyed(DONE, DONE));
    CommandLineRunner.Result result = line.run("apply");
    assertEquals(3, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().contains("--yes"), result.err());
    engine.on(SURVEY, surveyed(DONE, DONE));
    CommandLineRunner.Result done = line.run("apply", "--through", "2");
    assertEquals(0, done.code(), done.err());
    assertEquals("Nothing is left to do.\n", done.out());
    engine.on(SURVEY, surveyed(DONE, DONE, DONE, DONE, DONE));
    JsonReports.valid("apply-event", line.run("apply", "--format", "json").out());
    assertTrue(engine.given().stream().allMatch(SURVEY::equals), "nothing but looking: " + engine.given());
  }

  @Test
  void asksForEachPhaseThatIsLeftAndShowsWhatItDoes() {
    engine.on(SURVEY, surveyed(DONE, Status.State.PARTIAL));
    engine.on(new Command.Plan(3, 3), new PhasePlanned(SampleReports.plan(3, SampleReports.edit("flake.nix", "a\n", "b\u001b\n"))));
    engine.on(apply(3, 3, Level.EVAL, Set.of(3)));
    engine.on(new Command.Plan(4, 4), new PhasePlanned(SampleReports.plan(4, SampleReports.edit("justfile", "c\n", "d\n"))));
    CommandLineRunner.Result result = line.typing("y\nn\n").run("apply", "--color", "never");
    assertEquals(3, result.code());
    for (String part :
        List.of("Phase 3: Phase number 3", "README.md:3 is left", "+b?\n", "Apply phase 3? [y/N]", "Apply phase 4? [y/N]")) {
      assertTrue(result.out().contains(part), part + " in\n" + result.out());
    }
    assertTrue(result.err().contains("phase 4 was not agreed to"), result.err());
    engine.assertOver();
  }

  @Test
  void aPhaseThatWasBegunIsGoneOnWithAndNotPlannedAgain() {
    engine.on(SURVEY, surveyed(DONE, Status.State.RUNNING));
    engine.on(apply(2, 2, Level.EVAL, Set.of(2)));
    CommandLineRunner.Result result = line.typing("yes\n").run("apply", "--phase", "2");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("Phase 2 was begun and is not finished. Go on with it?"), result.out());
  }

  @Test
  void aFailedPhaseEndsTheRun() {
    engine.on(SURVEY, surveyed());
    engine.on(new Command.Plan(1, 1), new PhasePlanned(SampleReports.plan(1)));
    engine.failing(
        apply(1, 1, Level.EVAL, Set.of(1)), new Problem(ExitStatus.CHECK_FAILED, "axon changed", "roll back", null));
    assertEquals(1, line.typing("y\ny\n").run("apply").code());
    engine.assertOver();
  }

  @Test
  void talksBesideTheJsonAndEndsItOnce() {
    engine.on(SURVEY, surveyed(DONE, DONE, DONE));
    for (int phase = 4; phase <= 5; phase++) {
      engine.on(new Command.Plan(phase, phase), new PhasePlanned(SampleReports.plan(phase, SampleReports.edit("a", "x\n", "y\n"))));
      engine.on(apply(phase, phase, Level.EVAL, Set.of(phase)), new EngineEvent.Checkpoint(phase, SampleReports.COMMIT, "done"));
    }
    CommandLineRunner.Result result = line.typing("y\ny\n").run("apply", "--format", "json");
    assertEquals(0, result.code());
    List<JsonNode> events = result.out().lines().map(l -> JsonReports.valid("apply-event", l)).toList();
    assertEquals(
        List.of("checkpoint", "checkpoint", "finished"), events.stream().map(e -> e.get("event").asText()).toList());
    assertTrue(result.err().contains("Apply phase 5?") && result.err().contains("+y"), result.err());
  }

  @Test
  void aSignalEndsTheWaitingForAnAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Reader never =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            asked.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return -1;
          }

          @Override
          public void close() {}
        };
    engine.on(SURVEY, surveyed());
    engine.on(new Command.Plan(1, 1), new PhasePlanned(SampleReports.plan(1)));
    Thread signal =
        new Thread(
            () -> {
              try {
                asked.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              line.cancellation().cancel();
            });
    signal.start();
    CommandLineRunner.Result result = line.typing(never).run("apply");
    signal.join();
    assertEquals(130, result.code());
    assertTrue(result.err().contains("interrupted") && result.err().contains("resumes"), result.err());
  }

  @Test
  void anInterruptedCommandSaysThatItCanBeResumedOnce() {
    engine.on(apply(1, 5, Level.EVAL, null), ExitStatus.INTERRUPTED);
    engine.failing(
        apply(1, 5, Level.EVAL, null), new Problem(ExitStatus.INTERRUPTED, "interrupted", "run it again: it resumes", null));
    for (int i = 0; i < 2; i++) {
      CommandLineRunner.Result result = line.run("apply", "--yes");
      assertEquals(130, result.code());
      assertEquals(2, result.err().lines().count(), result.err());
      assertTrue(result.err().contains("resumes"), result.err());
    }
  }

  @Test
  void answersAreGivenBeforeAnythingElse(@TempDir Path folder) throws IOException {
    Path answers = Files.writeString(folder.resolve("answers.json"), "{ \"strategy\": \"full\", \"controlHost\": \"orion\" }");
    engine.on(SURVEY, surveyed());
    engine.on("the answers", command -> command instanceof Command.Answer, ExitStatus.DONE, surveyed());
    engine.on(apply(1, 5, Level.EVAL, null));
    assertEquals(0, line.run("apply", "--yes", "--answers", answers.toString()).code());
    assertEquals("full", ((Command.Answer) engine.given().get(1)).answers().get("strategy").asText());
    engine.assertOver();
  }

  @Test
  void aHostThatIsNotThereIsRefusedBeforeAnswersAreGiven(@TempDir Path folder) throws IOException {
    for (String wrong :
        List.of(
            "{ \"controlHost\": \"oriom\" }", "{ \"rolloutOrder\": [\"axon\", \"oriom\"] }", "{ \"tags\": { \"oriom\": [] } }",
            "{ \"withoutNode\": { \"oriom\": \"ssh\" } }", "{ \"settle\": { \"oriom.targetPort\": 22 } }",
            "{ \"accept\": { \"5\": [\"oriom\"] } }")) {
      Path answers = Files.writeString(folder.resolve("answers.json"), wrong);
      engine.on(SURVEY, surveyed());
      CommandLineRunner.Result result = line.run("apply", "--yes", "--answers", answers.toString());
      assertEquals(2, result.code(), wrong);
      assertTrue(result.err().contains("oriom") && result.err().contains("did you mean orion?"), result.err());
    }
    assertFalse(engine.given().stream().anyMatch(c -> c instanceof Command.Answer));
  }

  @Test
  void rollsBackWithYesOrWhenAgreedTo() {
    EngineEvent back = new EngineEvent.RolledBack(0, SampleReports.BASELINE, SampleReports.COMMIT);
    engine.on(new Command.Rollback(0), back);
    engine.on(new Command.Rollback(3), new EngineEvent.RolledBack(3, SampleReports.COMMIT, SampleReports.COMMIT));
    CommandLineRunner.Result result = line.run("rollback", "--to", "start", "--yes");
    assertEquals(0, result.code());
    assertEquals("Back at the start, commit 89abcdef0.\nWhat was left behind is kept: git log 012345678\n", result.out());
    assertEquals(3, line.run("rollback", "--to", "3").code());
    assertTrue(line.run("rollback", "--to", "3").err().contains("--yes"));
    line.typing("y\n");
    assertTrue(line.run("rollback", "--to", "3").out().contains("Back at phase 3"));
    line.typing("\n");
    assertEquals(3, line.run("rollback", "--to", "3").code());
    engine.assertOver();
  }

  @Test
  void aRollbackAsJsonIsALineToo() {
    engine.on(new Command.Rollback(1), new EngineEvent.RolledBack(1, SampleReports.BASELINE, SampleReports.COMMIT));
    List<JsonNode> lines =
        line.run("rollback", "--to", "1", "--yes", "--format", "json").out().lines().map(JsonReports::read).toList();
    assertEquals("rolled-back", lines.get(0).get("event").asText());
    assertEquals(SampleReports.COMMIT, lines.get(0).get("left").asText());
    assertEquals(0, lines.get(1).get("exit").asInt());
  }
}
