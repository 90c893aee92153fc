package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.migration.Migration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in an answers file. */
class AnswersFileTest {
  private static final Migration MIGRATION = CommandLineRunner.migration();

  @TempDir Path folder;

  private Map<String, JsonNode> read(String text) throws Exception {
    return AnswersFile.read(Files.writeString(folder.resolve("answers.json"), text), MIGRATION);
  }

  @Test
  void everyDocumentedAnswerIsTaken() throws Exception {
    Map<String, JsonNode> read =
        read(
            """
            { "strategy": "full", "source": "path:/somewhere", "cli": "nix-run", "controlHost": "orion",
              "tags": { "cortex": ["server", "ai"] }, "iso": true,
              "settle": { "cortex.targetHost": "203.0.113.7", "nexus.targetUser": "admin", "x.targetPort": 22,
                          "x.buildOnTarget": true },
              "withoutNode": { "orion": "exclude" }, "rolloutOrder": ["axon", "cortex"], "keepDeployRs": false,
              "accept": { "5": ["axon"] }, "dropOutputs": ["deploy"], "withoutEvaluation": true }
            """);
    assertEquals(13, read.size());
    assertEquals("203.0.113.7", read.get("settle").get("cortex.targetHost").asText());
  }

  @Test
  void noFileAndAnEmptyObjectAreNoAnswers() throws Exception {
    assertEquals(Map.of(), AnswersFile.read(null, MIGRATION));
    assertEquals(Map.of(), read("{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"strategy\": \"halfway\" }",
        "{ \"strategy\": true }",
        "{ \"source\": 3 }",
        "{ \"controlHost\": [\"orion\"] }",
        "{ \"tags\": [\"server\"] }",
        "{ \"tags\": { \"cortex\": \"server\" } }",
        "{ \"iso\": \"true\" }",
        "{ \"settle\": { \"cortex\": \"203.0.113.7\" } }",
        "{ \"settle\": { \"cortex.targetHost\": 7 } }",
        "{ \"settle\": { \"cortex.targetPort\": \"22\" } }",
        "{ \"settle\": { \"cortex.targetPort\": 70000 } }",
        "{ \"settle\": { \"cortex.buildOnTarget\": \"yes\" } }",
        "{ \"settle\": { \"cortex.tags\": [] } }",
        "{ \"withoutNode\": { \"orion\": \"maybe\" } }",
        "{ \"rolloutOrder\": \"axon\" }",
        "{ \"rolloutOrder\": [1] }",
        "{ \"accept\": { \"6\": [\"axon\"] } }",
        "{ \"accept\": { \"five\": [\"axon\"] } }",
        "{ \"accept\": { \"5\": \"axon\" } }",
        "{ \"dropOutputs\": { \"deploy\": true } }",
      })
  void aValueThatDoesNotFitIsRefusedByItsKey(String text) {
    Refusal refusal = assertThrows(Refusal.class, () -> read(text));
    assertEquals(ExitStatus.BAD_INPUT, refusal.status());
    String key = text.replaceFirst("^\\{ \"([a-zA-Z]+)\".*", "$1");
    assertTrue(refusal.getMessage().contains(": " + key + " "), refusal.getMessage());
    assertTrue(refusal.remedy().contains("steps show"), refusal.remedy());
  }

  @ParameterizedTest
  @CsvSource({"stratgy,strategy", "keepdeployrs,keepDeployRs", "rolloutorder,rolloutOrder", "Iso,iso"})
  void anUnknownKeyIsRefusedWithTheNearest(String given, String meant) {
    Refusal refusal = assertThrows(Refusal.class, () -> read("{ \"" + given + "\": true }"));
    assertTrue(refusal.getMessage().endsWith("no question has the key " + given), refusal.getMessage());
    assertTrue(refusal.remedy().startsWith("did you mean " + meant + "? keys are "), refusal.remedy());
  }

  @Test
  void aKeyThatIsNearNothingIsRefusedWithAllThereAre() {
    Refusal refusal = assertThrows(Refusal.class, () -> read("{ \"colour\": true }"));
    assertTrue(refusal.remedy().startsWith("keys are ") && refusal.remedy().contains("strategy"), refusal.remedy());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ \"iso\": tru } | line 1",
        "{ \"iso\": true } more | line 1",
        "{ \"iso\": true, \"iso\": false } | Duplicate",
        "[] | no JSON object",
        "3 | no JSON object",
        "'' | no JSON object",
      })
  void whatIsNoObjectIsRefused(String text, String part) {
    Refusal refusal = assertThrows(Refusal.class, () -> read(text));
    assertEquals(ExitStatus.BAD_INPUT, refusal.status());
    assertTrue(refusal.getMessage().contains("answers.json") && refusal.getMessage().contains(part), refusal.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Refusal refusal = assertThrows(Refusal.class, () -> AnswersFile.read(folder.resolve("gone.json"), MIGRATION));
    assertEquals(ExitStatus.BAD_INPUT, refusal.status());
    assertTrue(refusal.getMessage().contains("gone.json cannot be read"), refusal.getMessage());
  }
}
