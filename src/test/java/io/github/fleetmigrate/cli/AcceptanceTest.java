package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An acceptance is for a host, for a phase, and for the difference that a person saw. */
class AcceptanceTest {
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
  void plant() throws Exception {
    repo = one.copy(temp);
    steps = Steps.copiedTo(temp.resolve("steps"));
    steps.replace(
        HIVE,
        OUTPUT,
        "  flake.nixosConfigurations.axon = lib.mkForce (inputs.nixpkgs.lib.nixosSystem {\n"
            + "    system = \"" + repo.system() + "\";\n"
            + "    specialArgs = { inherit inputs; };\n"
            + "    modules = [ ../systems/axon { environment.etc.surprise.text = \"boo\"; } ];\n"
            + "  });\n\n"
            + OUTPUT);
  }

  @Test
  void anotherDifferenceThanTheOneSeenIsNotAccepted() throws Exception {
    assertEquals(1, apply(repo.answers()).exit());
    repo.done("rollback", "--to", "1", "--yes");
    steps.replace(HIVE, "\"boo\"", "\"quite another boo\"; services.openssh.enable = lib.mkForce false");

    InProcess.Ended another = apply(accepting("2"));
    assertEquals(1, another.exit(), another.out() + another.err());
    assertTrue(another.err().contains("this is not the difference that was accepted"), another.err());
    assertFalse(another.out().contains("changed, accepted"), another.out());
    assertFalse(repo.phase(2).at("/hosts/axon/accepted").asBoolean(true));

    // It was shown now: the same command accepts it.
    InProcess.Ended seen = apply(accepting("2"));
    assertEquals(0, seen.exit(), seen.out() + seen.err());
    assertTrue(seen.out().contains("changed, accepted"), seen.out());
    String body = repo.git("log", "-1", "--format=%b");
    assertTrue(body.contains("- axon: changed (accepted)"), body);
    assertTrue(body.contains("surprise"), body);
    assertTrue(body.contains("\"accept\":{\"2\":[\"axon\"]}"), body);
  }

  @Test
  void theSameDifferenceStaysAcceptedOnAnotherTree() throws Exception {
    assertEquals(1, apply(repo.answers()).exit());
    repo.done("rollback", "--to", "1", "--yes");
    repo.write("NOTES.md", "nothing of a host's\n").commit("notes");
    InProcess.Ended same = apply(accepting("2"));
    assertEquals(0, same.exit(), same.out() + same.err());
    assertTrue(repo.phase(2).at("/hosts/axon/accepted").asBoolean());
  }

  @Test
  void anAcceptanceIsForItsPhaseAlone() throws Exception {
    InProcess.Ended ended = apply(accepting("3"));
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertFalse(repo.phase(2).at("/hosts/axon/accepted").asBoolean(true));
  }

  @Test
  void whatComesAfterTheCheckpointIsNotAccepted() throws Exception {
    assertEquals(0, apply(accepting("2")).exit());
    JsonNode good = SampleRepo.json(repo.done("--format", "json", "verify").out());
    assertTrue(good.at("/hosts/axon/accepted").asBoolean(), good.toString());

    repo.replace("flake-modules/colmena.nix", "\"boo\"", "\"boo from later on\"");
    InProcess.Ended later = repo.run("verify");
    assertEquals(1, later.exit(), later.out() + later.err());
    assertTrue(later.out().contains("it has changed since the last checkpoint"), later.out());
    assertTrue(later.err().contains("axon changed"), later.err());
  }

  private Path accepting(String phase) throws Exception {
    return repo.answers(a -> a.putObject("accept").putArray(phase).add("axon"));
  }

  private InProcess.Ended apply(Path answers) throws Exception {
    return repo.run(
        "--steps", steps.folder().toString(), "apply", "--through", "2", "--yes", "--answers", answers.toString());
  }
}
