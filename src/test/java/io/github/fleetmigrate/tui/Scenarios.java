package io.github.fleetmigrate.tui;

import static io.github.fleetmigrate.tui.model.Key.Name.BACKSPACE;
import static io.github.fleetmigrate.tui.model.Key.Name.BACK_TAB;
import static io.github.fleetmigrate.tui.model.Key.Name.DOWN;
import static io.github.fleetmigrate.tui.model.Key.Name.END;
import static io.github.fleetmigrate.tui.model.Key.Name.ENTER;
import static io.github.fleetmigrate.tui.model.Key.Name.ESCAPE;
import static io.github.fleetmigrate.tui.model.Key.Name.HOME;
import static io.github.fleetmigrate.tui.model.Key.Name.LEFT;
import static io.github.fleetmigrate.tui.model.Key.Name.PAGE_DOWN;
import static io.github.fleetmigrate.tui.model.Key.Name.PAGE_UP;
import static io.github.fleetmigrate.tui.model.Key.Name.RIGHT;
import static io.github.fleetmigrate.tui.model.Key.Name.SPACE;
import static io.github.fleetmigrate.tui.model.Key.Name.TAB;
import static io.github.fleetmigrate.tui.model.Key.Name.UP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scenarios over all stops, dialogs, failures, resumes and sizes. */
final class Scenarios {
  private final List<Scenario> all = new ArrayList<>();

  private Scenarios() {
    survey();
    decisions();
    phase();
    diff();
    hosts();
    failure();
    rollback();
    rollout();
    sizes();
  }

  static List<Scenario> all() {
    return List.copyOf(new Scenarios().all);
  }

  static Map<String, Scenario> byName() {
    return all().stream().collect(Collectors.toMap(Scenario::name, Function.identity()));
  }

  /** A fleet that was never migrated, from the first screen on. */
  private void stands(String name, Object... steps) {
    all.add(new Scenario(name, "", List.of(steps), true));
  }

  private void also(String name, Object... steps) {
    all.add(new Scenario(name, "", List.of(steps), false));
  }

  private void in(String engine, boolean stands, String name, Object... steps) {
    all.add(new Scenario(name, engine, List.of(steps), stands));
  }

  /** The open question answered, and phase 1 gone to; then these. */
  private static Object[] phase1(Object... steps) {
    return Stream.concat(Stream.of(ENTER, ENTER, ENTER, END, ENTER), Arrays.stream(steps)).toArray();
  }

  private static Object[] decision(int number, Object... steps) {
    List<Object> out = new ArrayList<>(List.of(ENTER, HOME));
    out.addAll(Collections.nCopies(number, DOWN));
    out.addAll(List.of(steps));
    return out.toArray();
  }

  private void survey() {
    stands("survey");
    stands("survey-help", "?");
    in("withoutNix", true, "survey-without-nix");
    also("survey-walked", DOWN, DOWN, PAGE_DOWN, END, UP, HOME, "jjk");
    also("survey-mouse", "m");
    also("survey-help-closed", "?", DOWN, END, "x");
    also("stops-around", TAB, TAB, TAB, TAB, TAB, TAB, TAB, TAB, BACK_TAB, BACK_TAB);
    also("nothing-to-roll-back", "u");
    also("unused-keys", "ZXyn");
  }

