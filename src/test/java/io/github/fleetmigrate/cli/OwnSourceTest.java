package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that embed the flake they come from: another derivation with every commit, and no change of the system. */
class OwnSourceTest {
  private static final String BUT_FOR_SOURCE = "identical, but for the flake's own source";

  /** All the ways a NixOS configuration is known to take in its own flake. */
  private static final String EMBEDDED =
      """
        networking.hostName = "axon";

        system.configurationRevision = inputs.self.rev or inputs.self.dirtyRev or "dirty";
        system.nixos.label = "home-${inputs.self.shortRev or "dirty"}";
        environment.etc."nixos".source = inputs.self;
        environment.etc."nix/registry.json".text = builtins.toJSON {
          flakes = [
            {
              from = { id = "self"; type = "indirect"; };
              to = {
                type = "path";
                path = inputs.self.outPath;
                inherit (inputs.self) lastModified narHash rev;
              };
            }
          ];
        };
        environment.etc."built".text = "${inputs.self.lastModifiedDate} ${toString (inputs.self.revCount or 0)}";
        environment.variables.FLAKE = "path:${inputs.self.outPath}";
        systemd.services.inventory.script = "cat ${inputs.self}/fleet-config.nix | logger";
      """;

  @TempDir Path temp;

  static Stream<Arguments> ways() {
    return Stream.of(Arguments.of("nix", "gradual"), Arguments.of("nix-2.26", "full"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void areIdenticalThroughTheMigrationAndAfterIt(String nix, String strategy) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    repo.replace("systems/axon/default.nix", "  networking.hostName = \"axon\";\n", EMBEDDED);
    repo.replace(
        "flake-modules/home-configurations.nix",
        "allowUnfree = true;",
        "allowUnfree = true; home.sessionVariables.FLAKE = self.rev or \"dirty\";");
    repo.commit("Hosts that know where they come from");
    // A person's own work, in a file that no phase touches.
    repo.replace("modules/features/ai.nix", "\"qwen3\"", "\"qwen3\" \"by-hand\"");
    Path answers = repo.answers(a -> a.put("strategy", strategy));
    repo.done("apply", "--answers", answers.toString(), "--through", "4", "--yes");
    Map<String, String> expected =
        new TreeMap<>(
            Map.of(
                "axon", BUT_FOR_SOURCE,
                "cortex", "identical",
                "home:mira", BUT_FOR_SOURCE,
                "home:mira@orion", BUT_FOR_SOURCE,
                "nexus", BUT_FOR_SOURCE,
                "orion", "identical"));
    for (JsonNode phase : repo.status().get("phases")) {
      if (phase.get("number").asInt() < 5) {
        assertEquals(expected, verdicts(phase.get("hosts")), phase.get("id").asText());
      }
    }

    // As the tree stands, that work counts; where it is gone nothing is left.
    Map<String, String> byHand = verdicts(verified(repo, 1).get("hosts"));
    assertEquals("changed", byHand.remove("cortex"));
    assertEquals(expected.keySet().stream().filter(host -> !host.equals("cortex")).toList(), List.copyOf(byHand.keySet()));
    byHand.forEach((host, verdict) -> assertEquals(expected.get(host), verdict, host));
    repo.git("restore", "modules/features/ai.nix");
    assertEquals(expected, verdicts(verified(repo, 0).get("hosts")));

    repo.replace("systems/axon/default.nix", "\"quiet\"", "\"quiet\" \"planted\"");
    JsonNode axon = verified(repo, 1).at("/hosts/axon");
    assertEquals("changed", axon.get("verdict").asText());
    assertTrue(axon.get("differences").toString().contains("planted"), axon.toString());
  }

  @Test
  void thatBuildFromTheContentOfTheSourceAreChanged() throws Exception {
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    repo.replace(
        "systems/axon/default.nix",
        "  networking.hostName = \"axon\";",
        "  networking.hostName = \"axon\";\n  environment.etc.motd.source ="
            + " pkgs.runCommand \"motd\" { } \"cat ${inputs.self}/flake.nix > $out\";");
    repo.commit("A host that is built from its source");
    InProcess.Ended ended = repo.run("apply", "--through", "1", "--yes", "--answers", repo.answers().toString());
    assertEquals(1, ended.exit(), ended.err());
    assertTrue(ended.err().contains("motd: it is built from the content of the flake's own source"), ended.err());
    JsonNode phase = repo.phase(1);
    assertEquals("changed", phase.at("/hosts/axon/verdict").asText());
    assertEquals(1, phase.at("/hosts/axon/differences").size(), phase.toString());
    assertEquals("identical", phase.at("/hosts/nexus/verdict").asText());
    assertEquals(List.of(), repo.checkpoints());
  }

  private static JsonNode verified(SampleRepo repo, int exit) throws Exception {
    InProcess.Ended ended = repo.run("--format", "json", "verify");
    assertEquals(exit, ended.exit(), ended.out() + ended.err());
    return SampleRepo.json(ended.out());
  }

  private static Map<String, String> verdicts(JsonNode hosts) {
    Map<String, String> out = new TreeMap<>();
    for (Map.Entry<String, JsonNode> host : hosts.properties()) {
      JsonNode note = host.getValue().get("note");
      out.put(host.getKey(), host.getValue().get("verdict").asText() + (note.isNull() ? "" : ", " + note.asText()));
    }
    return out;
  }
}
