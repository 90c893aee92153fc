package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.proof.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code verify --format json}. */
class VerifyReportTest {
  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  @Test
  void isWhatTheSchemaSaysWhetherItPassedOrNot() {
    for (boolean passed : List.of(true, false)) {
      engine.on(
          new Command.Verify(List.of(), Level.BUILD),
          passed ? ExitStatus.DONE : ExitStatus.CHECK_FAILED,
          new EngineEvent.VerificationFinished(
              null,
              Level.EVAL,
              List.of(SampleReports.identical("axon"), SampleReports.changed("cortex")),
              passed ? List.of() : List.of("the output deploy is gone"),
              passed));
      CommandLineRunner.Result result = line.run("verify", "--level", "build", "--format", "json");
      assertEquals(passed ? 0 : 1, result.code());
      JsonNode report = JsonReports.valid("verify", result.out());
      assertEquals(passed, report.get("passed").asBoolean());
      assertEquals("eval", report.get("verified").asText(), "what was reached, not what was asked for");
      assertEquals("etc-hosts: text: + \"x\"", report.at("/hosts/cortex/differences/0").asText());
    }
  }

  @Test
  void isLeftOutWhereThereIsNothingToReport() {
    engine.failing(
        new Command.Verify(List.of("axom"), Level.EVAL),
        new Problem(ExitStatus.BAD_INPUT, "there is no host axom", "hosts are: axon", null));
    CommandLineRunner.Result result = line.run("verify", "--hosts", "axom", "--format", "json");
    assertEquals(2, result.code());
    assertEquals("", result.out());
    assertEquals("fleet-migrate: there is no host axom\n  hosts are: axon\n", result.err());
  }

  @Test
  void theSchemaRefusesWhatTheInterfaceDoesNotKnow() {
    String good = "{\"schema\":1,\"verified\":\"eval\",\"passed\":true,\"hosts\":{},\"problems\":[],\"remarks\":[]}";
    assertEquals(List.of(), JsonReports.problems("verify", good));
    assertFalse(JsonReports.problems("verify", good.replace("eval", "deep")).isEmpty());
    assertTrue(JsonReports.problems("verify", good.replace("\"passed\":true,", "")).size() > 0);
  }
}
