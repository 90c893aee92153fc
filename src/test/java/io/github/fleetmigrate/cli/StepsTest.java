package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code steps}. */
class StepsTest {
  private final CommandLineRunner line = new CommandLineRunner(new ScriptedEngine());

  @Test
  void listsTheMigrations() {
    assertTrue(line.run("steps", "list").out().matches("colmena +\\S.*\\nnixos-fleet +\\S.*\\n"));
    JsonNode json = JsonReports.read(line.run("steps", "list", "--format", "json").out());
    assertEquals("colmena", json.at("/migrations/0/id").asText());
    assertEquals("nixos-fleet", json.at("/migrations/1/id").asText());
  }

  @Test
  void showsPhasesStepsAndQuestions() {
    String text = line.run("steps", "show", "nixos-fleet").out();
    assertTrue(text.contains("\n1 ") && text.contains("\n5 ") && text.contains("strategy"), text);
    JsonNode json = JsonReports.read(line.run("--format", "json", "steps", "show", "nixos-fleet").out());
    assertEquals(5, json.get("phases").size());
    assertFalse(json.at("/phases/0/steps/0/id").asText().isEmpty());
    assertTrue(json.get("questions").findValuesAsText("key").contains("keepDeployRs"));
  }

  @Test
  void validatesAFolder(@TempDir Path folder) throws IOException {
    CommandLineRunner.Result good = line.run("steps", "validate", "migration-steps");
    assertEquals(0, good.code(), good.err());
    CommandLineRunner.Result empty = line.run("steps", "validate", folder.toString());
    assertEquals(2, empty.code());
    assertTrue(empty.err().contains(folder.toString()), empty.err());
    Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("migration.json"), "{ oops");
    CommandLineRunner.Result broken = line.run("steps", "validate", folder.toString());
    assertEquals(2, broken.code());
    assertTrue(broken.err().contains("mine/migration.json:1"), broken.err());
    JsonNode json = JsonReports.read(line.run("steps", "validate", folder.toString(), "--format", "json").out());
    assertFalse(json.get("valid").asBoolean(true));
    assertTrue(json.at("/problems/0/where").asText().startsWith("mine/migration.json"));
    assertEquals(2, line.run("steps", "validate", folder.resolve("gone").toString()).code());
  }
}
