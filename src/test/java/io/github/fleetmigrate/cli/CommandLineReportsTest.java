package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.EngineEvent.Surveyed;
import io.github.fleetmigrate.engine.EngineEvent.VerificationFinished;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.proof.Level;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check}, {@code status} and {@code verify}: for a person and for scripts. */
class CommandLineReportsTest {
  private static final Command SURVEY = new Command.Survey();

  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  @Test
  void checkAsJsonHasTheDocumentedFields() {
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.fresh(), "it\u001b[2J differs")));
    CommandLineRunner.Result result = line.run("check", "--format", "json");
    assertEquals(0, result.code());
    JsonNode json = JsonReports.valid("check", result.out());
    assertEquals("/home/mira/fleet", json.at("/repository/root").asText());
    assertEquals(SampleReports.COMMIT, json.at("/repository/head").asText());
    assertFalse(json.at("/repository/clean").asBoolean(true));
    assertEquals("flake-parts", json.at("/flake/style").asText());
    assertEquals("deploy-rs", json.at("/flake/inputs/1").asText());
    assertEquals("evaluated", json.at("/hosts/0/source").asText());
    assertTrue(json.at("/hosts/1/system").isNull());
    assertEquals("203.0.113.11", json.at("/nodes/0/targetHost").asText());
    assertTrue(json.at("/nodes/0/targetPort").isNull());
    assertEquals("system", json.at("/nodes/0/profiles/0").asText());
    assertEquals("warning", json.at("/findings/0/severity").asText());
    assertEquals("it\u001b[2J differs", json.at("/findings/0/message").asText(), "JSON says what is so");
    assertEquals("not-applicable", json.at("/steps/2/state").asText());
  }

  @Test
  void checkForAPersonSaysEverythingInWords() {
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.fresh(), "it\u001b[2J differs")));
    CommandLineRunner.Result result = line.run("check");
    for (String part :
        List.of(
            "/home/mira/fleet", "main", "not committed", "flake-parts", "jarvis@203.0.113.11", "no deploy node",
            "warning", "it?[2J differs", "fleet-config.nix:27", "settle it", "conflict", "a hive of that name exists",
            "not-applicable", "just: the justfile")) {
      assertTrue(result.out().contains(part), part + " in\n" + result.out());
    }
    assertFalse(result.out().contains("\u001b"), "no colour into a pipe, and nothing of a file's");
  }

  static Stream<Arguments> colours() {
    return Stream.of(
        Arguments.of(true, "", "auto", true),
        Arguments.of(true, "1", "auto", false),
        Arguments.of(false, "", "auto", false),
        Arguments.of(false, "1", "always", true),
        Arguments.of(true, "", "never", false));
  }

  @ParameterizedTest
  @MethodSource("colours")
  void coloursFollowTheTerminalTheOptionAndNoColor(boolean terminal, String noColor, String option, boolean expected) {
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.fresh())));
    if (terminal) {
      line.typing("");
    }
    String out = line.with("NO_COLOR", noColor).run("check", "--color", option).out();
    assertEquals(expected, out.contains("\u001b["), out);
  }

  @Test
  void statusAsJsonHasTheDocumentedFields() {
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.status(Status.State.DONE, Status.State.ROLLED_BACK))));
    JsonNode json = JsonReports.valid("status", line.run("status", "--format", "json").out());
    assertEquals("20261123-000000-abcd", json.get("run").asText());
    assertEquals(SampleReports.BASELINE, json.at("/baseline/commit").asText());
    assertTrue(json.at("/baseline/hosts/orion").isNull());
    assertEquals("eval", json.at("/phases/0/verified").asText());
    assertEquals("identical", json.at("/phases/0/hosts/axon/verdict").asText());
    assertTrue(json.at("/phases/0/hosts/cortex/announced").asBoolean());
    assertEquals("rolled-back", json.at("/phases/1/state").asText());
    assertEquals(2, json.at("/next/phase").asInt());
  }

  @Test
  void statusAsJsonHoldsBeforeTheFirstAndAfterTheLastPhase() {
    Status.State done = Status.State.DONE;
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.fresh())));
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.status(done, done, Status.State.PARTIAL, done, done))));
    JsonNode fresh = JsonReports.valid("status", line.run("--format", "json", "status").out());
    assertTrue(fresh.get("run").isNull() && fresh.get("baseline").isNull());
    JsonNode all = JsonReports.valid("status", line.run("--format", "json", "status").out());
    assertTrue(all.get("next").isNull());
    assertEquals("partial", all.at("/phases/2/state").asText());
  }

  @Test
  void statusForAPersonSaysWhereItStandsAndWhatWasNotProved() {
    engine.on(SURVEY, new Surveyed(SampleReports.survey(SampleReports.status(Status.State.DONE))));
    String out = line.run("status").out();
    for (String part :
        List.of("nixos-fleet", "could not be evaluated", "without evaluation", "012345678", "verified: eval",
            "cortex", "changed, as announced", "Next: phase 2")) {
      assertTrue(out.contains(part), part + " in\n" + out);
    }
  }

  @Test
  void verifyTakesHostsAndTheDeepestLevel() {
    VerificationFinished finished =
        new VerificationFinished(null, Level.BUILD, List.of(SampleReports.identical("axon")), List.of(), true);
    engine.on(new Command.Verify(List.of("axon", "cortex"), Level.BUILD), finished);
    engine.on(new Command.Verify(List.of(), Level.EVAL), finished);
    assertEquals(0, line.run("verify", "--hosts", "axon,cortex", "--level", "parse,build,eval").code());
    assertEquals(0, line.run("verify").code());
    engine.assertOver();
  }

  @Test
  void verifyTellsAFailureInBothForms() {
    VerificationFinished finished =
        new VerificationFinished(
            null, Level.EVAL, List.of(SampleReports.changed("axon")), List.of("the output x has vanished"), false);
    Problem problem = new Problem(ExitStatus.CHECK_FAILED, "the tree differs", "look above", null);
    Command verify = new Command.Verify(List.of(), Level.EVAL);
    for (int i = 0; i < 2; i++) {
      engine.on(verify, ExitStatus.CHECK_FAILED, finished, new EngineEvent.Failed(null, problem));
    }
    CommandLineRunner.Result text = line.run("verify");
    assertEquals(1, text.code());
    assertTrue(text.out().contains("axon             changed, as announced"), text.out());
    assertTrue(text.out().contains("the output x has vanished"), text.out());
    assertEquals("fleet-migrate: the tree differs\n  look above\n", text.err());
    CommandLineRunner.Result json = line.run("verify", "--format", "json");
    assertEquals(1, json.code());
    JsonNode report = JsonReports.read(json.out());
    assertFalse(report.get("passed").asBoolean());
    assertEquals("changed", report.at("/hosts/axon/verdict").asText());
    assertEquals("the output x has vanished", report.at("/problems/0").asText());
  }

  @Test
  void aHostIsToldOnceWhenItsVerdictCameWhileItWasVerified() {
    engine.on(
        new Command.Verify(List.of(), Level.EVAL),
        new EngineEvent.VerificationStarted(null, Level.EVAL, List.of("axon", "orion")),
        new EngineEvent.HostFinished(SampleReports.identical("axon"), java.time.Duration.ofSeconds(1)),
        new VerificationFinished(
            null, Level.EVAL, List.of(SampleReports.identical("axon"), SampleReports.identical("orion")), List.of(), true));
    assertEquals(
        "  verifying to eval: 2 hosts\n  axon             identical\n  orion            identical\n",
        line.run("verify").out());
  }

  /** The example of the interface's own description: {@code health} is to print this. */
  @Test
  void healthReportsAreDescribed() {
    String example =
        """
        { "schema": 1,
          "hosts": [ { "name": "axon", "address": "203.0.113.11", "port": 22, "user": "jarvis", "status": "ok", "seconds": 0.4,
                       "checks": [ { "id": "reachable", "status": "ok", "detail": "…", "remedy": null } ] } ] }
        """;
    assertEquals(List.of(), JsonReports.problems("health", example));
    assertFalse(JsonReports.problems("health", example.replace("reachable", "ping")).isEmpty());
  }
}
