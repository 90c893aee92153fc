package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code steps} with a catalogue in which several things are wrong at once. */
class BrokenCatalogTest {
  private static final Path CATALOG = Path.of("migration-steps");

  @TempDir Path folder;

  private final CommandLineRunner line = new CommandLineRunner(new ScriptedEngine());

  @Test
  void everythingThatIsWrongIsNamedAtOnce() throws Exception {
    breakIt();
    CommandLineRunner.Result ended = line.run("steps", "validate", folder.toString());
    assertEquals(2, ended.code());
    assertEquals("", ended.out());
    for (String wrong :
        List.of(
            "nixos-fleet/1-add-input/phase.json",
            "nixos-fleet/2-move-outputs/phase.json:2: is not JSON",
            "nixos-fleet/3-install-cli/phase.json: does not exist")) {
      assertTrue(ended.err().contains(wrong), () -> wrong + " is not in\n" + ended.err());
    }
    JsonNode json = JsonReports.read(line.run("steps", "validate", folder.toString(), "--format", "json").out());
    assertEquals(ended.err().lines().count(), json.get("problems").size());
    assertTrue(json.get("problems").size() >= 3, json.toString());
  }

  @Test
  void aBrokenMigrationIsListedAndNotShown() throws Exception {
    breakIt();
    CommandLineRunner.Result list = line.run("steps", "list", "--steps", folder.toString());
    assertEquals(0, list.code());
    assertTrue(list.out().contains("broken: nixos-fleet/"), list.out());
    CommandLineRunner.Result shown = line.run("steps", "show", "nixos-fleet", "--steps", folder.toString());
    assertEquals(2, shown.code());
    assertEquals(2, shown.err().lines().count(), shown.err());
    assertTrue(shown.err().contains("is broken: nixos-fleet/"), shown.err());
    assertTrue(shown.err().contains("steps validate"), shown.err());
  }

  /** The catalogue with a phase of the wrong shape, one that is no JSON and one that is missing. */
  private void breakIt() throws IOException {
    try (Stream<Path> files = Files.walk(CATALOG)) {
      for (Path from : files.toList()) {
        Path to = folder.resolve(CATALOG.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
    Path migration = folder.resolve("nixos-fleet");
    Path first = migration.resolve("1-add-input/phase.json");
    Files.writeString(first, Files.readString(first).replace("\"number\": 1", "\"number\": \"first\""));
    Files.writeString(migration.resolve("2-move-outputs/phase.json"), "{\n  steps\n}\n");
    Files.delete(migration.resolve("3-install-cli/phase.json"));
  }
}
