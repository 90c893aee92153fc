package io.github.fleetmigrate.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.journal.JournalEntry.Kind;
import io.github.fleetmigrate.journal.JournalEntry.PlannedFile;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.journal.MigrationState.Stage;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationStateTest {
  private static final Instant NOW = Instant.parse("2026-01-22T10:00:00Z");

  private static TransitionBegun begun(int transition, Kind kind, int phase) {
    return new TransitionBegun(
        NOW, transition, kind, phase, "base", "target", List.of(new PlannedFile("flake.nix", "a", "b")), false, null, "m");
  }

  private final List<JournalEntry> phaseOne =
      List.of(
          new JournalEntry.RunBegun(NOW, "r", "nixos-fleet", "c0", "main"),
          begun(1, Kind.PHASE, 1),
          new JournalEntry.FilesWritten(NOW, 1),
          new JournalEntry.Verified(
              NOW,
              1,
              Level.EVAL,
              List.of(new HostVerdict("axon", Verdict.IDENTICAL, false, false, null, List.of())),
              List.of(),
              true,
              "tree",
              List.of()),
          new JournalEntry.TransitionDone(NOW, 1, "c1"));

  private MigrationState after(JournalEntry... more) {
    List<JournalEntry> all = new ArrayList<>(phaseOne);
    all.addAll(List.of(more));
    return MigrationState.of(all);
  }

  @Test
  void everyPrefixOfAPhaseLeavesItOpenUntilItsCommit() {
    for (int n = 2; n < phaseOne.size(); n++) {
      MigrationState state = MigrationState.of(phaseOne.subList(0, n));
      assertNotNull(state.open(), "after " + n + " entries");
      assertEquals(Stage.BEGUN, state.phases().get(1).stage());
    }
    assertNull(after().open());
    assertEquals("c1", after().phases().get(1).commit());
    assertEquals(Level.EVAL, after().phases().get(1).verified());
  }

  @Test
  void aFailedPhaseStaysOpenAndCanBeTakenUpAgain() {
    MigrationState failed =
        after(begun(2, Kind.PHASE, 2), new JournalEntry.TransitionFailed(NOW, 2, "axon changed", null));
    assertEquals(Stage.FAILED, failed.phases().get(2).stage());
    assertEquals("axon changed", failed.open().failed());
    MigrationState again = failed.after(new JournalEntry.FilesWritten(NOW, 2));
    assertNull(again.open().failed());
    assertTrue(again.open().written());
  }

  @Test
  void aRollbackTakesLaterPhasesBackAndNoEarlierOnes() {
    MigrationState state =
        after(
            begun(2, Kind.PHASE, 2),
            new JournalEntry.TransitionDone(NOW, 2, "c2"),
            begun(3, Kind.ROLLBACK, 1),
            new JournalEntry.TransitionDone(NOW, 3, "c1"));
    assertEquals(Stage.DONE, state.phases().get(1).stage());
    assertEquals(Stage.ROLLED_BACK, state.phases().get(2).stage());
    assertNull(state.open());
    assertEquals(3, state.transitions());
  }

  @Test
  void aRunThatBeginsAnewTakesItsBaselineAnew() {
    MigrationState state =
        after(
            new JournalEntry.BaselineTaken(NOW, Map.of(), List.of(), null, false, Map.of(), Map.of()),
            new JournalEntry.RunBegun(NOW, "r", "nixos-fleet", "c9", "main"));
    assertNull(state.baseline());
    assertEquals("c9", state.run().baseline());
  }

  private static final Machine BEFORE = new Machine("boot", "/nix/store/old", null, null, null, List.of("old.service"));

  private static List<JournalEntry> pushed(JournalEntry... more) {
    List<JournalEntry> all = new ArrayList<>(List.of(new JournalEntry.PushBegun(NOW, "axon", "c5", "/nix/store/new", BEFORE)));
    all.addAll(List.of(more));
    return all;
  }

  private MigrationState.HostRollout axon(JournalEntry... more) {
    return after(pushed(more).toArray(JournalEntry[]::new)).rollout().get("axon");
  }

  @Test
  void aPushIsOpenUntilItsEndAndKeepsWhatTheMachineRan() {
    JournalEntry.PushStarted started = new JournalEntry.PushStarted(NOW, "axon", 17, NOW);
    assertEquals(HostStage.PUSHING, axon().stage());
    assertEquals(0, axon().process());
    assertEquals(17, axon(started).process());
    MigrationState.HostRollout failed = axon(started, new JournalEntry.PushEnded(NOW, "axon", HostStage.FAILED, "units"));
    assertEquals(HostStage.FAILED, failed.stage());
    assertEquals("units", failed.message());
    assertEquals(0, failed.process(), "a program that ended is not waited for");
    assertEquals(BEFORE, failed.before());
    assertEquals("c5", failed.commit());
    assertTrue(after(new JournalEntry.PushEnded(NOW, "axon", HostStage.CONFIRMED, null)).rollout().isEmpty());
  }

  /** What runs already makes no generation when it is pushed again; another system does. */
  @Test
  void goingBackLeadsBeforeTheFirstOfSeveralPushesOfTheSame() {
    Machine broken = new Machine("boot", "/nix/store/new", null, null, null, List.of());
    JournalEntry.PushBegun again = new JournalEntry.PushBegun(NOW, "axon", "c5", "/nix/store/new", broken);
    JournalEntry.PushBegun other = new JournalEntry.PushBegun(NOW, "axon", "c6", "/nix/store/newer", broken);
    JournalEntry.PushEnded failed = new JournalEntry.PushEnded(NOW, "axon", HostStage.FAILED, "units");
    JournalEntry.PushEnded confirmed = new JournalEntry.PushEnded(NOW, "axon", HostStage.CONFIRMED, null);
    assertEquals(BEFORE, axon().origin());
    assertEquals(BEFORE, axon(failed, again).origin());
    assertEquals(broken, axon(failed, again).before());
    assertEquals(BEFORE, axon(confirmed, again).origin());
    assertEquals(broken, axon(failed, other).origin());
    JournalEntry.BackBegun back = new JournalEntry.BackBegun(NOW, "axon");
    assertEquals(HostStage.ROLLING_BACK, axon(confirmed, back).stage());
    assertEquals(17, axon(confirmed, back, new JournalEntry.PushStarted(NOW, "axon", 17, NOW)).process());
    assertEquals(HostStage.ROLLING_BACK, axon(confirmed, back, new JournalEntry.PushStarted(NOW, "axon", 17, NOW)).stage());
  }

  @Test
  void whatWasPushedCountsAsLongAsNoPhaseIsUndone() {
    JournalEntry.PushEnded confirmed = new JournalEntry.PushEnded(NOW, "axon", HostStage.CONFIRMED, null);
    JournalEntry closed = new JournalEntry.TransitionDone(NOW, 2, "c6");
    List<JournalEntry> closing = pushed(confirmed, begun(2, Kind.PHASE, Phase.CLOSING), closed);
    List<JournalEntry> reopened = new ArrayList<>(closing);
    reopened.addAll(List.of(begun(3, Kind.ROLLBACK, 1), new JournalEntry.TransitionDone(NOW, 3, "c1")));
    assertEquals(HostStage.CONFIRMED, after(reopened.toArray(JournalEntry[]::new)).rollout().get("axon").stage());
    List<JournalEntry> undone = new ArrayList<>(closing);
    undone.addAll(List.of(begun(3, Kind.ROLLBACK, 0), new JournalEntry.TransitionDone(NOW, 3, "c0")));
    assertTrue(after(undone.toArray(JournalEntry[]::new)).rollout().isEmpty());
  }
}