  private void decisions() {
    stands("decisions", ENTER);
    stands("decisions-a-choice", ENTER, ENTER);
    stands("decisions-a-text", decision(0, ENTER));
    stands("decisions-the-last", ENTER, END);
    stands("decisions-tags", decision(3, ENTER));
    stands("decisions-a-new-tag", decision(3, ENTER, "agpu"));
    stands("decisions-the-order", decision(4, ENTER, " "));
    stands("decisions-a-conflict", ENTER, END, UP);
    stands("decisions-a-conflict-settled", ENTER, END, UP, ENTER);
    also("decisions-help", ENTER, "?");
    also("choice-taken", ENTER, ENTER, DOWN, ENTER);
    also("choice-left", ENTER, ENTER, DOWN, ESCAPE);
    also("text-typed", decision(0, ENTER, BACKSPACE, BACKSPACE, " x/y"));
    also("text-taken", decision(0, ENTER, "-2", ENTER));
    also("text-left", decision(0, ENTER, "nonsense", ESCAPE));
    also("flag-switched", decision(2, SPACE));
    also("tags-taken", decision(3, ENTER, " ", DOWN, RIGHT, " ", "aai", ENTER, LEFT, " ", ENTER));
    also("tags-left", decision(3, ENTER, " ", DOWN, "q"));
    also("order-moved", decision(4, ENTER, " ", DOWN, DOWN, " ", UP));
    also("order-taken", decision(4, ENTER, " ", DOWN, ENTER));
    also("conflict-other", ENTER, END, UP, ENTER, DOWN, ENTER);
    also("conflict-typed", ENTER, END, UP, ENTER, "e", "9", ENTER);
    in("after=1", false, "decision-settled", BACK_TAB, BACK_TAB, HOME, ENTER);
    also("question-first", TAB, TAB, ENTER);
  }

  private void phase() {
    stands("phase-not-yet", TAB, TAB, TAB);
    stands("phase", phase1());
    stands("phase-help", phase1("?"));
    stands("phase-asked", phase1(ENTER));
    stands("phase-log", phase1("l"));
    stands("phase-done", phase1(ENTER, "y"));
    in("neverEnding", true, "phase-verifying", phase1(ENTER, "y"));
    in("neverEnding", true, "phase-verifying-left", phase1(ENTER, "yq"));
    in("after=3", true, "phase-resumed");
    in("after=1", false, "phase-2-resumed", "d", ESCAPE);
    in("after=2", false, "phase-3-resumed", ENTER, "y");
    in("after=4", false, "phase-5-resumed", ENTER, "y", ENTER);
    also("phase-refused", phase1(ENTER, "n"));
    also("phase-marked-otherwise", phase1(ENTER, RIGHT, ENTER));
    also("phase-not-yet-entered", TAB, TAB, TAB, ENTER);
    also("log-of-a-phase", phase1(ENTER, "yl", "/Verif", ENTER, "nN"));
    also("log-help", phase1(ENTER, "yl?"));
    in("neverEnding", false, "busy-keys", phase1(ENTER, "y", ENTER, "u"));
    in("neverEnding", false, "busy-help", phase1(ENTER, "y?", ESCAPE, "l"));
    in("neverEnding", false, "busy-left-not", phase1(ENTER, "yqn"));
    also("whole-migration", phase1(ENTER, "y", ENTER, ENTER, "y", ENTER, ENTER, "y", ENTER, ENTER, "y", ENTER, ENTER, "y", ENTER));
  }

  private void diff() {
    stands("phase-diff", phase1("d"));
    stands("phase-diff-help", phase1("d?"));
    stands("phase-diff-refused", phase1("d", DOWN, DOWN, DOWN, DOWN, " "));
    stands("phase-diff-searched", phase1("d", "/fleet", ENTER));
    also("diff-refused-applied", phase1("d] ", ESCAPE, ENTER, "y"));
    also("diff-file-refused", phase1("d "));
    also("diff-taken-again", phase1("d]  ", ESCAPE, ENTER, "y"));
    also("diff-edited", phase1("de"));
    also("diff-edited-applied", phase1("de", ESCAPE, ENTER, "y"));
    also("diff-sideways", phase1("dll", RIGHT));
    also("diff-sideways-back", phase1("dlll", LEFT, "hhh"));
    also("diff-search-goes-on", phase1("d/url", ENTER, "nnN"));
    also("diff-search-misses", phase1("d/zebra", ENTER));
    also("diff-search-left", phase1("d/zeb", BACKSPACE, ESCAPE, "n"));
    also("diff-hunks", phase1("d]][["));
    also("diff-files", phase1("dfF"));
    also("diff-of-what-is-done", phase1(ENTER, "yd] e"));
    in("after=3", false, "diff-of-another-session", BACK_TAB, "d");
  }

