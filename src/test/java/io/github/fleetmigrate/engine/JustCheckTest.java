package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.files.TemporaryFolders;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.testing.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edited justfiles are held against what just itself reads in them, imported files and modules too. */
class JustCheckTest {
  private static final Map<String, String> FILES =
      Map.of(
          "justfile", "import 'a.just'\nmod m\nroot:\n  true\n",
          "a.just", "one:\n  deploy .#a\n\n[unix]\ntwo:\n  deploy .#b\n[windows]\ntwo:\n  other\n",
          "m/mod.just", "three:\n  deploy .#c\nfour:\n  true\n");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void anImportedFileIsCheckedWithTheJustfile(String just) throws Exception {
    assertEquals(
        List.of("justfile: 4 other recipes are unchanged, as just itself reads them"),
        check(just, "a.just", "one:\n  fleet push a\n\n[unix]\ntwo:\n  deploy .#b\n[windows]\ntwo:\n  other\n"));
  }

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void oneVariantOfARecipeMayChange(String just) throws Exception {
    assertEquals(
        List.of("justfile: 4 other recipes are unchanged, as just itself reads them"),
        check(just, "a.just", "one:\n  deploy .#a\n\n[unix]\ntwo:\n  fleet push b\n[windows]\ntwo:\n  other\n"));
  }

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void aModuleIsCheckedWithTheJustfile(String just) throws Exception {
    assertEquals(
        List.of("justfile: 4 other recipes are unchanged, as just itself reads them"),
        check(just, "m/mod.just", "three:\n  fleet push c\nfour:\n  true\n"));
  }

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#justs")
  void whatJustWouldRefuseIsRefused(String just) {
    assertTrue(assertThrows(Stopped.class, () -> check(just, "a.just", "one: nothing\n\ntwo:\n")).getMessage().contains("just would refuse"));
    assertTrue(assertThrows(Stopped.class, () -> check(just, "m/mod.just", "three:\n")).getMessage().contains("m::four would be lost"));
    assertTrue(
        assertThrows(Stopped.class, () -> check(just, "m/mod.just", "three:\n  fleet push c\n[private]\nfour:\n  true\n"))
            .getMessage()
            .contains("m::four would change"));
  }

  private List<String> check(String just, String path, String after) throws Exception {
    RepoSnapshot files =
        new RepoSnapshot(FILES.keySet(), p -> Optional.ofNullable(FILES.get(p)).map(FileVersion::of));
    FileChange change = new FileChange(path, FileVersion.of(FILES.get(path)), FileVersion.of(after));
    try (ProcessCommandRunner commands = new ProcessCommandRunner(Tools.pathWith(folder, "just", just))) {
      return new JustCheck(commands, new TemporaryFolders()).check(plan(change), files, new Cancellation());
    }
  }

  private static PhasePlan plan(FileChange change) {
    return new PhasePlan(4, "scripts", "Scripts", "", List.of(), List.of(change), List.of());
  }
}
