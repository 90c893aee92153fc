package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults as they come about in life: a nixos-fleet that does not do what it should, a flake whose outputs depend on what
 * is new, a person who edits meanwhile. The phase fails and says exactly that, nothing is lost, and once the cause is
 * gone the same command finishes.
 */
class PlantedFaultTest {
  private static final String NIX = "nix-2.26";
  private static final String HIVE_MODULES = "(configurationOf name)._module.args.modules ++";
  private static final String MODULES = "modules = [ configuration ];";

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo sample;

  private SampleRepo repo;
  private NixosFleetCopy fleet;

  @BeforeAll
  static void layOut() throws Exception {
    sample = SampleRepo.in(shared, NIX);
  }

  @BeforeEach
  void copy() throws Exception {
    repo = sample.copy(temp);
    fleet = NixosFleetCopy.of(repo, temp.resolve("nixos-fleet"));
  }

  @Test
  void aHiveThatDropsAModuleOfAHost() throws Exception {
    String dropping = "builtins.filter (m: !(builtins.isPath m && baseNameOf m == \"ai.nix\")) " + HIVE_MODULES;
    fleet.replace("lib/hive.nix", HIVE_MODULES, dropping);
    Path answers = fleet.answers(repo, "gradual");
    Failed failed = assertFails(2, answers);
    assertEquals(1, failed.problems().size(), failed.err());
    assertTrue(failed.problems().get(0).startsWith("the hive's cortex is not the flake's: "), failed.err());
    for (String effect : List.of("MODELS_OWNER='mira'", "ollama.service", "llama-cpp")) {
      assertTrue(failed.problems().get(0).contains(effect), failed.err());
    }
    assertRolledBack(2, failed);

    fleet.replace("lib/hive.nix", dropping, HIVE_MODULES);
    assertFinishes(answers);
  }

  @Test
  void aHiveWithAnotherAddressAnotherUserAndANodeLess() throws Exception {
    fleet.replace("lib/hive.nix", "= host.ip or", "= if name == \"nexus\" then \"203.0.113.9\" else host.ip or");
    fleet.replace("lib/hive.nix", "= host.ssh.user;", "= if name == \"cortex\" then \"root\" else host.ssh.user;");
    fleet.replace("lib/generate-colmena.nix", "inherit (fleet) hosts;", "hosts = removeAttrs fleet.hosts [ \"axon\" ];");
    Failed failed = assertFails(2, fleet.answers(repo, "gradual"));
    assertEquals(
        List.of(
            "the hive has no node axon",
            "the hive deploys cortex with targetUser root, deploy-rs with jarvis, and nobody settled that (answer settle"
                + " \"cortex.targetUser\")",
            "the hive deploys nexus with targetHost 203.0.113.9, deploy-rs with 203.0.113.22, and nobody settled that"
                + " (answer settle \"nexus.targetHost\")"),
        failed.problems());
    assertEquals("identical", failed.phase().at("/hosts/nexus/verdict").asText());
  }

  @Test
  void mkFleetThatDropsAModuleOfAHost() throws Exception {
    String dropping =
        "modules = [ ({ config, pkgs, inputs, ... }@args: let own = import configuration args; in"
            + " own // { imports = builtins.filter (m: baseNameOf m != \"base\") own.imports; }) ];";
    fleet.replace("lib/mk-fleet.nix", MODULES, dropping);
    Path answers = fleet.answers(repo, "full");
    Failed failed = assertFails(2, answers);
    assertOnlyAxonChanged(failed.phase());
    String differences = failed.phase().at("/hosts/axon/differences").toString();
    for (String effect : List.of("jarvis ALL=(ALL:ALL) NOPASSWD: ALL", "sshd.service", "jarvis")) {
      assertTrue(failed.err().contains(effect), failed.err());
      assertTrue(differences.contains(effect.replace("\"", "\\\"")), differences);
    }

    // Corrected and locked while the phase is open.
    fleet.replace("lib/mk-fleet.nix", dropping, MODULES);
    repo.nix("flake", "update", "nixos-fleet");
    repo.git("commit", "-q", "-m", "nixos-fleet, corrected", "flake.lock");
    assertFinishes(answers);
    assertEquals("identical", repo.phase(2).at("/hosts/axon/verdict").asText());
  }

