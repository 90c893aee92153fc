package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A migration that a person began by hand goes on from there, and nothing is done twice. */
class BegunByHandTest {
  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo start;
  private static SampleRepo gradual;
  private static SampleRepo full;

  @BeforeAll
  static void migrate() throws Exception {
    start = SampleRepo.in(shared, "nix-2.26");
    gradual = migrated("gradual");
    full = migrated("full");
  }

  private static SampleRepo migrated(String strategy) throws Exception {
    SampleRepo repo = start.copy(shared.resolve(strategy));
    repo.done("apply", "--yes", "--level", "parse", "--answers", answers(strategy));
    return repo;
  }

  private static String answers(String strategy) throws Exception {
    return start.answers(a -> a.put("strategy", strategy)).toString();
  }

  @ParameterizedTest
  @CsvSource({"gradual, 2", "gradual, 5", "full, 5"})
  void whatIsDoneAlreadyIsLeftAlone(String strategy, int through) throws Exception {
    SampleRepo reference = strategy.equals("full") ? full : gradual;
    SampleRepo repo = start.copy(temp);
    repo.git("fetch", "-q", reference.root().toString(), "main");
    repo.git("read-tree", "-u", "-m", "HEAD", "FETCH_HEAD~" + (5 - through));
    repo.git("commit", "-qm", "By hand");
    String mine = repo.head();

    repo.done("apply", "--yes", "--level", "parse", "--answers", answers(strategy));
    assertEquals(List.of("1", "2", "3", "4", "5"), repo.checkpoints());
    for (int phase = 1; phase <= through; phase++) {
      String commit = "HEAD~" + (5 - phase);
      assertEquals("", repo.git("diff", "--name-only", mine, commit), "phase " + phase);
    }
    assertEquals("", repo.git("diff", reference.head(), "HEAD"), "the same end");
  }

  @Test
  void inADifferentHandIsTheSame() throws Exception {
    SampleRepo repo = start.copy(temp);
    repo.replace(
        "flake.nix",
        "    nixos-secrets = {",
        "    nixos-fleet = {\n      url = \"" + fleet(repo) + "\";\n"
            + "      inputs.nixpkgs.follows = \"nixpkgs\";\n    };\n    nixos-secrets = {");
    repo.replace(
        "flake.nix",
        "              nixd\n",
        "              nixd\n              inputs.nixos-fleet.packages.${system}.fleet\n");
    repo.replace(
        "flake.nix",
        "        ./flake-modules/deploy.nix\n",
        "        ./flake-modules/deploy.nix\n        ./flake-modules/fleet.nix\n");
    repo.write(
        "flake-modules/fleet.nix",
        """
        { self, inputs, ... }:
        let
          inventory = import ../fleet-config.nix;
          settled = {
            axon = { ip = "203.0.113.11"; ssh.user = "jarvis"; tags = [ "media" "local" ]; };
            cortex = inventory.hosts.cortex // { ip = "203.0.113.7"; tags = [ "server" "ai" "remote" ]; };
            nexus = inventory.hosts.nexus // { ssh = inventory.hosts.nexus.ssh // { user = "admin"; }; };
          };
          raw = inputs.nixos-fleet.lib.generateColmena {
            inherit inputs;
            fleet = {
              inherit (inventory) network;
              hosts = inventory.hosts // settled;
            };
          };
          here = { lib, ... }: { deployment = { allowLocalDeployment = true; targetHost = lib.mkForce null; }; };
        in
        {
          flake.colmena = raw // { orion = inputs.nixpkgs.lib.toList raw.orion ++ [ here ]; };
          flake.colmenaHive = inputs.nixos-fleet.inputs.colmena.lib.makeHive self.outputs.colmena;
        }
        """);
    repo.git("mv", "scripts/deployment/fleet.sh", "scripts/deployment/archive/fleet-2026.sh");
    repo.git("add", "-A");
    repo.nix("flake", "lock");
    repo.commit("By hand");
    String mine = repo.head();

    repo.done("apply", "--yes", "--answers", repo.answers().toString());
    assertEquals("", repo.git("diff", "--name-only", mine, "HEAD~2"), "phases 1 to 3 find everything there");
    String archive = repo.git("ls-files", "scripts/deployment");
    assertEquals("scripts/deployment/archive/fleet-2026.sh\nscripts/deployment/archive/fleet.sh.old", archive);
    assertEquals("", repo.git("diff", "--name-only", mine, "HEAD", "--", "flake-modules/fleet.nix", "flake.lock"));
    assertTrue(repo.status().get("next").isNull());
    assertEquals(1, repo.read("flake.nix").split("nixos-fleet = \\{|nixos-fleet\\.url", -1).length - 1);
    repo.done("verify");
  }

