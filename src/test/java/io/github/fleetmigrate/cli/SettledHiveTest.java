package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settled values are laid over the inventory until phase 5 writes them down; the hive names nothing that it does not use. */
class SettledHiveTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "gradual, flake-modules/colmena.nix, '  lib,'",
    "full, flake.nix, 'inherit (inputs.nixpkgs) lib;'"
  })
  void theLibraryIsNamedWhereSettingsAreLaidOverAndNoLonger(String strategy, String file, String naming)
      throws Exception {
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    Path answers = repo.answers(a -> a.put("strategy", strategy).remove("withoutNode"));
    repo.done("apply", "--yes", "--through", "4", "--answers", answers.toString());
    assertTrue(repo.read(file).contains("recursiveUpdate"), repo.read(file));
    assertEquals(1, count(repo.read(file), naming), repo.read(file));

    repo.done("apply", "--yes");
    assertEquals(List.of("1", "2", "3", "4", "5"), repo.checkpoints());
    assertEquals(0, count(repo.read(file), "recursiveUpdate"), repo.read(file));
    assertEquals(0, count(repo.read(file), naming), repo.read(file));
    assertEquals(
        SampleRepo.json("[\"axon\", \"cortex\", \"nexus\"]"),
        repo.eval(repo.head(), "colmenaHive", "h: builtins.attrNames h.nodes"));
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
