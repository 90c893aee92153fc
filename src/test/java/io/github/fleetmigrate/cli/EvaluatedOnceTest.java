package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree is asked of nix once, as whatever commit it comes again: the result of a phase is the next one's beginning. */
class EvaluatedOnceTest {
  private static final Pattern REVISION = Pattern.compile("[?&]rev=([0-9a-f]{40})");

  @TempDir Path temp;

  @Test
  void noTreeIsEvaluatedTwice() throws Exception {
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    Path log = temp.resolve("calls");
    Path nix = Files.createDirectories(temp.resolve("bin")).resolve("nix");
    Files.writeString(
        nix, "#!/bin/sh\nprintf '%s\\n' \"$*\" >>" + log + "\nexec " + Tools.require("nix-2.26") + " \"$@\"\n");
    assertTrue(nix.toFile().setExecutable(true));
    String baseline = repo.head();

    repo.done("--nix", nix.toString(), "apply", "--through", "2", "--yes", "--answers", repo.answers().toString());
    Set<String> revisions = revisions(log);
    assertTrue(revisions.contains(baseline));
    assertEquals(
        List.of(repo.git("rev-parse", baseline + "^{tree}"), repo.git("rev-parse", "HEAD~1^{tree}"), repo.tree()).stream()
            .sorted()
            .toList(),
        trees(repo, revisions),
        "one commit for each of the three trees");

    Files.delete(log);
    repo.done("--nix", nix.toString(), "verify");
    assertTrue(!Files.exists(log) || revisions.containsAll(revisions(log)), "nothing new to be asked");
  }

  private static Set<String> revisions(Path log) throws Exception {
    return REVISION.matcher(Files.readString(log)).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  private static List<String> trees(SampleRepo repo, Set<String> revisions) throws Exception {
    StringBuilder trees = new StringBuilder();
    for (String revision : revisions) {
      trees.append(repo.git("rev-parse", revision + "^{tree}")).append('\n');
    }
    return trees.toString().lines().sorted().toList();
  }
}
