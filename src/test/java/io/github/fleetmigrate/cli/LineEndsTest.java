package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with Windows' line ends keep them through the phases. */
class LineEndsTest {
  @TempDir Path temp;

  @Test
  void linesThatArePartOfNoEditKeepTheirEnds() throws Exception {
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    for (String path : List.of("flake.nix", "justfile")) {
      repo.write(path, repo.read(path).replace("\n", "\r\n"));
    }
    String start = repo.commit("Windows was here");
    repo.done("apply", "--yes", "--through", "4", "--answers", repo.answers().toString());

    assertEquals("5", repo.status().at("/next/phase").asText());
    String changed = repo.git("diff", "--numstat", start, "HEAD", "--", "flake.nix", "justfile");
    for (String line : changed.lines().toList()) {
      String[] counts = line.split("\t");
      assertTrue(Integer.parseInt(counts[0]) < 30 && Integer.parseInt(counts[1]) < 30, changed);
    }
    assertEquals(2, changed.lines().count(), changed);
    for (String path : List.of("flake.nix", "justfile")) {
      assertFalse(repo.read(path).replace("\r\n", "").contains("\n"), path + " has a line of another kind");
    }
    for (int phase = 1; phase <= 4; phase++) {
      assertEquals("identical", repo.phase(phase).at("/hosts/axon/verdict").asText());
    }
  }
}