  @Test
  void mkFleetThatRenamesAUserAndMovesAHost() throws Exception {
    fleet.replace(
        "lib/mk-fleet.nix",
        MODULES,
        "modules = [ ({ config, pkgs, inputs, ... }@args: let own = import configuration args; in own // {"
            + " users.users.guest = own.users.users.viewer;"
            + " networking = own.networking // { extraHosts = \"203.0.113.9 viewer\\n\"; };"
            + " }) { networking.extraHosts = \"\"; } ];");
    repo.replace("systems/axon/default.nix", "networking.hostName = \"axon\";", "networking.hostName = \"axon\";\n  networking.extraHosts = \"192.0.2.7 viewer\\n\";");
    repo.commit("axon knows a viewer");
    Failed failed = assertFails(2, fleet.answers(repo, "full"));
    assertOnlyAxonChanged(failed.phase());
    String differences = failed.phase().at("/hosts/axon/differences").toString();
    for (String name : List.of("viewer", "guest", "192.0.2.7 viewer", "203.0.113.9 viewer")) {
      assertTrue(differences.contains(name), differences);
    }
  }

  @Test
  void aFlakeThatIsLessWithTheNewInput() throws Exception {
    repo.replace(
        "flake-modules/nixos-configurations.nix",
        ") hosts;",
        ") (if inputs ? nixos-fleet then removeAttrs hosts [ \"cortex\" ] else hosts);");
    repo.replace(
        "flake-modules/home-configurations.nix",
        "    ${userVars.username} = home;",
        "    ${if inputs ? nixos-fleet then null else userVars.username} = home;");
    repo.replace(
        "flake-modules/home-configurations.nix",
        "allowUnfree = true;",
        "allowUnfree = true; home.sessionVariables.FLEET = if inputs ? nixos-fleet then \"new\" else \"old\";");
    repo.commit("A flake that looks at its inputs");
    Failed failed = assertFails(1, repo.answers());
    assertEquals(
        List.of(
            "the flake output homeConfigurations.mira has vanished",
            "the flake output nixosConfigurations.cortex has vanished",
            "cortex: failed, it has vanished from the flake",
            "home:mira: failed, it has vanished from the flake",
            "home:mira@orion: changed"),
        failed.problems().subList(0, 5));
    assertTrue(failed.problems().get(5).contains("FLEET = \"old\""), failed.err());
    assertTrue(failed.problems().get(5).contains("FLEET = \"new\""), failed.err());
    assertEquals("identical", failed.phase().at("/hosts/axon/verdict").asText());
    assertRolledBack(1, failed);

    // Agreed to what vanishes by name, and to what changes by its own.
    Path agreed =
        repo.answers(
            a -> {
              a.putArray("dropOutputs").add("homeConfigurations.mira").add("nixosConfigurations.cortex");
              a.putObject("accept").putArray("1").add("home:mira@orion");
            });
    repo.done("apply", "--through", "1", "--yes", "--answers", agreed.toString());
    assertTrue(repo.phase(1).at("/hosts/home:mira@orion/accepted").asBoolean(), repo.phase(1).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradual", "full"})
  void aFlakeThatLosesItsShellsWithTheNewOutputs(String strategy) throws Exception {
    String forgetful = "outputs: outputs // { devShells = if inputs.self ? colmena then { } else outputs.devShells; }";
    repo.replace("flake.nix", "    flake-parts.lib.mkFlake {", "    (" + forgetful + ") (flake-parts.lib.mkFlake {");
    repo.replace("flake.nix", "        };\n    };\n}", "        };\n    });\n}");
    repo.commit("A flake that looks at its outputs");
    Failed failed = assertFails(2, repo.answers(a -> a.put("strategy", strategy)));
    assertEquals(List.of("the flake output devShells.x86_64-linux has vanished"), failed.problems());
    assertRolledBack(2, failed);
  }

  /** The proof is of the phase as planned: what a person makes of it meanwhile is neither proved nor committed. */
  @Test
  void aFileThatIsEditedWhileItsPhaseIsProved() throws Exception {
    Path module = repo.root().resolve("flake-modules/colmena.nix");
    Path nix = temp.resolve("nix-with-a-person");
    Files.writeString(
        nix,
        """
        #!/bin/sh
        if test -e '%1$s' && ! grep -q 'by hand' '%1$s'; then echo '# by hand' >>'%1$s'; fi
        exec %2$s "$@"
        """
            .formatted(module, NIX));
    Files.setPosixFilePermissions(nix, PosixFilePermissions.fromString("rwx------"));
    String[] command = {"--nix", nix.toString(), "apply", "--through", "2", "--yes", "--answers", repo.answers().toString()};
    InProcess.Ended ended = repo.run(command);
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("flake-modules/colmena.nix is neither as it was before phase 2 nor as planned"), ended.err());
    assertEquals(List.of("1"), repo.checkpoints());
    assertTrue(repo.read("flake-modules/colmena.nix").endsWith("# by hand\n"), "the edit stays");

    repo.git("restore", "flake-modules/colmena.nix");
    repo.done("apply", "--through", "2", "--yes");
    assertEquals(List.of("1", "2"), repo.checkpoints());
    assertEquals("", repo.git("status", "--porcelain"));
  }

  /** Whoever commits a failed phase by hand has not proved it. */
  @Test
  void aFailedPhaseThatIsCommittedByHand() throws Exception {
    fleet.replace("lib/mk-fleet.nix", MODULES, "modules = [ configuration { boot.kernelParams = [ \"debug\" ]; } ];");
    Failed failed = assertFails(2, fleet.answers(repo, "full"));
    assertOnlyAxonChanged(failed.phase());
    repo.commit("All of it");
    InProcess.Ended ended = repo.run("apply", "--through", "2", "--yes");
    assertEquals(1, ended.exit(), ended.out());
    assertOnlyAxonChanged(repo.phase(2));
    assertEquals(List.of("1"), repo.checkpoints());

    Path accepting =
        repo.answers(
            a -> {
              a.put("source", "path:" + fleet.folder()).put("strategy", "full");
              a.putObject("accept").putArray("2").add("axon");
            });
    repo.done("apply", "--through", "2", "--yes", "--answers", accepting.toString());
    assertEquals(List.of("1", "2"), repo.checkpoints());
    assertTrue(repo.phase(2).at("/hosts/axon/accepted").asBoolean(), repo.phase(2).toString());
  }

  private record Failed(String err, JsonNode phase, String tree, Map<String, String> before, Map<String, String> start) {
    /** What was said beside the message and the way on, line by line. */
    List<String> problems() {
      return err.lines().skip(2).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }

  /** Runs phases, of which the last must fail and leave no checkpoint. */
  private Failed assertFails(int last, Path answers) throws Exception {
    Map<String, String> start = repo.everything();
    if (last > 1) {
      repo.done("apply", "--through", String.valueOf(last - 1), "--yes", "--answers", answers.toString());
    }
    String tree = repo.tree();
    Map<String, String> before = repo.everything();
    InProcess.Ended ended = repo.run("apply", "--through", String.valueOf(last), "--yes", "--answers", answers.toString());
    assertEquals(1, ended.exit(), ended.err());
    assertTrue(ended.err().contains("phase " + last + " did not pass its verification"), ended.err());
    assertTrue(ended.err().contains("rollback --to " + target(last - 1) + "`"), ended.err());
    JsonNode phase = repo.phase(last);
    assertEquals("failed", phase.get("state").asText());
    assertEquals(last - 1, repo.checkpoints().size());
    assertEquals(tree, repo.tree());
    return new Failed(ended.err(), phase, tree, before, start);
  }

  private static void assertOnlyAxonChanged(JsonNode phase) {
    phase
        .get("hosts")
        .properties()
        .forEach(
            host ->
                assertEquals(
                    host.getKey().equals("axon") ? "changed" : "identical",
                    host.getValue().get("verdict").asText(),
                    host.toString()));
  }

  /** Back at the phase before and at the start, all of it is as it was. */
  private void assertRolledBack(int phase, Failed failed) throws Exception {
    if (phase > 1) {
      repo.done("rollback", "--to", target(phase - 1), "--yes");
      assertSame(failed.before());
      assertEquals(failed.tree(), repo.tree());
    }
    repo.done("rollback", "--to", "start", "--yes");
    assertSame(failed.start());
    assertEquals("", repo.git("status", "--porcelain"));
  }

  private void assertSame(Map<String, String> before) throws Exception {
    Map<String, String> now = repo.everything();
    now.keySet().removeIf("(refs)"::equals);
    before.keySet().removeIf("(refs)"::equals);
    assertEquals(before, now);
  }

  /** The same command goes through. */
  private void assertFinishes(Path answers) throws Exception {
    repo.done("apply", "--through", "2", "--yes", "--answers", answers.toString());
    assertEquals(List.of("1", "2"), repo.checkpoints());
  }

  private static String target(int phase) {
    return phase == 0 ? "start" : String.valueOf(phase);
  }
}
