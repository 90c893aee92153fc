package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a repository, a catalogue or a program drives the terminal of whoever reads a report. */
class TerminalSafetyTest {
  /** Escape, the one-byte escape, a bell, a carriage return, and characters that turn the direction of writing. */
  private static final String EVIL = "evil\u001b]52;c;x\u0007\u009b2J\r\u202e.\u061c\n";

  private static final HostVerdict VERDICT =
      new HostVerdict(EVIL, Verdict.FAILED, false, false, EVIL, List.of(EVIL));

  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  @ParameterizedTest
  @ValueSource(strings = {"check", "status"})
  void reports(String command) {
    engine.on(new Command.Survey(), new EngineEvent.Surveyed(survey()));
    String out = line.run(command).out();
    assertTrue(out.contains("evil"), out);
    assertEquals(List.of(), controls(out), out);
  }

  @Test
  void events() {
    engine.on(
        new Command.Apply(1, 5, Level.EVAL, Map.of(), null),
        ExitStatus.CHECK_FAILED,
        new EngineEvent.Progress(EVIL),
        new EngineEvent.PhaseStarted(1, EVIL, false),
        new EngineEvent.FileChanged(1, EVIL, FileChange.Kind.EDITED),
        new EngineEvent.VerificationStarted(1, Level.EVAL, List.of(EVIL)),
        new EngineEvent.HostFinished(VERDICT, Duration.ZERO),
        new EngineEvent.VerificationFinished(1, Level.EVAL, List.of(VERDICT), List.of(EVIL), false),
        new EngineEvent.Checkpoint(1, EVIL, EVIL),
        new EngineEvent.QuestionOpen(1, EVIL, EVIL, EVIL),
        new EngineEvent.RolledBack(1, EVIL, SampleReports.COMMIT),
        new EngineEvent.Failed(1, new Problem(ExitStatus.CHECK_FAILED, EVIL, EVIL, EVIL)));
    CommandLineRunner.Result result = line.run("apply", "--yes");
    assertEquals(List.of(), controls(result.out() + result.err()), result.out() + result.err());
    assertEquals(9, result.out().lines().filter(l -> l.contains("evil")).count(), result.out());
    assertTrue(result.err().startsWith("fleet-migrate: evil?]52;c;x??2J"), result.err());
  }

  @Test
  void argumentsAndAnswers(@TempDir Path folder) throws Exception {
    Path answers = Files.writeString(folder.resolve("answers.json"), "{ \"strat\u001bgy\": 1 }");
    for (String[] arguments : new String[][] {
      {"plan", "--answers", answers.toString()}, {"evil" + EVIL}, {"--" + EVIL}, {"completion", EVIL}, {"plan", "--phase", EVIL}
    }) {
      CommandLineRunner.Result result = line.run(arguments);
      assertEquals(2, result.code());
      assertEquals(2, result.err().lines().count(), result.err());
      assertEquals(List.of(), controls(result.err()), result.err());
    }
  }

  private static Survey survey() {
    Survey plain = SampleReports.survey(SampleReports.fresh());
    return new Survey(
        plain.migration(),
        new Survey.RepositoryFacts(EVIL, EVIL, EVIL, false),
        new Survey.FlakeFacts(EVIL, EVIL, List.of(EVIL), List.of(EVIL)),
        List.of(new Host(EVIL, EVIL, Source.EVALUATED)),
        List.of(
            new DeployNode(
                EVIL, EVIL, EVIL, null, false, List.of(EVIL), List.of(EVIL), List.of(EVIL), false, null, Source.STATIC)),
        List.of(new Finding("a.b", Finding.Severity.ERROR, EVIL, EVIL, EVIL, EVIL)),
        List.of(new Survey.StepReport(1, EVIL, EVIL, StepState.CONFLICT, EVIL)),
        List.of(new Decision(plain.migration().questions().get(0), EVIL, EVIL, List.of(), null, false, false)),
        new Status(
            EVIL,
            EVIL,
            new Status.BaselineReport(EVIL, Map.of(EVIL, EVIL), List.of(EVIL), false),
            List.of(
                new Status.PhaseStatus(1, EVIL, EVIL, Status.State.FAILED, EVIL, Level.PARSE, List.of(VERDICT))),
            new Status.Next(1, Status.State.FAILED)),
        List.of(EVIL));
  }

  /** Characters that a terminal acts on, but for line ends. */
  private static List<String> controls(String text) {
    return text.codePoints()
        .filter(c -> c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT))
        .mapToObj(Integer::toHexString)
        .toList();
  }
}
