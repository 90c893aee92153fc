package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.testing.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged program prints of a real fleet is what the schemas of its interface say. */
class ReportsIT {
  @TempDir Path folder;

  @Test
  void realReportsKeepToTheirSchemas() throws Exception {
    Tools.require("nix");
    Path dir = folder.resolve("sample");
    Packaged.Ended demo = run(0, "demo", "--dir", dir.toString(), "--headless", "--level", "parse", "--format", "json");
    List<JsonNode> events = demo.out().lines().map(line -> JsonReports.valid("apply-event", line)).toList();
    Set<String> kinds = new TreeSet<>();
    events.forEach(event -> kinds.add(event.get("event").asText()));
    assertEquals(
        Set.of(
            "phase-started", "file-changed", "verification-started", "verification-finished", "checkpoint", "finished"),
        kinds);

    String repo = dir.resolve("fleet").toString();
    JsonNode status = JsonReports.valid("status", run(0, "status", "--repo", repo, "--format", "json").out());
    assertEquals(6, status.at("/baseline/hosts").size());
    assertEquals(List.of("parse", "parse", "parse", "parse", "parse"), status.get("phases").findValuesAsText("verified"));
    JsonNode check = JsonReports.valid("check", run(0, "--format", "json", "--repo", repo, "check").out());
    assertEquals(List.of("axon", "cortex", "nexus", "orion"), check.get("hosts").findValuesAsText("name"));
    assertFalse(check.get("nodes").isEmpty());

    JsonNode verified =
        JsonReports.valid("verify", run(0, "verify", "--hosts", "axon", "--repo", repo, "--format", "json").out());
    assertEquals("changed", verified.at("/hosts/axon/verdict").asText());
    Packaged.Ended unknown = run(2, "verify", "--hosts", "axom", "--repo", repo, "--format", "json");
    assertEquals("", unknown.out());
    assertEquals(2, unknown.err().lines().count(), unknown.err());
  }

  private Packaged.Ended run(int code, String... arguments) throws Exception {
    Packaged.Ended ended = Packaged.launcher(folder).run(arguments);
    assertEquals(code, ended.code(), ended.err());
    return ended;
  }
}
