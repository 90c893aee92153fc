package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of every command where they are easily got wrong. */
class GlobalOptionsTest {
  private static final Command SURVEY = new Command.Survey();

  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  @Test
  void optionsOnBothSidesOfACommandAddUp() {
    surveyed();
    CommandLineRunner.Result result =
        line.run("--offline", "--override-input", "a", "path:/a", "check", "--impure", "--override-input", "b", "path:/b");
    assertEquals(0, result.code(), result.err());
    assertEquals(Map.of("a", "path:/a", "b", "path:/b"), line.options().overrides());
    assertTrue(line.options().offline && line.options().impure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --override-input", "check --override-input nixpkgs", "check --override-input --offline here",
        "check --override-input nixpkgs --offline"
      })
  void anOverrideIsANameAndAnAddress(String arguments) {
    CommandLineRunner.Result result = line.run(arguments.split(" "));
    assertEquals(2, result.code());
    assertEquals(2, result.err().lines().count(), result.err());
    assertTrue(result.err().contains("--override-input takes an input's name and a flake URL"), result.err());
  }

  @Test
  void withoutOptionsTheDefaultsHold() {
    surveyed();
    line.run("check");
    GlobalOptions options = line.options();
    assertEquals(Path.of("."), options.repo);
    assertEquals("nixos-fleet", options.migration);
    assertEquals("nix", options.nix);
    assertNull(options.steps);
    assertNull(options.sshConfig);
    assertFalse(options.offline || options.impure || options.json());
    assertEquals(Map.of(), options.overrides());
    assertEquals(GlobalOptions.Color.auto, options.color);
  }

  @ParameterizedTest
  @CsvSource({"--fromat,--format", "--offlien,--offline", "--forma=json,--format", "--NIX,--nix"})
  void aMistypedOptionIsToldWithTheNearest(String given, String meant) {
    CommandLineRunner.Result result = line.run("check", given);
    assertEquals(2, result.code());
    assertTrue(result.err().contains("did you mean " + meant + "? "), result.err());
  }

  @Test
  void coloursNeverStandInJson() {
    surveyed();
    String report = line.typing("").run("check", "--color", "always", "--format", "json").out();
    JsonReports.valid("check", report);
    assertFalse(report.contains("\u001b"), report);
  }

  /** The word alone, as the value of something else, asks for nothing. */
  @Test
  void aFolderCalledDebugBringsNoTrace() {
    engine.on("a bug", command -> { throw new IllegalStateException("a bug"); }, ExitStatus.DONE);
    CommandLineRunner.Result result = line.run("check", "--repo", "debug");
    assertEquals(1, result.code());
    assertEquals(2, result.err().lines().count(), result.err());
  }

  @Test
  void aNixThatCannotBeAFileIsMissing() {
    for (String name : List.of("/", "", "no-such-nix")) {
      CommandLineRunner.Result result = line.run("doctor", "--nix", name);
      assertEquals(0, result.code(), result.err());
      assertTrue(result.out().startsWith("nix   is missing\n"), result.out());
    }
  }

  private void surveyed() {
    engine.on(SURVEY, new EngineEvent.Surveyed(SampleReports.survey(SampleReports.fresh())));
  }
}