  private void hosts() {
    stands("phase-hosts", phase1(ENTER, "yv"));
    stands("phase-one-host", phase1(ENTER, "yv", ENTER));
    stands("phase-no-hosts", phase1("v"));
    in("hosts=400", true, "phase-400-hosts", phase1(ENTER, "yv"));
    in("hosts=400", false, "hosts-walked", phase1(ENTER, "yv", END, PAGE_UP, PAGE_UP, HOME, DOWN));
    in("hosts=400 neverEnding", false, "hosts-while-they-run", phase1(ENTER, "yv", END, ENTER, ESCAPE, ESCAPE));
    also("host-and-back", phase1(ENTER, "yv", DOWN, ENTER, ESCAPE, DOWN, "l", ESCAPE, ESCAPE));
    also("host-help", phase1(ENTER, "yv", ENTER, "?"));
    also("hosts-help", phase1(ENTER, "yv?"));
  }

  private void failure() {
    in("failing", true, "failure", phase1(ENTER, "y"));
    in("failing", true, "failure-log", phase1(ENTER, "y", ESCAPE, "l"));
    in("failing", true, "failure-behind", phase1(ENTER, "y", ESCAPE));
    in("failing", true, "failure-accepting", phase1(ENTER, "y", ESCAPE, "a "));
    in("failing", false, "failure-retried", phase1(ENTER, "y", ENTER));
    in("failing", false, "failure-retried-by-key", phase1(ENTER, "y", ESCAPE, "r"));
    in("failing", false, "failure-edited", phase1(ENTER, "y", DOWN, ENTER, "e", ESCAPE, ENTER, "y"));
    in("failing", false, "failure-rolled-back", phase1(ENTER, "y", DOWN, DOWN, ENTER));
    in("failing", false, "failure-accepted", phase1(ENTER, "y", DOWN, DOWN, DOWN, ENTER, SPACE, ENTER));
    in("failing", false, "failure-not-accepted", phase1(ENTER, "y", DOWN, DOWN, DOWN, ENTER, ENTER));
    in("failing", false, "failure-hosts", phase1(ENTER, "y", ESCAPE, "v", ENTER));
    in("failing hosts=400", false, "failure-among-400", phase1(ENTER, "y", ESCAPE, "v"));
    in("failing", false, "failure-gone-on", phase1(ENTER, "y", ESCAPE, ENTER, "y"));
  }

  private void rollback() {
    in("after=3", true, "rollback", "u");
    in("after=3", true, "rollback-asked", "u", DOWN, ENTER);
    in("after=3", false, "rollback-done", "u", DOWN, ENTER, "y");
    in("after=3", false, "rollback-to-the-start", "u", END, ENTER, "y");
    in("after=3", false, "rollback-not-by-enter-alone", "u", ENTER, ENTER);
    in("after=5", false, "rollback-from-the-end", "u", DOWN, ENTER, "y");
  }

