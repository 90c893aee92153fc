package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plan shows is what apply does. */
class PlanAndApplyTest {
  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo start;

  @BeforeAll
  static void layOut() throws Exception {
    start = SampleRepo.in(shared, "nix-2.26");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradual", "full"})
  void theDiffAppliedByGitLeavesTheTreeThatApplyLeaves(String strategy) throws Exception {
    String answers = start.answers(a -> a.put("strategy", strategy)).toString();
    SampleRepo planned = start.copy(temp.resolve("planned"));
    Map<String, String> before = planned.everything();
    InProcess.Ended plan = planned.done("plan", "--through", "4", "--answers", answers);
    assertEquals(before, planned.everything());
    assertEquals(Map.of(), planned.journals());
    assertFalse(Files.exists(planned.root().resolve(".git/fleet-migrate")));

    Path diff = temp.resolve("plan.diff");
    Files.writeString(diff, plan.out());
    planned.git("apply", "--index", diff.toString());
    SampleRepo applied = start.copy(temp.resolve("applied"));
    applied.done("apply", "--through", "4", "--answers", answers, "--yes", "--level", "parse");
    assertEquals(applied.tree(), planned.git("write-tree"));
    assertEquals("", applied.git("status", "--porcelain"));
    assertNotEquals(start.tree(), applied.tree());
  }

  @Test
  void offlineTheLockFileIsLeftOutAndNamed() throws Exception {
    SampleRepo repo = start.copy(temp);
    Map<String, String> before = repo.everything();
    InProcess.Ended plan =
        repo.done("--offline", "plan", "--through", "4", "--answers", repo.answers().toString());
    assertFalse(plan.out().contains("flake.lock"), plan.out());
    assertTrue(plan.out().contains("+++ b/flake.nix"), plan.out());
    assertTrue(plan.err().lines().anyMatch(line -> line.contains("flake.lock")), plan.err());
    assertEquals(before, repo.everything());
  }
}
