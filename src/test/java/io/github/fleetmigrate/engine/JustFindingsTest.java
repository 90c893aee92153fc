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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Justfiles that just refuses are found, with its own words where it is installed, whichever release that is. */
class JustFindingsTest {
  private static final String UNKNOWN = "deploy HOST: check\n  deploy .#{{HOST}}\n\nrebuild-pre: update-secrets\n  git add .\n\ncheck:\n";

  private static final String NONE = "";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"just", "just-1.40", NONE})
  void anUnknownDependencyIsFound(String just) throws IOException {
    List<Finding> found = findings(just, Map.of("justfile", UNKNOWN));
    assertEquals(1, found.size(), found.toString());
    assertEquals("justfile.refused", found.get(0).id());
    assertEquals("justfile:4", found.get(0).where());
    assertTrue(
        found.get(0).message().endsWith("recipe `rebuild-pre` has unknown dependency `update-secrets`"),
        found.get(0).message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"just", "just-1.40", NONE})
  void aFileThatLoadsIsNone(String just) throws IOException {
    String text = "import 'more.just'\nalias c := check2\n\ndeploy HOST: (check HOST) shared && check2\n  deploy .#{{HOST}}\n\ncheck HOST='x':\n\ncheck2:\n";
    assertEquals(List.of(), findings(just, Map.of(".justfile", text, "more.just", "shared:\n  true\n")));
  }

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void whateverElseJustRefusesIsFoundWithItsPlace(String just) throws IOException {
    assertFound(just, "a:\n  b\n\na:\n  c\n", 4, "recipe `a` first defined on line 1 is redefined on line 4");
    assertFound(just, "a\n b: c d(\n", 1, "expected '*', ':', '$', identifier, or '+', but found end of line");
    assertFound(just, "b:\nimport 'none'\n", 2, "could not find source file for import");
    assertFound(just, "\nx := 'a\n\n", 2, "unterminated string");
  }

  /** Older releases name no place there. */
  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void aFileThatEndsTooEarlyIsFoundAtItsEnd(String just) throws IOException {
    assertFound(just, "x := (\n", 1, "but found end of file");
    assertFound(just, "a:\n\nx := (", 3, "but found end of file");
    Finding imported = findings(just, Map.of("justfile", "import 'a.just'\n", "a.just", "\n\nx := (\n")).get(0);
    assertTrue(List.of("justfile", "a.just:3").contains(imported.where()), "no line of the wrong file: " + imported.where());
  }

  private void assertFound(String just, String text, int line, String message) throws IOException {
    List<Finding> found = findings(just, Map.of("sub/Justfile", text));
    assertEquals(1, found.size(), found.toString());
    assertEquals("sub/Justfile:" + line, found.get(0).where());
    assertTrue(found.get(0).message().endsWith(message), found.get(0).message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"just", "just-1.40", NONE})
  void historyIsNotJudged(String just) throws IOException {
    assertEquals(List.of(), findings(just, Map.of("archive/justfile", UNKNOWN)));
  }

  private List<Finding> findings(String just, Map<String, String> files) throws IOException {
    RepoSnapshot snapshot =
        new RepoSnapshot(files.keySet(), path -> Optional.ofNullable(files.get(path)).map(FileVersion::of));
    if (just.equals(NONE)) {
      return new JustFindings(Optional.empty()).of(snapshot, new Cancellation());
    }
    try (ProcessCommandRunner commands = new ProcessCommandRunner(Tools.pathWith(folder, "just", just))) {
      return new JustFindings(JustProgram.installed(commands, new TemporaryFolders()))
          .of(snapshot, new Cancellation());
    }
  }
}
