package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A flake without flake-parts, as most are written: its outputs function lists its inputs and has no name for all of
 * them, and deploy-rs brings a nixpkgs of its own, so that nix numbers the lock file's nodes.
 */
class PlainOutputsTest {
  private static final String SYSTEM = System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux" : "x86_64-linux";

  @TempDir Path temp;

  private SampleRepo repo;

  private void layOut(String nix, String modules) throws Exception {
    repo = SampleRepo.in(temp, nix);
    String inputs = repo.read("flake.nix").split("url = \"path:")[1].split("/[a-z-]*\"")[0];
    Path own = temp.resolve("own-nixpkgs");
    copy(Path.of(inputs, "nixpkgs"), own);
    Files.writeString(own.resolve("revision"), "another one than the inputs' own");
    repo.git("rm", "-rqf", ".");
    repo.write(
        "flake.nix",
        """
        {
          inputs = {
            nixpkgs.url = "path:%s";
            deploy-rs.url = "path:%s/deploy-rs";
          };

          outputs = { self, nixpkgs, deploy-rs }:
            let
              system = "%s";
              host = name: nixpkgs.lib.nixosSystem {
                inherit system;
                modules = %s;
              };
              node = hostname: {
                inherit hostname;
                sshUser = "admin";
                profiles.system.path = deploy-rs.lib.${system}.activate.nixos self.nixosConfigurations.${hostname};
              };
            in
            {
              nixosConfigurations = {
                axon = host "axon";
                nexus = host "nexus";
              };
              deploy.nodes = {
                axon = node "axon";
                nexus = node "nexus" // { sshOpts = [ "-p" "2222" ]; };
              };
              devShells.%s.default = nixpkgs.legacyPackages.${system}.mkShell { packages = [ ]; };
            };
        }
        """
            .formatted(own.toRealPath(), inputs, SYSTEM, modules, SYSTEM));
    for (String host : new String[] {"axon", "nexus"}) {
      repo.write(
          "hosts/" + host + "/default.nix",
          "{ networking.hostName = \"" + host + "\"; " + (host.equals("axon") ? "nixpkgs.hostPlatform = \"" + SYSTEM + "\"; " : "") + "}\n");
    }
    repo.git("add", "-A");
    repo.nix("flake", "lock");
    repo.commit("Plain");
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"gradual, nix", "full, nix-2.26"})
  void isMigratedAndEveryHostStaysIdentical(String strategy, String nix) throws Exception {
    layOut(nix, "[ (./hosts + \"/${name}\") { networking.domain = \"example.org\"; } ]");
    assertTrue(repo.read("flake.lock").contains("\"nixpkgs_2\""), "nodes are numbered");
    String answers = repo.answers(a -> a.removeAll().put("strategy", strategy).put("source", source())).toString();

    repo.done("apply", "--yes", "--through", "4", "--answers", answers);
    for (int phase = 1; phase <= 4; phase++) {
      JsonNode hosts = repo.phase(phase).get("hosts");
      assertEquals("identical", hosts.at("/axon/verdict").asText());
      assertEquals("identical", hosts.at("/nexus/verdict").asText());
    }
    assertEquals(2222, repo.eval(repo.head(), "colmenaHive", "h: h.nodes.nexus.config.deployment.targetPort").asInt());
    assertEquals(
        repo.systems(repo.head(), "nixosConfigurations"),
        repo.eval(repo.head(), "colmenaHive", "h: builtins.mapAttrs (_: n: n.config.system.build.toplevel.drvPath) h.nodes"));
    assertTrue(repo.read("flake.nix").contains("nixos-fleet }@inputs:"), repo.read("flake.nix"));
    assertTrue(
        repo.read("flake.nix").contains("packages = [ nixos-fleet.packages.${system}.fleet ]"), repo.read("flake.nix"));
  }

  @Test
  void mkFleetBuildsAHostThatIsItsFolderAndSaysItsPlatform() throws Exception {
    layOut("nix-2.26", "[ (./hosts + \"/${name}\") ]");
    String answers = repo.answers(a -> a.removeAll().put("strategy", "full").put("source", source())).toString();

    repo.done("apply", "--yes", "--answers", answers);
    JsonNode hosts = repo.phase(2).get("hosts");
    assertEquals("identical", hosts.at("/axon/verdict").asText());
    assertEquals("identical", hosts.at("/nexus/verdict").asText());
    assertTrue(repo.read("flake.nix").contains("imports = [\n              ./hosts/axon\n"), repo.read("flake.nix"));
    assertFalse(repo.read("flake.nix").contains("nexus = {"), "nexus' platform is in the call that mkFleet replaces");
    assertTrue(repo.phase(5).at("/hosts/axon/announced").asBoolean());
    assertTrue(repo.phase(5).at("/hosts/nexus/announced").asBoolean());
  }

  /** nixos-fleet's stand-in, as the sample's own answers name it. */
  private String source() {
    try {
      return SampleRepo.json(Files.readString(repo.answers())).get("source").asText();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