  @Test
  void aDeployUserThatIsThereIsAConflictToDecide() throws Exception {
    SampleRepo repo = gradual.copy(temp);
    repo.done("rollback", "--to", "4", "--yes");
    repo.replace(
        "systems/axon/default.nix",
        "imports = [",
        "imports = [\n    inputs.nixos-fleet.nixosModules.fleet-deploy-user");
    repo.commit("axon has its deploy user already");
    Map<String, String> before = repo.everything();
    InProcess.Ended ended = repo.run("apply", "--yes");
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("axon") && ended.err().contains("\"deploy\""), ended.err());
    assertTrue(ended.err().contains("deployUser"), ended.err());
    assertEquals(before, repo.everything());

    Path none = Files.writeString(temp.resolve("none.json"), "{\"deployUser\": \"\"}");
    repo.done("apply", "--yes", "--answers", none.toString());
    assertFalse(repo.read("modules/fleet.nix").contains("deployUser"), repo.read("modules/fleet.nix"));
    assertTrue(repo.status().get("next").isNull());
  }

  @Test
  void whereDeployRsIsGoneTheInventorySaysWhichHostsTheFleetHas() throws Exception {
    SampleRepo repo = start.copy(temp);
    repo.git("rm", "-q", "flake-modules/deploy.nix", "justfile", "scripts/deployment/fleet.sh");
    repo.replace("flake.nix", "        ./flake-modules/deploy.nix\n", "");
    for (String file : List.of("flake.nix", "systems/orion/default.nix")) {
      repo.write(file, repo.read(file).replaceAll("(?m)^.*deploy-rs.*\n", ""));
    }
    repo.nix("flake", "lock");
    repo.commit("Without deploy-rs");
    Path plain =
        repo.answers(
            a -> {
              a.remove("withoutNode");
              a.remove("tags");
              a.remove("settle");
            });
    repo.done("apply", "--yes", "--answers", plain.toString());
    assertEquals(
        SampleRepo.json("[\"cortex\", \"nexus\"]"),
        repo.eval(repo.head(), "colmena", "hive: builtins.attrNames (removeAttrs hive [ \"meta\" ])"));
    assertTrue(repo.status().get("next").isNull());

    Map<String, String> before = repo.everything();
    repo.done("apply", "--yes");
    assertEquals(before, repo.everything());
  }

  @Test
  void aFleetThatWouldHaveNoHostIsNotPlanned() throws Exception {
    SampleRepo repo = start.copy(temp);
    Path none = repo.answers(a -> a.putObject("withoutNode").put("cortex", "exclude").put("nexus", "exclude"));
    repo.git("rm", "-q", "flake-modules/deploy.nix");
    repo.replace("flake.nix", "        ./flake-modules/deploy.nix\n", "");
    repo.commit("Without deploy nodes");
    Map<String, String> before = repo.everything();
    for (List<String> command : List.of(List.of("plan"), List.of("apply", "--yes"))) {
      List<String> call = new ArrayList<>(command);
      call.addAll(List.of("--answers", none.toString()));
      InProcess.Ended ended = repo.run(call.toArray(String[]::new));
      assertEquals(3, ended.exit(), ended.err());
      assertTrue(ended.err().contains("withoutNode") && ended.err().contains("the fleet would have none"), ended.err());
      assertEquals(before, repo.everything());
    }
  }

  private static String fleet(SampleRepo repo) throws Exception {
    return SampleRepo.json(Files.readString(repo.answers())).get("source").asText();
  }
}
