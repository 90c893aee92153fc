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
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    return without("plain");
  }

  private OutputFiles without(String style) throws Exception {
    Migration migration = new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
    RepoSnapshot files = Snapshots.of(repository);
    PlanContext context =
        new PlanContext(
            migration, Snapshots.facts(files, null), Answers.of(new ObjectMapper().readTree("{}")), style);
    StepContext at =
        new StepContext(files, context, Map.of("style", style), path -> "", new Templates(), Map.of());
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    y = map (name: ./nodes/${name}.nix) [ \"common\" ];",
        "    y = map (name: ./nodes + \"/${name}.nix\") [ \"common\" ];",
        "    y = builtins.readDir ./.;",
        "    y = builtins.attrNames (builtins.readDir ./nodes);"
      })
  void aFileInAFolderThatPathsAreMadeInStays(String more) throws Exception {
    flake("import ./nodes/common.nix", more);
    repository.put("nodes/common.nix", "{ }\n");
    repository.put("default.nix", "{ }\n");
    assertGone(List.of(), List.of("nodes/common.nix is named by nothing any more; its folder is read whole, so it stays"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    y = import \"${self}/nodes/common.nix\";",
        "    y = import (self + \"/nodes/common.nix\");",
        "    y = map (name: import \"${self}/nodes/${name}.nix\") [ \"common\" ];"
      })
  void aFileThatAStringNamesStays(String more) throws Exception {
    flake("import ./nodes/common.nix", more);
    repository.put("nodes/common.nix", "{ }\n");
    assertGone(List.of(), List.of("nodes/common.nix is imported by nothing any more; flake.nix names it, so it stays"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          justfile                   | nix eval -f nodes/common.nix
          scripts/list.sh            | nix eval -f "$root/nodes/common.nix"
          nodes/list                 | nix eval -f ./common.nix
          .github/workflows/ci.yml   | - run: nix eval -f nodes/common.nix
          """)
  void aFileThatAProgramReadsStays(String path, String text) throws Exception {
    flake("import ./nodes/common.nix");
    repository.put("nodes/common.nix", "{ }\n");
    repository.put(path, text + "\n");
    assertGone(List.of(), List.of("nodes/common.nix is imported by nothing any more; " + path + " names it, so it stays"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scripts/archive/list.sh    | nix eval -f nodes/common.nix
          CHANGELOG.md               | nodes/common.nix is new
          README.md                  | The nodes are in nodes/common.nix
          justfile                   | nix eval -f old-nodes/common.nix.example
          """)
  void historyAndDocumentsUseNoFile(String path, String text) throws Exception {
    flake("import ./nodes/common.nix");
    repository.put("nodes/common.nix", "{ }\n");
    repository.put(path, text + "\n");
    assertGone(List.of("nodes/common.nix"), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          map (n: ./modules/${n}.nix) [ "deploy" ]                                  | true
          map (n: ./modules/${n}) (builtins.attrNames (builtins.readDir ./modules)) | false
          """)
  void aModuleThatGivesNothingStaysWhereItsNameIsChosen(String imports, boolean stays) throws Exception {
    repository.put(
        "flake.nix",
        "{\n  outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } {\n    imports = " + imports + ";\n  };\n}\n");
    repository.put("modules/deploy.nix", "{ self, ... }:\n{\n  flake.deploy.nodes = { };\n}\n");
    OutputFiles found = without("flake-parts");
    assertEquals(null, found.refused());
    assertEquals(Set.of("modules/deploy.nix"), found.changes().keySet());
    assertEquals(stays, found.changes().get("modules/deploy.nix") != null);
  }

  @Test
  void aFileOfWhichNothingIsLeftDoesNotGoWhileItIsNamed() throws Exception {
    repository.put(
        "flake.nix", "{\n  outputs = inputs: { x = import ./deploy.nix; } // import ./deploy.nix inputs;\n}\n");
    repository.put("deploy.nix", "inputs: {\n  deploy.nodes = { };\n}\n");
    assertEquals(
        "flake.nix: nothing would be left of deploy.nix, which is still named here; take that out by hand first",
        without().refused());
  }
}
