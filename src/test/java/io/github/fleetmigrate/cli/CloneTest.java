package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clone on another machine knows from the history alone where the migration stands. */
class CloneTest {
  @TempDir Path temp;

  @Test
  void goesOnWithTheSameAnswersAgainstTheSameBaseline() throws Exception {
    SampleRepo first = SampleRepo.in(temp.resolve("first"), "nix-2.26");
    String answers = first.answers(a -> a.put("strategy", "full").put("deployUser", "pilot")).toString();
    first.done("apply", "--answers", answers, "--through", "2", "--yes");
    JsonNode known = first.status();

    SampleRepo clone = first.cloned(temp.resolve("second"));
    JsonNode status = clone.status();
    assertEquals(known.get("run"), status.get("run"));
    assertEquals(known.at("/baseline/commit"), status.at("/baseline/commit"));
    for (int phase : List.of(0, 1)) {
      assertEquals("done", status.at("/phases/" + phase + "/state").asText());
      assertEquals("eval", status.at("/phases/" + phase + "/verified").asText());
      assertEquals(known.at("/phases/" + phase + "/commit"), status.at("/phases/" + phase + "/commit"));
    }
    assertEquals("{\"phase\":3,\"state\":\"pending\"}", status.get("next").toString());

    clone.done("apply", "--yes");
    JsonNode after = clone.status();
    assertEquals(known.at("/baseline/hosts"), after.at("/baseline/hosts"));
    assertEquals(known.at("/baseline/outputs"), after.at("/baseline/outputs"));
    assertEquals(known.get("run"), after.get("run"));
    assertTrue(after.get("next").isNull(), after.toString());
    assertEquals(List.of("1", "2", "3", "4", "5"), clone.checkpoints());
    assertTrue(clone.read("modules/fleet.nix").contains("\"pilot\""), clone.read("modules/fleet.nix"));
    assertTrue(clone.read("flake.nix").contains("mkFleet"), clone.read("flake.nix"));

    first.done("apply", "--yes", "--level", "parse");
    assertEquals(first.tree(), clone.tree(), "the same end on both machines");
  }

  @Test
  void aCloneWithoutTheBaselineSaysWhatIsMissing() throws Exception {
    SampleRepo first = SampleRepo.in(temp.resolve("first"), "nix-2.26");
    first.done("apply", "--answers", first.answers().toString(), "--through", "1", "--yes", "--level", "parse");
    Path shallow = temp.resolve("shallow");
    first.git("clone", "-q", "--depth", "1", "file://" + first.root(), shallow.toString());
    InProcess.Ended ended = InProcess.run("--repo", shallow.toString(), "status");
    assertEquals(4, ended.exit(), ended.err());
    assertTrue(ended.err().contains("began at is not in this clone: " + first.git("rev-parse", "HEAD~1")), ended.err());
    assertTrue(ended.err().contains("git fetch --unshallow"), ended.err());
  }
}
