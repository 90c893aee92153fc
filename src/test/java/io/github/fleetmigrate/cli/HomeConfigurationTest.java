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

/** Home configurations are recorded and proved like hosts, and are hosts in nothing else. */
class HomeConfigurationTest {
  private static final String HOMES = "flake-modules/home-configurations.nix";

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo start;

  private SampleRepo repo;

  @BeforeAll
  static void layOut() throws Exception {
    start = SampleRepo.in(shared, "nix-2.26");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = start.copy(temp);
  }

  @Test
  void theyAreInTheBaselineAndInEveryPhase() throws Exception {
    repo.done("apply", "--answers", repo.answers().toString(), "--through", "1", "--yes");
    JsonNode status = repo.status();
    String expected = repo.eval(status.at("/baseline/commit").asText(), "homeConfigurations.mira", "h: h.activationPackage.drvPath").asText();
    assertEquals(expected, status.at("/baseline/hosts/home:mira").asText());
    assertEquals("identical", status.at("/phases/0/hosts/home:mira@orion/verdict").asText());
    assertEquals("admin", status.at("/baseline/nodes/nexus/sshUser").asText());
    assertEquals("203.0.113.22", status.at("/baseline/nodes/nexus/hostname").asText());
    String text = repo.done("status").out();
    assertTrue(text.contains("home:mira@orion") && text.contains("deploy-rs nodes: axon, cortex, nexus"), text);
    assertTrue(text.contains("devShells"), text);

    JsonNode survey = SampleRepo.json(repo.done("--format", "json", "check").out());
    assertFalse(survey.get("hosts").toString().contains("home:"), survey.get("hosts").toString());
    JsonNode verified = SampleRepo.json(repo.done("--format", "json", "verify", "--hosts", "home:mira", "--level", "build").out());
    assertEquals("build", verified.get("verified").asText());
    assertEquals(1, verified.get("hosts").size());
    assertEquals("identical", verified.at("/hosts/home:mira/verdict").asText());
    InProcess.Ended none = repo.run("verify", "--hosts", "home:nobody");
    assertEquals(2, none.exit());
    assertTrue(none.err().contains("home:mira@orion"), none.err());
  }

  @Test
  void oneThatBreaksFailsThePhase() throws Exception {
    plant("./colmena.nix", "throw \"nobody is at home\"");
    InProcess.Ended ended = apply(repo.answers());
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.err().contains("home:mira: failed, nobody is at home"), ended.err());
    assertEquals("failed", repo.phase(2).at("/hosts/home:mira/verdict").asText());
    assertEquals("identical", repo.phase(2).at("/hosts/home:mira@orion/verdict").asText());
  }

  @Test
  void oneThatChangesFailsThePhaseUntilThatIsAccepted() throws Exception {
    plant("./colmena.nix", "derivation { name = \"another-home\"; system = \"" + repo.system() + "\"; builder = \"/bin/sh\"; }");
    assertEquals(1, apply(repo.answers()).exit());
    assertEquals("changed", repo.phase(2).at("/hosts/home:mira/verdict").asText());

    InProcess.Ended nobody = apply(repo.answers(a -> a.putObject("accept").putArray("2").add("home:nobody")));
    assertEquals(2, nobody.exit(), nobody.err());
    InProcess.Ended agreed = apply(repo.answers(a -> a.putObject("accept").putArray("2").add("home:mira")));
    assertEquals(0, agreed.exit(), agreed.out() + agreed.err());
    assertTrue(repo.phase(2).at("/hosts/home:mira/accepted").asBoolean());
  }

  @Test
  void whatAPhaseAnnouncesOfAllHostsIsNoLicenceForThem() throws Exception {
    // The name of the derivation is one that phase 5 announces for hosts.
    plant("../modules/fleet.nix", "derivation { name = \"etc-hosts\"; system = \"" + repo.system() + "\"; builder = \"/bin/sh\"; }");
    InProcess.Ended ended = repo.run("apply", "--yes", "--answers", repo.answers().toString());
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    JsonNode phase = repo.phase(5);
    assertEquals("changed", phase.at("/hosts/home:mira/verdict").asText());
    assertFalse(phase.at("/hosts/home:mira/announced").asBoolean(true));
    assertTrue(phase.at("/hosts/axon/announced").asBoolean(), phase.toString());
  }

  /** The home configuration becomes another as soon as a file of the migration is there. */
  private void plant(String file, String activation) throws Exception {
    repo.replace(
        HOMES,
        "${userVars.username} = home;",
        "${userVars.username} = if builtins.pathExists " + file + " then { activationPackage = " + activation
            + "; } else home;");
    repo.commit("a home that the migration changes");
  }

  private InProcess.Ended apply(Path answers) throws Exception {
    return repo.run("apply", "--through", "2", "--yes", "--answers", answers.toString());
  }
}
