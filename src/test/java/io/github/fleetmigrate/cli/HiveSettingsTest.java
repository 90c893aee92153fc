package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the hive deploys a node is how deploy-rs deploys it, unless a person settled it otherwise. */
class HiveSettingsTest {
  private static final String HIVE = "2-move-outputs/colmena.nix.mustache";

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo one;

  private SampleRepo repo;
  private Steps steps;

  /** nexus is reached through a port of its own and with an option of its own. */
  @BeforeAll
  static void firstPhase() throws Exception {
    one = SampleRepo.in(shared, "nix-2.26");
    one.replace(
        "flake-modules/deploy.nix",
        "sshUser = \"admin\";",
        "sshUser = \"admin\"; sshOpts = [ \"-p\" \"2222\" \"-o\" \"ServerAliveInterval=5\" ];");
    one.commit("a port of its own");
    one.done("apply", "--answers", one.answers().toString(), "--through", "1", "--yes");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = one.copy(temp);
    steps = Steps.copiedTo(temp.resolve("steps"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "targetHost,                 \"203.0.113.9\",  203.0.113.9,   203.0.113.22",
        "targetUser,                 \"root\",         root,          admin",
        "targetPort,                 22,               22,            2222",
        "buildOnTarget,              true,             true,          false",
        "sshOptions,                 [ \"-A\" ],       -A,            ServerAliveInterval=5",
        "privilegeEscalationCommand, [ \"doas\" ],     doas,          sudo"
      })
  void aDifferenceThatNobodySettledIsNamedWithBothValues(String setting, String forced, String is, String was)
      throws Exception {
    force(setting + " = lib.mkForce (" + forced + ");");

    InProcess.Ended ended = apply(repo.answers());
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    String problem = ended.err().lines().filter(l -> l.contains("nobody settled")).findFirst().orElse(ended.err());
    assertTrue(problem.contains("nexus with " + setting + " "), problem);
    assertTrue(problem.contains(is) && problem.contains(was), problem);
    assertEquals(1, ended.out().lines().filter(l -> l.contains("problem")).count(), ended.out());
    assertEquals("failed", repo.phase(2).get("state").asText());
  }

  @Test
  void sshOptionsGoAlong() throws Exception {
    assertEquals(0, apply(repo.answers()).exit());
    assertEquals(
        "[\"-o\",\"ServerAliveInterval=5\"]",
        repo.eval(repo.head(), "colmenaHive", "h: h.deploymentConfig.nexus.sshOptions").toString());
  }

  @Test
  void sshOptionsThatGetLostAreNamedAndCanBeAccepted() throws Exception {
    force("sshOptions = lib.mkForce [ ];");
    InProcess.Ended ended = apply(repo.answers());
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.err().contains("sshOptions empty, deploy-rs with sshOpts -o ServerAliveInterval=5"), ended.err());
    assertFalse(ended.err().contains("targetPort"), ended.err());

    InProcess.Ended agreed = apply(repo.answers(a -> a.putObject("accept").putArray("2").add("nexus")));
    assertEquals(0, agreed.exit(), agreed.out() + agreed.err());
    assertTrue(agreed.out().contains("ServerAliveInterval=5 (accepted)"), agreed.out());
    String body = repo.git("log", "-1", "--format=%b");
    assertTrue(body.contains("ServerAliveInterval=5 (accepted)"), body);
  }

  @Test
  void aSettledDifferenceIsToldAsSettled() throws Exception {
    Path settled = repo.answers(a -> ((ObjectNode) a.get("settle")).put("nexus.targetPort", 2200));
    InProcess.Ended ended = apply(settled);
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("nexus.targetPort is 2200, as settled; deploy-rs uses 2222"), ended.out());

    JsonNode verified = SampleRepo.json(repo.done("--format", "json", "verify").out());
    assertTrue(verified.get("remarks").toString().contains("nexus.targetPort is 2200, as settled"), verified.toString());

    // What was settled is not what the hive does: that is said with the settled value.
    repo.replace(
        "flake-modules/colmena.nix",
        "deployment.sshOptions = ",
        "deployment.targetPort = lib.mkForce 4242;\n        deployment.sshOptions = ");
    InProcess.Ended moved = repo.run("verify");
    assertEquals(1, moved.exit(), moved.out() + moved.err());
    assertTrue(moved.out().contains("nexus with targetPort 4242, but 2200 was settled"), moved.out());
  }

  @Test
  void aPortThatOnlyTheInventoryHasIsNotTakenBehindDeployRsBack() throws Exception {
    SampleRepo other = SampleRepo.in(temp.resolve("other"), "nix-2.26");
    other.replace("fleet-config.nix", "port = 22;", "port = 2022;");
    other.commit("a port that deploy-rs does not use");
    other.done("apply", "--answers", other.answers().toString(), "--through", "2", "--yes");
    JsonNode port = other.eval(other.head(), "colmenaHive.deploymentConfig.cortex.targetPort", "x: x");
    assertEquals("22", port.toString());
  }

  /** Gives nexus more settings than the inventory does. */
  private void force(String settings) throws Exception {
    steps.replace(
        HIVE,
        "makeHive self.outputs.colmena;",
        "makeHive (self.outputs.colmena // {\n"
            + "    nexus = self.outputs.colmena.nexus ++ [ { deployment = { " + settings + " }; } ];\n  });");
  }

  private InProcess.Ended apply(Path answers) throws Exception {
    return repo.run(
        "--steps", steps.folder().toString(), "apply", "--through", "2", "--yes", "--answers", answers.toString());
  }
}
