package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which files go with an output, and which stay because something may still use them. */
class OutputFilesTest {
  private final Map<String, String> repository = new TreeMap<>();

  private void flake(String deploy, String... more) {
    repository.put(
        "flake.nix",
        "{\n  outputs = { self, nixpkgs }: {\n    deploy.nodes = " + deploy + ";\n    x = 1;\n"
            + String.join("\n", more) + "\n  };\n}\n");
  }

  private OutputFiles without() throws Exception {
    Migration migration = new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
    RepoSnapshot files = Snapshots.of(repository);
    PlanContext context =
        new PlanContext(
            migration, Snapshots.facts(files, null), Answers.of(new ObjectMapper().readTree("{}")), "plain");
    StepContext at =
        new StepContext(files, context, Map.of("style", "plain"), path -> "", new Templates(), Map.of());
    return OutputFiles.without(new Action.RemoveOutput("deploy", "deployChecks"), at);
  }

  private void assertGone(List<String> gone, List<String> notes) throws Exception {
    OutputFiles found = without();
    assertEquals(null, found.refused());
    assertEquals(
        gone,
        found.changes().entrySet().stream().filter(e -> e.getValue() == null).map(Map.Entry::getKey).toList());
    assertEquals(notes, found.notes());
  }

  @Test
  void filesThatOnlyWhatGoesNamesGoTogether() throws Exception {
    flake("(import ./nodes/common.nix) // import ./nodes/lib.nix");
    repository.put("nodes/lib.nix", "import ./common.nix\n");
    repository.put("nodes/common.nix", "{ }\n");
    assertGone(List.of("nodes/common.nix", "nodes/lib.nix"), List.of());
  }

  @Test
  void whatStaysKeepsWhatItNames() throws Exception {
    flake("(import ./nodes/common.nix) // import ./nodes/lib.nix", "    y = import ./nodes/lib.nix;");
    repository.put("nodes/lib.nix", "import ./common.nix\n");
    repository.put("nodes/common.nix", "{ }\n");
    assertGone(List.of(), List.of());
  }
}
