package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent.PhasePlanned;
import io.github.fleetmigrate.engine.EngineEvent.Surveyed;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan}: a patch on standard output, everything else beside it. */
class PlanTest {
  private final ScriptedEngine engine = new ScriptedEngine();
  private final CommandLineRunner line = new CommandLineRunner(engine);

  @Test
  void gitAppliesThePatchOfSeveralPhasesByteForByte(@TempDir Path folder) throws Exception {
    String git = Tools.require("git").toString();
    byte[] latin = "gr\u00fc\u00dfe\r\nno end".getBytes(StandardCharsets.ISO_8859_1);
    Files.writeString(folder.resolve("both.nix"), "one\ntwo\nthree\n");
    Files.writeString(folder.resolve("a b \u00e9.txt"), "moved away\n");
    engine.on(
        new Command.Plan(1, 2),
        new PhasePlanned(
            SampleReports.plan(
                1,
                SampleReports.edit("both.nix", "one\ntwo\nthree\n", "one\n2\nthree\n"),
                SampleReports.edit("passing.txt", null, "made and removed again\n"),
                SampleReports.edit("a b \u00e9.txt", "moved away\n", null))),
        new PhasePlanned(
            SampleReports.plan(
                2,
                SampleReports.edit("both.nix", "one\n2\nthree\n", "one\n2\nthree\n\u001b[2J\n"),
                SampleReports.edit("passing.txt", "made and removed again\n", null),
                new FileChange("deep/latin.txt", null, new FileVersion(latin, true)))));
    CommandLineRunner.Result result = line.run("plan", "--through", "2");
    assertEquals(0, result.code());
    Path patch = folder.resolveSibling(folder.getFileName() + ".patch");
    Files.write(patch, result.bytes());
    run(folder, git, "init", "-q");
    run(folder, git, "-c", "core.autocrlf=false", "apply", patch.toString());
    Files.delete(patch);
    assertEquals("one\n2\nthree\n\u001b[2J\n", Files.readString(folder.resolve("both.nix")));
    assertArrayEquals(latin, Files.readAllBytes(folder.resolve("deep/latin.txt")));
    assertTrue(Files.isExecutable(folder.resolve("deep/latin.txt")));
    assertFalse(Files.exists(folder.resolve("passing.txt")));
    assertFalse(Files.exists(folder.resolve("a b \u00e9.txt")));
  }

  @Test
  void notesAndUncomputedFilesAreToldBesideThePatch() {
    engine.on(
        new Command.Plan(1, 1),
        new PhasePlanned(
            SampleReports.plan(
                1, StepState.PENDING, List.of("flake.lock: the network is not used"), SampleReports.edit("flake.nix", "a\n", "b\n"))));
    CommandLineRunner.Result result = line.run("plan", "--phase", "1", "--offline");
    assertEquals(0, result.code());
    assertEquals(
        "diff --git a/flake.nix b/flake.nix\n--- a/flake.nix\n+++ b/flake.nix\n@@ -1 +1 @@\n-a\n+b\n", result.out());
    assertTrue(result.err().contains("left out: flake.lock: the network is not used"), result.err());
    assertTrue(result.err().contains("README.md:3 is left"), result.err());
  }

  @Test
  void aTerminalIsNotDrivenByWhatAFileHolds() {
    engine.on(new Command.Plan(1, 5), new PhasePlanned(SampleReports.plan(1, SampleReports.edit("a", "x\n", "\u001b[2J\ty\n"))));
    String out = line.typing("").run("plan").out();
    assertTrue(out.endsWith("+?[2J\ty\n"), out);
    assertFalse(out.contains("\u001b"), out);
  }

  @Test
  void nothingLeftIsNoPatch() {
    engine.on(new Command.Plan(1, 5));
    CommandLineRunner.Result result = line.run("plan");
    assertEquals(0, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().contains("Nothing is left to do"), result.err());
  }

  @Test
  void aConflictIsADecisionToTake() {
    engine.on(
        new Command.Plan(1, 5),
        new PhasePlanned(SampleReports.plan(2, StepState.CONFLICT, List.of(), SampleReports.edit("a", "x\n", "y\n"))));
    CommandLineRunner.Result result = line.run("plan");
    assertEquals(3, result.code());
    assertTrue(result.out().startsWith("diff --git a/a b/a"), "the rest of the plan is still shown");
    assertTrue(result.err().contains("phase 2 needs a decision: because"), result.err());
  }

  @Test
  void aPlanAsJsonHasEveryPhaseOnItsOwn() {
    engine.on(
        new Command.Plan(1, 5),
        new PhasePlanned(SampleReports.plan(1, SampleReports.edit("a", "x\n", "y\n"))),
        new PhasePlanned(SampleReports.plan(2, SampleReports.edit("a", "y\n", null))));
    JsonNode json = JsonReports.read(line.run("plan", "--format", "json").out());
    assertEquals(1, json.get("schema").asInt());
    assertEquals("pending", json.at("/phases/0/steps/0/state").asText());
    assertTrue(json.at("/phases/0/changes/0/diff").asText().endsWith("-x\n+y\n"));
    assertEquals("removed", json.at("/phases/1/changes/0/kind").asText());
  }

  @Test
  void answersAreGivenFirst(@TempDir Path folder) throws IOException {
    Path answers = Files.writeString(folder.resolve("answers.json"), "{ \"iso\": true }");
    engine.on(new Command.Survey(), new Surveyed(SampleReports.survey(SampleReports.fresh())));
    engine.on("the answers", command -> command instanceof Command.Answer, ExitStatus.DONE);
    engine.on(new Command.Plan(1, 5));
    assertEquals(0, line.run("plan", "--answers", answers.toString()).code());
    engine.assertOver();
  }

  private static void run(Path folder, String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
  }
}
