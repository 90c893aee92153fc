package io.github.fleetmigrate.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.journal.JournalEntry.Kind;
import io.github.fleetmigrate.journal.JournalEntry.PlannedFile;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.journal.MigrationState.Stage;
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
}
