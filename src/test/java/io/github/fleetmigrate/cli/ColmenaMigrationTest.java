package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second migration of the catalogue, deploy-rs to plain Colmena, is data alone and takes the same road. */
class ColmenaMigrationTest {
  @TempDir Path temp;

  @Test
  void theSampleFleetGetsAHiveAndEveryHostStaysIdentical() throws Exception {
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    String colmena = SampleRepo.json(Files.readString(repo.answers())).get("source").asText()
        .replace("/nixos-fleet", "/colmena");
    String answers =
        repo.answers(
                a -> {
                  a.removeAll();
                  a.put("source", colmena);
                  ObjectNode withoutNode = a.putObject("withoutNode");
                  withoutNode.put("orion", "local");
                  a.putObject("tags").putArray("axon").add("media");
                  a.putObject("settle").put("nexus.targetUser", "admin");
                })
            .toString();

    repo.done("--migration", "colmena", "apply", "--yes", "--answers", answers);

    JsonNode status = SampleRepo.json(repo.done("--migration", "colmena", "--format", "json", "status").out());
    assertEquals(4, status.get("phases").size());
    for (JsonNode phase : status.get("phases")) {
      assertEquals("done", phase.get("state").asText());
      assertEquals("eval", phase.get("verified").asText());
      for (Map.Entry<String, JsonNode> host : phase.get("hosts").properties()) {
        assertEquals("identical", host.getValue().get("verdict").asText(), phase.get("id") + " " + host.getKey());
      }
    }
    String head = repo.head();
    assertEquals(
        repo.systems(head, "nixosConfigurations"),
        repo.eval(head, "colmenaHive", "h: builtins.mapAttrs (_: n: n.config.system.build.toplevel.drvPath) h.nodes"));
    JsonNode settings = repo.eval(head, "colmenaHive", "h: h.deploymentConfig");
    assertEquals("admin", settings.at("/nexus/targetUser").asText());
    assertEquals("media", settings.at("/axon/tags/0").asText());
    assertTrue(settings.at("/orion/targetHost").isNull());
    assertTrue(settings.at("/orion/allowLocalDeployment").asBoolean());
    assertTrue(repo.outputs(head).containsAll(List.of("deploy", "colmena", "colmenaHive")));
    assertTrue(repo.read("justfile").contains("colmena apply --on"), repo.read("justfile"));
    assertFalse(repo.read("docs/COLMENA.md").contains("{{"), repo.read("docs/COLMENA.md"));
  }
}
