package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How deep a verification goes, and that what it reached is what it says. */
class VerifyLevelsTest {
  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo one;

  private SampleRepo repo;

  @BeforeAll
  static void firstPhase() throws Exception {
    one = SampleRepo.in(shared, "nix-2.26");
    one.done("apply", "--answers", one.answers().toString(), "--through", "1", "--yes");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = one.copy(temp);
  }

  @Test
  void aFileThatDoesNotParseFailsTheLowestLevel() throws Exception {
    assertEquals("parse", verified("verify", "--level", "parse").get("verified").asText());
    repo.write("modules/features/ai.nix", "{ services.ollama = ");
    InProcess.Ended ended = repo.run("verify", "--level", "parse");
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("modules/features/ai.nix is not accepted by nix"), ended.out());
  }

  @Test
  void aBuildThatCannotFetchIsARemarkAndReachesTheLevelBefore() throws Exception {
    // A fixed-output derivation that finds no network, as the source of a package does without one.
    SampleRepo other = SampleRepo.in(temp.resolve("other"), "nix-2.26");
    String hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    other.replace(
        "systems/axon/default.nix",
        "  networking.hostName = \"axon\";",
        "  networking.hostName = \"axon\";\n"
            + "  environment.etc.fetched.source = derivation { name = \"fetched\"; system = \"" + other.system() + "\";\n"
            + "    builder = \"/bin/sh\"; outputHash = \"" + hash + "\"; outputHashMode = \"flat\"; outputHashAlgo = \"sha256\";\n"
            + "    args = [ \"-c\" \"echo 'curl: (6) Could not resolve host: cache.example.org' >&2; exit 1\" ]; };");
    other.commit("something to fetch");

    InProcess.Ended ended =
        other.done("apply", "--answers", other.answers().toString(), "--through", "1", "--yes", "--level", "build");
    assertTrue(ended.out().contains("remark   axon could not be built here, because something cannot be fetched: "), ended.out());
    assertTrue(ended.out().contains("verified to eval only"), ended.out());
    assertEquals("eval", other.phase(1).get("verified").asText());
    assertEquals("identical", other.phase(1).at("/hosts/axon/verdict").asText());
    assertEquals("eval\n", other.git("log", "-1", "--format=%(trailers:key=Fleet-Migrate-Verified,valueonly)") + "\n");
    assertTrue(other.git("log", "-1", "--format=%b").contains("- axon could not be built here"));

    JsonNode verified = SampleRepo.json(other.done("--format", "json", "verify", "--level", "build").out());
    assertEquals("eval", verified.get("verified").asText());
    assertTrue(verified.get("remarks").get(0).asText().contains("axon could not be built here"), verified.toString());
    assertEquals("build", SampleRepo.json(other.done("--format", "json", "verify", "--level", "build", "--hosts", "nexus").out()).get("verified").asText());
  }

  @Test
  void settingsOfTheFlakesOwnForNixAreFindingsWithTheirValues() throws Exception {
    JsonNode check = SampleRepo.json(repo.done("--format", "json", "check").out());
    List<String> found = new ArrayList<>();
    check.get("findings").forEach(f -> {
      if (f.get("id").asText().equals("flake.nix-config")) {
        found.add(f.get("where").asText().replaceAll("[0-9]+", "N") + " " + f.get("message").asText());
      }
    });
    assertEquals(2, found.size(), found.toString());
    assertTrue(found.get(0).startsWith("flake.nix:N the flake's nixConfig sets extra-substituters = [ \"https://"), found.toString());
    assertTrue(found.get(1).contains("extra-trusted-public-keys = [ \"cache.example.org-1:"), found.toString());
  }

  private JsonNode verified(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--format", "json"));
    all.addAll(List.of(arguments));
    return SampleRepo.json(repo.done(all.toArray(String[]::new)).out());
  }
}
