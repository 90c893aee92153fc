package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All five phases on the sample, with what they claim asked of nix itself. */
class WholeMigrationTest {
  private static final List<String> HOSTS = List.of("axon", "cortex", "nexus", "orion");

  /** What phase 5 may change, as differences are worded: the name of a derivation, then what is new about it. */
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(/etc/hosts|/etc/sudoers|/etc/nix/nix\\.conf|group wheel): .*"
              + "|(user deploy|/etc/ssh/authorized_keys\\.d/deploy) is new");

  static Stream<Arguments> ways() {
    return Tools.nixes().flatMap(nix -> Stream.of("gradual", "full").map(s -> Arguments.of(nix, s)));
  }

  @TempDir Path temp;

  @ParameterizedTest
  @MethodSource("ways")
  void everyHostStaysAsItWasUntilPhaseFive(String nix, String strategy) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String start = repo.head();
    Path answers = repo.answers(a -> a.put("strategy", strategy));
    repo.done("apply", "--answers", answers.toString(), "--through", "4", "--yes", "--level", "build");

    JsonNode status = repo.status();
    assertEquals(start, status.at("/baseline/commit").asText());
    for (JsonNode phase : status.get("phases")) {
      boolean last = phase.get("number").asInt() == 5;
      assertEquals(last ? "pending" : "done", phase.get("state").asText());
      assertEquals(last ? "none" : "build", phase.get("verified").asText());
      if (!last) {
        assertEquals(Map.of(), others(phase, "identical", false), "phase " + phase.get("number"));
        assertTrue(phase.at("/hosts/nexus/note").asText().contains("but for the flake's own source"), phase.toString());
        assertTrue(phase.at("/hosts/axon/note").isNull(), phase.toString());
      }
    }
    String four = repo.head();
    JsonNode before = repo.systems(start, "nixosConfigurations");
    JsonNode after = repo.systems(four, "nixosConfigurations");
    for (String host : List.of("axon", "cortex", "orion")) {
      assertEquals(before.get(host), after.get(host), host);
      assertEquals(before.get(host), status.at("/baseline/hosts").get(host), host);
    }
    assertEquals(after, repo.systems(four, "colmenaHive.nodes"));
    assertEquals(strategy.equals("full"), repo.read("flake.nix").contains("axon = ./systems/axon;"), "mkFleet carries axon");
    assertSettled(repo, four);
    assertOutputsKept(repo, start, four);

    repo.done("apply", "--answers", answers.toString(), "--yes");
    assertAnnounced(repo.phase(5));
    String five = repo.head();
    assertEquals(repo.systems(five, "nixosConfigurations"), repo.systems(five, "colmenaHive.nodes"));
    assertSettled(repo, five);
    assertOutputsKept(repo, start, five);
    assertTrailers(repo, start, strategy);
    repo.done("apply", "--answers", answers.toString(), "--yes");
    assertEquals(five, repo.head());
    assertEquals("", repo.git("status", "--porcelain"));
    List<String> build = new ArrayList<>(List.of("build", "--no-link"));
    HOSTS.forEach(h -> build.add(repo.at(five) + "#nixosConfigurations." + h + ".config.system.build.toplevel"));
    repo.nix(build.toArray(String[]::new));
    repo.done("verify");
  }

  private static void assertAnnounced(JsonNode phase) {
    assertEquals(Map.of(), others(phase, "changed", true));
    for (String name : HOSTS) {
      JsonNode host = phase.get("hosts").get(name);
      assertFalse(host.get("differences").isEmpty());
      for (JsonNode difference : host.get("differences")) {
        assertTrue(ANNOUNCED.matcher(difference.asText()).matches(), difference.asText());
      }
    }
  }

  /** Hosts of a phase's report that are not as they should be; all four must be there. */
  private static Map<String, String> others(JsonNode phase, String verdict, boolean announced) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String host : HOSTS) {
      JsonNode node = phase.get("hosts").path(host);
      boolean fits =
          node.path("verdict").asText().equals(verdict)
              && node.path("announced").asBoolean() == announced
              && !node.path("accepted").asBoolean(true);
      if (!fits) {
        out.put(host, node.toString());
      }
    }
    return out;
  }

  private static void assertSettled(SampleRepo repo, String commit) throws IOException {
    JsonNode nodes =
        repo.eval(
            commit,
            "colmenaHive.deploymentConfig",
            "builtins.mapAttrs (_: n: { inherit (n) targetHost targetUser targetPort buildOnTarget tags"
                + " allowLocalDeployment; })");
    assertEquals(4, nodes.size());
    assertEquals("203.0.113.11", nodes.at("/axon/targetHost").asText());
    assertEquals("jarvis", nodes.at("/axon/targetUser").asText());
    assertEquals("[\"media\",\"local\"]", nodes.at("/axon/tags").toString());
    assertEquals("203.0.113.7", nodes.at("/cortex/targetHost").asText());
    assertEquals("jarvis", nodes.at("/cortex/targetUser").asText());
    assertTrue(nodes.at("/cortex/buildOnTarget").asBoolean());
    assertEquals("[\"server\",\"ai\",\"remote\"]", nodes.at("/cortex/tags").toString());
    assertEquals("203.0.113.22", nodes.at("/nexus/targetHost").asText());
    assertEquals("admin", nodes.at("/nexus/targetUser").asText());
    assertFalse(nodes.at("/nexus/buildOnTarget").asBoolean(true));
    assertTrue(nodes.at("/orion/targetHost").isNull());
    assertTrue(nodes.at("/orion/allowLocalDeployment").asBoolean());
  }

  private static void assertOutputsKept(SampleRepo repo, String start, String commit) throws IOException {
    TreeSet<String> expected = new TreeSet<>(repo.outputs(start));
    expected.addAll(List.of("colmena", "colmenaHive"));
    assertEquals(expected, new TreeSet<>(repo.outputs(commit)));
  }

  private static void assertTrailers(SampleRepo repo, String start, String strategy) throws IOException {
    assertEquals(List.of("1", "2", "3", "4", "5"), repo.checkpoints());
    String run = repo.status().get("run").asText();
    for (int phase = 1; phase <= 5; phase++) {
      Path message = repo.scratch().resolve("message-" + phase);
      java.nio.file.Files.writeString(message, repo.git("log", "-1", "--format=%B", "HEAD~" + (5 - phase)) + "\n");
      Map<String, String> trailers = new LinkedHashMap<>();
      repo.git("interpret-trailers", "--parse", message.toString())
          .lines()
          .forEach(line -> trailers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
      assertEquals(String.valueOf(phase), trailers.get("Fleet-Migrate-Phase"));
      assertEquals(run, trailers.get("Fleet-Migrate-Run"));
      assertEquals("nixos-fleet", trailers.get("Fleet-Migrate-Migration"));
      assertEquals(start, trailers.get("Fleet-Migrate-Baseline"));
      JsonNode answers = SampleRepo.json(trailers.get("Fleet-Migrate-Answers"));
      assertEquals(strategy, answers.get("strategy").asText());
      assertEquals("203.0.113.7", answers.at("/settle/cortex.targetHost").asText());
    }
  }
}
