package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration whose steps do what they did not announce is stopped there, and can be taken back. */
class UnannouncedChangeTest {
  private static final String HIVE = "2-move-outputs/colmena.nix.mustache";
  private static final String OUTPUT = "  # Colmena's own evaluator reads only this output.";

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo one;

  private SampleRepo repo;
  private Steps steps;

  @BeforeAll
  static void firstPhase() throws Exception {
    one = SampleRepo.in(shared, "nix-2.26");
    one.done("apply", "--answers", one.answers().toString(), "--through", "1", "--yes");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = one.copy(temp);
    steps = Steps.copiedTo(temp.resolve("steps"));
  }

  @Test
  void aHostThatChangesStopsItUntilThatIsAccepted() throws Exception {
    // The hive's module gives axon one more module, behind the announcement's back.
    steps.replace(
        HIVE,
        OUTPUT,
        "  flake.nixosConfigurations.axon = lib.mkForce (inputs.nixpkgs.lib.nixosSystem {\n"
            + "    system = \"@system@\";\n"
            + "    specialArgs = { inherit inputs; };\n"
            + "    modules = [ ../systems/axon { environment.etc.surprise.text = \"boo\"; } ];\n"
            + "  });\n\n"
            + OUTPUT);
    steps.replace(HIVE, "@system@", repo.system());
    String tree = repo.tree();
    Map<String, String> before = repo.everything();

    InProcess.Ended ended = apply();
    assertEquals(1, ended.exit(), ended.err());
    assertTrue(ended.err().contains("axon: changed"), ended.err());
    assertTrue(ended.err().contains("surprise"), ended.err());
    assertTrue(ended.err().contains("rollback --to 1"), ended.err());
    JsonNode phase = repo.phase(2);
    assertEquals("failed", phase.get("state").asText());
    assertEquals("changed", phase.at("/hosts/axon/verdict").asText());
    assertEquals("false", phase.at("/hosts/axon/announced").asText());
    assertEquals("identical", phase.at("/hosts/cortex/verdict").asText());
    assertEquals(List.of("1"), repo.checkpoints());
    assertTrue(Files.exists(repo.root().resolve("flake-modules/colmena.nix")), "the edits stay to be looked at");

    repo.done("rollback", "--to", "1", "--yes");
    assertEquals(before.get("(index)"), repo.everything().get("(index)"));
    assertEquals("", repo.git("status", "--porcelain"));
    assertEquals(tree, repo.tree());

    assertEquals(1, apply().exit());
    Path accepting = repo.answers(a -> a.putObject("accept").putArray("2").add("axon"));
    repo.done("--steps", steps.folder().toString(), "apply", "--through", "2", "--yes", "--answers", accepting.toString());
    assertEquals("done", repo.phase(2).get("state").asText());
    assertTrue(repo.phase(2).at("/hosts/axon/accepted").asBoolean(), repo.phase(2).toString());
    assertFalse(repo.phase(2).at("/hosts/cortex/accepted").asBoolean(true));
    String answers = repo.git("log", "-1", "--format=%(trailers:key=Fleet-Migrate-Answers,valueonly)");
    assertEquals("{\"2\":[\"axon\"]}", SampleRepo.json(answers).get("accept").toString());
  }

  @Test
  void anOutputThatVanishesIsNamed() throws Exception {
    steps.replace(
        "2-move-outputs/full-result.nix.mustache",
        "// {{bound}}\n",
        "// builtins.removeAttrs {{bound}} [ \"devShells\" ]\n");
    Path full = repo.answers(a -> a.put("strategy", "full"));
    InProcess.Ended ended =
        repo.run("--steps", steps.folder().toString(), "apply", "--through", "2", "--yes", "--answers", full.toString());
    assertEquals(1, ended.exit(), ended.err());
    assertTrue(ended.err().contains("devShells"), ended.err());
    assertEquals("failed", repo.phase(2).get("state").asText());
    assertEquals(List.of("1"), repo.checkpoints());

    Path agreed = repo.answers(a -> a.put("strategy", "full").putArray("dropOutputs").add("devShells"));
    repo.done("--steps", steps.folder().toString(), "apply", "--through", "2", "--yes", "--answers", agreed.toString());
  }

  @Test
  void aHiveThatDeploysElsewhereIsNamed() throws Exception {
    steps.replace(
        HIVE,
        "  flake.colmena = hive // {",
        "  flake.colmena = hive // {\n    nexus = lib.toList hive.nexus ++ [ { deployment.targetHost = lib.mkForce \"203.0.113.9\"; } ];");
    InProcess.Ended ended = apply();
    assertEquals(1, ended.exit(), ended.err());
    assertTrue(ended.err().contains("nexus") && ended.err().contains("targetHost"), ended.err());
    assertTrue(ended.err().contains("203.0.113.9") && ended.err().contains("203.0.113.22"), ended.err());
    assertEquals("failed", repo.phase(2).get("state").asText());
  }

  private InProcess.Ended apply() throws Exception {
    return repo.run("--steps", steps.folder().toString(), "apply", "--through", "2", "--yes");
  }
}
