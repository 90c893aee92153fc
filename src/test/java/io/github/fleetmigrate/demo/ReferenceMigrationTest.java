package io.github.fleetmigrate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample fleet migrated by hand: what the migration's templates have to come to. */
class ReferenceMigrationTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");
  private static final List<String> HOSTS = List.of("axon", "cortex", "nexus", "orion");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"nix, gradual", "nix, full", "nix-2.26, gradual", "nix-2.26, full"})
  void theOutputsMoveAndNoHostChanges(String nix, String strategy) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String before = repo.start();
    String after = repo.with(nix, tree(strategy, "phase-2"));

    JsonNode old = repo.systems(nix, before, "nixosConfigurations");
    JsonNode now = repo.systems(nix, after, "nixosConfigurations");
    for (String host : HOSTS) {
      if (!host.equals("nexus")) {
        assertEquals(old.get(host), now.get(host), host);
      }
    }
    assertDiffersOnlyBySelf(repo, nix, before, after);
    assertEquals(now, repo.systems(nix, after, "colmenaHive.nodes"));
    assertOutputsKept(repo, nix, before, after);
    assertDeployment(repo, nix, after, "null");
  }

  @ParameterizedTest
  @CsvSource({"nix, gradual", "nix, full", "nix-2.26, gradual", "nix-2.26, full"})
  void theModulesChangeWhatIsAnnounced(String nix, String strategy) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String before = repo.start();
    String after = repo.with(nix, tree(strategy, "phase-2"), tree(strategy, "phase-5"));

    assertEquals(
        repo.systems(nix, after, "nixosConfigurations"), repo.systems(nix, after, "colmenaHive.nodes"));
    assertOutputsKept(repo, nix, before, after);
    assertDeployment(repo, nix, after, "22");
    Map<String, Map<String, String>> oldParts = parts(repo, nix, before);
    Map<String, Map<String, String>> newParts = parts(repo, nix, after);
    for (String host : HOSTS) {
      Map<String, String> old = oldParts.get(host);
      Map<String, String> now = newParts.get(host);
      List<String> changed =
          now.keySet().stream().filter(part -> !now.get(part).equals(old.get(part))).toList();
      List<String> announced =
          new ArrayList<>(List.of("hosts", "nix/nix.conf", "ssh/authorized_keys.d/deploy", "sudoers", "users-groups"));
      if (host.equals("nexus")) {
        announced.add(2, "nixos");
      }
      assertEquals(announced, changed, host);
      String hosts = hostsFile(repo, nix, after, host);
      assertTrue(hosts.contains("\n203.0.113.7 cortex cortex.home\n"), hosts);
      assertTrue(hosts.contains("\n203.0.113.11 axon axon.home\n"), hosts);
    }
    assertEquals(
        "{\"extraGroups\":[\"wheel\"],\"isNormalUser\":true,\"keys\":1}",
        repo.eval(
                nix,
                after,
                "nixosConfigurations.orion.config.users.users.deploy",
                "u: { inherit (u) extraGroups isNormalUser; keys = builtins.length u.openssh.authorizedKeys.keys; }")
            .toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void keepingTheOwnEntriesGivesTheSameHosts(String nix) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String given = repo.with(nix, tree("gradual", "phase-2"), tree("gradual", "phase-5"));
    Path start = repo.layout().repository();
    Path own = Files.createDirectories(temp.resolve("own/modules/system/base"));
    Files.copy(start.resolve("modules/system/base/networking.nix"), own.resolve("networking.nix"));

    Path kept = temp.resolve("own");
    String both = repo.with(nix, tree("gradual", "phase-2"), tree("gradual", "phase-5"), kept);
    assertTrue(
        hostsFile(repo, nix, both, "axon").contains("cortex cortex.home cortex cortex.home"),
        "two writers of the same entries would show");

    String ownOnly =
        repo.with(
            nix, tree("gradual", "phase-2"), tree("gradual", "phase-5"), kept, tree("gradual", "phase-5-own-hosts"));
    JsonNode one = repo.systems(nix, given, "nixosConfigurations");
    JsonNode other = repo.systems(nix, ownOnly, "nixosConfigurations");
    for (String host : HOSTS) {
      assertEquals(host.equals("nexus"), !one.get(host).equals(other.get(host)), host);
    }
  }

  private static Path tree(String strategy, String phase) {
    return REFERENCE.resolve(strategy).resolve(phase).toAbsolutePath();
  }

  private static void assertOutputsKept(SampleRepo repo, String nix, String before, String after) throws IOException {
    List<String> expected = new ArrayList<>(List.of("colmena", "colmenaHive"));
    repo.outputs(nix, before).forEach(name -> expected.add(name.asText()));
    List<String> there = new ArrayList<>();
    repo.outputs(nix, after).forEach(name -> there.add(name.asText()));
    assertEquals(expected.stream().sorted().toList(), there);
    for (String output : List.of("devShells", "homeConfigurations", "deploy.nodes", "formatter", "checks")) {
      String names = "builtins.mapAttrs (_: v: if v ? drvPath then v.drvPath else builtins.attrNames v)";
      assertEquals(repo.eval(nix, before, output, names), repo.eval(nix, after, output, names), output);
    }
  }

  private static void assertDeployment(SampleRepo repo, String nix, String commit, String axonPort) throws IOException {
    JsonNode deployment =
        repo.eval(
            nix,
            commit,
            "colmenaHive.deploymentConfig",
            "nodes: builtins.mapAttrs (_: n: \"${toString n.targetUser}@${if n.targetHost == null then \"-\" else"
                + " n.targetHost}:${builtins.toJSON n.targetPort} ${builtins.toJSON n.buildOnTarget}"
                + " ${builtins.toJSON n.allowLocalDeployment} ${builtins.concatStringsSep \",\" n.tags}\") nodes");
    assertEquals("jarvis@203.0.113.11:" + axonPort + " false false media,local", deployment.get("axon").asText());
    assertEquals("jarvis@203.0.113.7:22 true false server,ai,remote", deployment.get("cortex").asText());
    assertEquals("admin@203.0.113.22:22 false false server,homelab,remote", deployment.get("nexus").asText());
    assertEquals("mira@-:22 false true workstation,local", deployment.get("orion").asText());
    assertEquals(4, deployment.size());
  }

  /** nexus carries the flake itself: its source in /etc, and the commit it was built from. Nothing else may differ. */
  private static void assertDiffersOnlyBySelf(SampleRepo repo, String nix, String before, String after)
      throws IOException {
    Map<String, String> old = parts(repo, nix, before).get("nexus");
    Map<String, String> now = parts(repo, nix, after).get("nexus");
    assertTrue(!old.remove("nixos").equals(now.remove("nixos")));
    assertEquals(old, now);
    String revision = "nixosConfigurations.nexus.config.system.configurationRevision";
    assertEquals(before, repo.eval(nix, before, revision, "x: x").asText());
    assertEquals(after, repo.eval(nix, after, revision, "x: x").asText());
  }

  /** What each host's system consists of: files in /etc, units and the rest, each with its store path. */
  private static Map<String, Map<String, String>> parts(SampleRepo repo, String nix, String commit) throws IOException {
    JsonNode hosts =
        repo.eval(
            nix,
            commit,
            "nixosConfigurations",
            "builtins.mapAttrs (_: host: let c = host.config; in builtins.mapAttrs (_: e: \"${e.source} ${e.mode}\")"
                + " c.environment.etc // { inherit (c.system.build) activate path units; kernel-params ="
                + " c.system.build.kernelParams; users-groups = c.system.build.usersGroups; label ="
                + " c.system.nixos.label; })");
    Map<String, Map<String, String>> out = new TreeMap<>();
    for (Map.Entry<String, JsonNode> host : hosts.properties()) {
      Map<String, String> parts = out.computeIfAbsent(host.getKey(), h -> new TreeMap<>());
      host.getValue().properties().forEach(part -> parts.put(part.getKey(), part.getValue().asText()));
    }
    return out;
  }

  private static String hostsFile(SampleRepo repo, String nix, String commit, String host) throws IOException {
    return repo.built(nix, commit, "nixosConfigurations." + host + ".config.environment.etc.hosts.source");
  }
}
