package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import java.time.Duration;
import java.util.List;

/** What the engine tells while it works; the wizard folds these into screens, the command line prints them. */
public sealed interface EngineEvent {

  /** One line of what is going on, such as "Evaluating flake outputs". */
  record Progress(String message) implements EngineEvent {}

  /** The repository was read; comes again whenever an answer or a phase changed what it says. */
  record Surveyed(Survey survey) implements EngineEvent {}

  record PhasePlanned(PhasePlan plan) implements EngineEvent {}

  /**
   * @param resumed whether an interrupted phase is taken up again
   */
  record PhaseStarted(int phase, String title, boolean resumed) implements EngineEvent {}

  record FileChanged(int phase, String path, FileChange.Kind kind) implements EngineEvent {}

  /**
   * @param phase null for a baseline or a verification that belongs to no phase
   */
  record VerificationStarted(Integer phase, Level level, List<String> hosts) implements EngineEvent {}

  /** What is done with a host right now. */
  enum Activity {
    WAITING,
    EVALUATING,
    COMPARING,
    BUILDING,
    DONE
  }

  /**
   * @param lastLine of the program's output; null if there is none yet
   */
  record HostProgress(String host, Activity activity, Duration elapsed, String lastLine) implements EngineEvent {}

  record HostFinished(HostVerdict verdict, Duration elapsed) implements EngineEvent {}

  /**
   * @param passed whether the migration may go on
   * @param problems what stands against it beside hosts, such as a vanished output; one line each
   * @param remarks what a person should know and what stands against nothing; one line each
   */
  record VerificationFinished(
      Integer phase,
      Level reached,
      List<HostVerdict> hosts,
      List<String> problems,
      List<String> remarks,
      boolean passed)
      implements EngineEvent {
    /** Without remarks. */
    public VerificationFinished(
        Integer phase, Level reached, List<HostVerdict> hosts, List<String> problems, boolean passed) {
      this(phase, reached, hosts, problems, List.of(), passed);
    }

    static VerificationFinished of(Integer phase, Evaluation.Verified verified) {
      return new VerificationFinished(
          phase,
          verified.reached(),
          verified.hosts(),
          verified.problems(),
          verified.remarks(),
          verified.passed());
    }
  }

  /** A host's health, as soon as it is known. */
  record HostChecked(HostHealth health) implements EngineEvent {}

  /** All hosts that were asked for, in their order. */
  record HealthChecked(HealthReport report) implements EngineEvent {}

  record Checkpoint(int phase, String commit, String subject) implements EngineEvent {}

  /**
   * @param to the phase whose checkpoint the repository is at now; 0 for before the migration
   * @param left the commit left behind, kept under {@code refs/fleet-migrate/}
   */
  record RolledBack(int to, String commit, String left) implements EngineEvent {}

  /** A decision is needed: the question's key, its text and the item it is about (null if none). */
  record QuestionOpen(Integer phase, String key, String item, String text) implements EngineEvent {}

  record Failed(Integer phase, Problem problem) implements EngineEvent {}

  /** A line that a program said which builds, checks or pushes a host; text of the host may be in it. */
  record HostOutput(String host, String line) implements EngineEvent {}

  /** What pushing a host would do is known: a person can agree to it. */
  record HostPrepared(HostReady ready) implements EngineEvent {}

  /** A host came to another stage of the rollout. */
  record RolloutChanged(String host, MigrationState.HostRollout now) implements EngineEvent {}

  /** The command is over; nothing comes after it. */
  record Finished(ExitStatus status, String message) implements EngineEvent {}
}