  private void rollout() {
    in("after=5", true, "rollout");
    in("after=5", true, "rollout-help", "?");
    in("after=5 unhealthy", true, "rollout-health", "h");
    in("after=5", true, "rollout-host", ENTER);
    in("after=5", true, "rollout-host-help", ENTER, "?");
    in("after=5", true, "rollout-name", ENTER, ENTER, "axo");
    in("after=5", true, "rollout-pushed", ENTER, ENTER, "axon", ENTER);
    in("after=5 pushing", true, "rollout-pushing", ENTER, END, ENTER, "axon", ENTER);
    in("after=5 pushing", true, "rollout-pushing-left", ENTER, ENTER, "axon", ENTER, "q");
    in("after=5 pushFails", true, "rollout-failed", ENTER, ENTER, "axon", ENTER);
    in("after=5 pushFails", true, "rollout-failed-seen", ENTER, ENTER, "axon", ENTER, DOWN, DOWN, ENTER);
    in("after=5 confirmed=3", true, "rollout-over", BACK_TAB);
    in("after=5 confirmed=3", true, "closing");
    in("after=5 confirmed=3 closed", true, "done");
    in("after=5", false, "rollout-back", BACK_TAB, "d", ESCAPE, ENTER);
    in("after=5 withoutNix", false, "rollout-without-nix");
    in("after=2", false, "rollout-not-yet", TAB, TAB, TAB, "h", DOWN, ENTER);
    in("after=5", false, "rollout-walked", DOWN, DOWN, DOWN, DOWN, ENTER, UP, END, HOME);
    in("after=5", true, "rollout-name-wrong", ENTER, ENTER, ENTER, "nexus", ENTER);
    in("after=5", false, "rollout-name-left", ENTER, ENTER, "nexus", ENTER, "axon", BACKSPACE, ESCAPE);
    in("after=5", false, "rollout-log-and-back", DOWN, DOWN, "l", ESCAPE, ENTER);
    also("survey-to-its-end", new Scenario.Size(60, 18), END, UP, new Scenario.Size(100, 30), UP, END);
    in("after=4", false, "phase-to-its-end", new Scenario.Size(60, 18), END, UP);
    in("after=5", false, "rollout-host-read", ENTER, "/deploy", ENTER, "nN", RIGHT, "hl", ESCAPE);
    in("after=5", false, "rollout-log", "hl", "/checked", ENTER, ESCAPE);
    in("after=5 unhealthy", false, "rollout-not-healthy", DOWN, ENTER, ESCAPE, ESCAPE, "h");
    in("after=5 pushFails", false, "rollout-failed-again", ENTER, ENTER, "axon", ENTER, ENTER, ENTER, "axon", ENTER, ENTER);
    in("after=5 pushFails", false, "rollout-failed-back", ENTER, ENTER, "axon", ENTER, DOWN, ENTER, "axon", ENTER);
    in("after=5 confirmed=1", false, "rollout-resumed", ENTER, "b", "axon", ENTER);
    in("after=5 confirmed=1 backFails", false, "rollout-back-failed", HOME, ENTER, "b", "axon", ENTER, ENTER);
    in("after=5 confirmed=3 failing", false, "closing-failed-rolled-back", ENTER, "y", DOWN, DOWN, ENTER);
    in("after=5 unclear", false, "rollout-unclear", DOWN, ENTER, ENTER);
    in("after=5 pushing", false, "rollout-busy", ENTER, ENTER, "axon", ENTER, ENTER, "cn", ESCAPE, DOWN, ENTER, "h");
    in(
        "after=5", false, "whole-rollout",
        ENTER, ENTER, "axon", ENTER, ENTER, ENTER, ENTER, "nexus", ENTER, ENTER, ENTER, ENTER, "cortex", ENTER, ENTER, "d", ESCAPE, ENTER, "y", ENTER);
    in("after=5 confirmed=3", false, "closing-refused", "d] ", ESCAPE, ENTER, "n", BACK_TAB, TAB, TAB);
    in("after=5 confirmed=2", false, "closing-not-yet", TAB, ENTER);
    in("after=5 confirmed=3 closed", false, "closed-rolled-back", "u", ENTER, "y");
  }

  private void sizes() {
    also("size-of-the-survey", new Scenario.Size(60, 18), DOWN, new Scenario.Size(140, 45), new Scenario.Size(80, 24));
    also("size-too-small", new Scenario.Size(59, 17), new Scenario.Size(20, 5), ENTER, new Scenario.Size(100, 30));
    also("size-of-a-dialog", phase1(ENTER, new Scenario.Size(60, 18), RIGHT, new Scenario.Size(200, 60), "n"));
    also("size-of-a-diff", phase1("dl", new Scenario.Size(60, 18), DOWN, new Scenario.Size(120, 40)));
    in("hosts=400", false, "size-of-many-hosts", phase1(ENTER, "yv", END, new Scenario.Size(60, 18), UP, new Scenario.Size(300, 100)));
    in("neverEnding", false, "size-while-it-runs", phase1(ENTER, "y", new Scenario.Size(60, 18), new Scenario.Size(80, 24)));
    in("failing", false, "size-of-a-failure", phase1(ENTER, "y", new Scenario.Size(60, 18), DOWN, new Scenario.Size(100, 30)));
    also("size-of-the-help", "?", new Scenario.Size(60, 18), END, new Scenario.Size(80, 24));
    also("size-of-the-tags", decision(3, ENTER, new Scenario.Size(60, 18), RIGHT, RIGHT, RIGHT, new Scenario.Size(100, 30)));
  }
}
