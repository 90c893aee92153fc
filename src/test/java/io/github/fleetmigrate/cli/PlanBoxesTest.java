package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person's own plan in the sample fleet: ticked phase by phase, and nothing else in it moves. */
class PlanBoxesTest {
  private static final String PLAN = "docs/todo/nixos-fleet.md";

  /** A box that a phase ticks says which; the others are the person's. */
  private static final String TEXT =
      """
      # From deploy-rs to nixos-fleet

      Today: `nix run github:serokell/deploy-rs -- .#axon`.

      ## Work

      1. [ ] Add nixos-fleet as flake input <!-- 1 -->
         - [x] Read its README
         - [ ] Run `nix flake lock` <!-- 1 -->
      2. [ ] Decide: all at once (`mkFleet`), or step by step <!-- 2 -->
      3. [ ] Install the `fleet` CLI <!-- 3 -->
         ```sh
         deploy .#axon
         - [ ] Archive fleet.sh
         ```

      > * [ ] Archive `scripts/deployment/fleet.sh` <!-- 4 -->
      > * [ ] Test every recipe

      ## Hosts

      + [ ] Enable `fleet-hosts` and `fleet-deploy-user` <!-- 5 -->
      + [ ] Add tags to `fleet-config.nix` <!-- 5 -->
      + [ ] Deploy to axon
        + [ ] works for a week
      """;

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo start;

  @BeforeAll
  static void layOut() throws Exception {
    start = SampleRepo.in(shared, "nix-2.26");
    start.write(PLAN, TEXT).commit("What I mean to do");
  }

  private static String ticked(int through) {
    String text = TEXT;
    for (int phase = 1; phase <= through; phase++) {
      text = text.replaceAll("\\[ \\]( [^\n]* <!-- " + phase + " -->)", "[x]$1");
    }
    return text;
  }

  @ParameterizedTest
  @CsvSource({"gradual, false", "full, false", "gradual, true"})
  void eachPhaseTicksWhatItDoesAndARollbackOpensItAgain(String strategy, boolean windows) throws Exception {
    SampleRepo repo = start.copy(temp);
    String end = windows ? "\r\n" : "\n";
    if (windows) {
      repo.write(PLAN, TEXT.replace("\n", end)).commit("Windows was here");
    }
    String answers = repo.answers(a -> a.put("strategy", strategy)).toString();
    String before = repo.head();
    InProcess.Ended planned = repo.done("plan", "--answers", answers);
    assertTrue(planned.out().contains("+3. [x] Install the `fleet` CLI"), planned.out());
    assertEquals(before, repo.head());

    InProcess.Ended last = repo.done("apply", "--yes", "--level", "parse", "--answers", answers);
    for (int phase = 0; phase <= 5; phase++) {
      String there = repo.git("show", "HEAD~" + (5 - phase) + ":" + PLAN);
      assertEquals(ticked(phase).replace("\n", end).stripTrailing(), there.stripTrailing(), "after phase " + phase);
    }
    assertEquals(ticked(5).replace("\n", end), repo.read(PLAN));
    assertTrue(last.out().contains("Your plan  8 of 11 boxes ticked"), last.out());
    assertTrue(last.out().contains("  ticked   " + PLAN + ":7  Add nixos-fleet as flake input"), last.out());
    assertTrue(last.out().contains("  for you  " + PLAN + ":18  Test every recipe"), last.out());

    Map<String, String> everything = repo.everything();
    InProcess.Ended again = repo.done("apply", "--yes", "--level", "parse");
    assertEquals(everything, repo.everything());
    assertTrue(again.out().contains("8 of 11"), again.out());
    assertFalse(repo.done("--format", "json", "apply", "--yes").out().contains("Your plan"));

    repo.done("rollback", "--to", "3", "--yes");
    assertEquals(ticked(3).replace("\n", end), repo.read(PLAN));
    repo.done("apply", "--yes", "--level", "parse");
    assertEquals(ticked(5).replace("\n", end), repo.read(PLAN));
    repo.done("rollback", "--to", "start", "--yes");
    assertEquals(TEXT.replace("\n", end), repo.read(PLAN));
    assertEquals("", repo.git("status", "--porcelain"));
  }

  @Test
  void aCloneGoesOnAndAPersonsOwnTicksStay() throws Exception {
    SampleRepo repo = start.copy(temp.resolve("first"));
    repo.done("apply", "--yes", "--level", "parse", "--through", "2", "--answers", repo.answers().toString());
    repo.replace(PLAN, "+ [ ] Deploy to axon", "+ [X] Deploy to axon").commit("axon is done");
    SampleRepo clone = repo.cloned(temp.resolve("second"));
    clone.done("apply", "--yes", "--level", "parse");
    assertEquals(ticked(5).replace("+ [ ] Deploy to axon", "+ [X] Deploy to axon"), clone.read(PLAN));
    clone.done("rollback", "--to", "2", "--yes");
    assertEquals(ticked(2).replace("+ [ ] Deploy to axon", "+ [X] Deploy to axon"), clone.read(PLAN));
  }

  @Test
  void withTheAnswerNoThePlanIsThePersonsAlone() throws Exception {
    SampleRepo repo = start.copy(temp);
    String answers = repo.answers(a -> a.put("tickPlan", false)).toString();
    InProcess.Ended ended = repo.done("apply", "--yes", "--level", "parse", "--answers", answers);
    assertEquals(TEXT, repo.read(PLAN));
    assertTrue(ended.out().contains("Your plan  1 of 11 boxes ticked"), ended.out());
    assertFalse(ended.out().contains("stays open"), ended.out());
  }

  @Test
  void theOfferIsMadeWhereThereIsAPlanAndTheSurveySaysWhere() throws Exception {
    String check = start.done("--offline", "check").out();
    assertTrue(check.contains(PLAN + " is a plan of this migration: 10 of 11 boxes open  (" + PLAN + ":7)"), check);
    assertTrue(check.contains("answer tickPlan: false"), check);
    List<String> states = new ArrayList<>();
    SampleRepo.json(start.done("--offline", "--format", "json", "check").out())
        .get("steps")
        .forEach(s -> states.add(s.get("id").asText() + " " + s.get("state").asText()));
    states.removeIf(step -> !step.startsWith("tick-plan"));
    List<String> expected = new ArrayList<>(Collections.nCopies(4, "tick-plan pending"));
    expected.add("tick-plan done");
    assertEquals(expected, states, "who writes /etc/hosts and which tags there are is not answered yet");

    SampleRepo without = start.copy(temp);
    without.git("rm", "-q", PLAN);
    without.commit("No plan");
    String none = without.done("--offline", "check").out();
    assertFalse(none.contains("plan of this migration") || none.contains("Boxes of your plan"), none);
  }
}
