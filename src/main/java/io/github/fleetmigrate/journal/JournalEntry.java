package io.github.fleetmigrate.journal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One line of a run's journal. An entry is on the disk before the effect that it announces, and its result is appended
 * when the effect is over; what lies between is made good on resume.
 */
public sealed interface JournalEntry {
  Instant at();

  /**
   * The first entry.
   *
   * @param baseline the commit the migration starts from
   */
  record RunBegun(Instant at, String run, String migration, String baseline, String branch) implements JournalEntry {}

  /** All answers that a person gave, whole; the newest entry counts. */
  record Answered(Instant at, JsonNode answers) implements JournalEntry {}

  /**
   * What the fleet was before the first edit.
   *
   * @param hosts host or home configuration to derivation path; null where it could not be evaluated
   * @param facts everything evaluated, as the repository package's records in JSON
   * @param withoutEvaluation whether a person agreed to go on though something could not be evaluated
   * @param failures by host or home configuration that could not be evaluated: nix's own message
   * @param nodes deploy-rs' nodes as evaluated; null in a journal that an earlier version wrote
   */
  record BaselineTaken(
      Instant at,
      Map<String, String> hosts,
      List<String> outputs,
      JsonNode facts,
      boolean withoutEvaluation,
      Map<String, String> failures,
      Map<String, EvaluatedNode> nodes)
      implements JournalEntry {
    public BaselineTaken {
      failures = failures == null ? Map.of() : Map.copyOf(failures);
    }
  }

  /**
   * Who can deploy hosts from now on, as was found on the hosts before the rollout's last step was begun.
   *
   * @param hosts that are deployed as this user after it
   * @param kept the other hosts that were asked, with the reason
   */
  record DeployUsersFound(Instant at, String user, List<String> hosts, Map<String, String> kept)
      implements JournalEntry {}

  /**
   * Files are about to be changed.
   *
   * @param transition its number in this run, from 1
   * @param kind a phase, or a rollback
   * @param phase the phase, or for a rollback the phase that is gone back to (0: before the migration)
   * @param base the commit that HEAD is at
   * @param target a commit whose tree holds every file as it will be; kept under {@code refs/fleet-migrate/}
   * @param files every file with the hashes of its versions before and after
   * @param partial whether a person refused part of the phase
   * @param moveTo for a rollback that moves the branch back: the commit it moves to; null where a commit is added
   * @param message of the commit that will be made; null where the branch moves
   */
  record TransitionBegun(
      Instant at,
      int transition,
      Kind kind,
      int phase,
      String base,
      String target,
      List<PlannedFile> files,
      boolean partial,
      String moveTo,
      String message)
      implements JournalEntry {}

  /**
   * @param before {@link io.github.fleetmigrate.port.FileVersion#hashOf} of the version that is replaced
   * @param after of the version that takes its place
   */
  record PlannedFile(String path, String before, String after) {}

  enum Kind {
    PHASE,
    ROLLBACK
  }

  /** Every file of the transition stands in the work tree and in the index. */
  record FilesWritten(Instant at, int transition) implements JournalEntry {}

  /**
   * @param tree that was verified; null in a journal that an earlier version wrote
   */
  record Verified(
      Instant at,
      int transition,
      Level level,
      List<HostVerdict> hosts,
      List<String> problems,
      boolean passed,
      String tree,
      List<String> remarks)
      implements JournalEntry {
    public Verified {
      remarks = remarks == null ? List.of() : List.copyOf(remarks);
    }
  }

  /** The transition is over: its commit is made, or the branch is moved. */
  record TransitionDone(Instant at, int transition, String commit) implements JournalEntry {}

  /**
   * The transition stopped and can be taken up again; the files stay as they are.
   *
   * @param hooked a commit that a hook made another of, and that is taken off the branch again; null if there is none
   */
  record TransitionFailed(Instant at, int transition, String message, String hooked) implements JournalEntry {}

  /**
   * A host is about to be pushed, which a person agreed to.
   *
   * @param commit that is pushed
   * @param system store path that the host will run
   * @param before what the machine ran; its failed units are no fault of the push
   */
  record PushBegun(Instant at, String host, String commit, String system, Machine before) implements JournalEntry {}

  /** A host that was pushed is about to be brought back to what it ran before. */
  record BackBegun(Instant at, String host) implements JournalEntry {}

  /**
   * The program that pushes, or brings back, runs. It outlives a process of ours that is killed.
   *
   * @param process its id, which another program may have by now unless it was started at {@code started} too
   */
  record PushStarted(Instant at, String host, long process, Instant started) implements JournalEntry {}

  /**
   * A push is over, or what it made was taken back.
   *
   * @param message why it failed; null where it did not
   */
  record PushEnded(Instant at, String host, HostStage stage, String message) implements JournalEntry {}

  /** How far a host came in the rollout. */
  enum HostStage {
    /** A push was begun and not seen to end. */
    PUSHING,
    /** The machine runs what was pushed and is as healthy as before. */
    CONFIRMED,
    FAILED,
    /** Going back was begun and not seen to end. */
    ROLLING_BACK,
    /** Brought back to what it ran before. */
    ROLLED_BACK;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** The transition was given up and its files are as they were before it. */
  record TransitionAbandoned(Instant at, int transition) implements JournalEntry {}
}
