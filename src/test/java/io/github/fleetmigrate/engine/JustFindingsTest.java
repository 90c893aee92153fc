package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.files.TemporaryFolders;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Justfiles that just refuses are found, with its own words where it is installed. */
class JustFindingsTest {
  private static final String UNKNOWN = "deploy HOST: check\n  deploy .#{{HOST}}\n\nrebuild-pre: update-secrets\n  git add .\n\ncheck:\n";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUnknownDependencyIsFound(boolean installed) throws IOException {
    List<Finding> found = findings(installed, Map.of("justfile", UNKNOWN));
    assertEquals(1, found.size(), found.toString());
    assertEquals("justfile.refused", found.get(0).id());
    assertEquals("justfile:4", found.get(0).where());
    assertTrue(
        found.get(0).message().endsWith("recipe `rebuild-pre` has unknown dependency `update-secrets`"),
        found.get(0).message());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatLoadsIsNone(boolean installed) throws IOException {
    String text = "import 'more.just'\nalias c := check2\n\ndeploy HOST: (check HOST) shared && check2\n  deploy .#{{HOST}}\n\ncheck HOST='x':\n\ncheck2:\n";
    assertEquals(List.of(), findings(installed, Map.of(".justfile", text, "more.just", "shared:\n  true\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:\n  b\n\na:\n  c\n", "a\n b: c d(\n", "x := (\n"})
  void whateverElseJustRefusesIsFoundWithItsPlace(String text) throws IOException {
    List<Finding> found = findings(true, Map.of("sub/Justfile", text));
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).where().matches("sub/Justfile:\\d+"), found.get(0).where());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void historyIsNotJudged(boolean installed) throws IOException {
    assertEquals(List.of(), findings(installed, Map.of("archive/justfile", UNKNOWN)));
  }

  private static List<Finding> findings(boolean installed, Map<String, String> files) throws IOException {
    RepoSnapshot snapshot =
        new RepoSnapshot(files.keySet(), path -> Optional.ofNullable(files.get(path)).map(FileVersion::of));
    if (!installed) {
      return new JustFindings(Optional.empty()).of(snapshot, new Cancellation());
    }
    Tools.require("just");
    try (ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv())) {
      return new JustFindings(JustProgram.installed(commands, new TemporaryFolders()))
          .of(snapshot, new Cancellation());
    }
  }
}
