package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the migration stands.
 *
 * @param run the run's id; null before the first phase was begun
 * @param baseline null before it was recorded
 * @param phases the five phases, in order, and nothing else
 * @param next the phase that comes next; null when all are done
 * @param rollout null before all phases are done
 */
public record Status(
    String migration, String run, BaselineReport baseline, List<PhaseStatus> phases, Next next, Rollout rollout) {
  /** Before the rollout. */
  public Status(String migration, String run, BaselineReport baseline, List<PhaseStatus> phases, Next next) {
    this(migration, run, baseline, phases, next, null);
  }

  public Status {
    phases = List.copyOf(phases);
  }

  /** Whether this machine has the record of the run: its baseline, and its pushes. */
  public boolean recordedHere() {
    return baseline != null && baseline.recorded();
  }

  /**
   * @param hosts host or home configuration to derivation path; one that could not be evaluated is mapped to null
   * @param withoutEvaluation whether a person agreed to go on though hosts could not be evaluated
   * @param recorded whether this machine has a record of it; without one it is evaluated again from the commit
   * @param failures by host or home configuration that could not be evaluated: nix's own message
   * @param nodes deploy-rs' nodes as evaluated
   */
  public record BaselineReport(
      String commit,
      Map<String, String> hosts,
      List<String> outputs,
      boolean withoutEvaluation,
      boolean recorded,
      Map<String, String> failures,
      Map<String, EvaluatedNode> nodes) {
    /** A baseline whose hosts could all be evaluated, and that has no deploy nodes. */
    public BaselineReport(
        String commit, Map<String, String> hosts, List<String> outputs, boolean withoutEvaluation) {
      this(commit, hosts, outputs, withoutEvaluation, true, Map.of(), Map.of());
    }
  }

  /**
   * @param commit the checkpoint; null if there is none
   * @param verified how deep it was verified
   */
  public record PhaseStatus(
      int number, String id, String title, State state, String commit, Level verified, List<HostVerdict> hosts) {
    public PhaseStatus {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * @param hosts of the fleet, in the order in which they are pushed
   * @param closing what ends the rollout; null where the migration has nothing of the kind
   */
  public record Rollout(List<RolloutHost> hosts, PhaseStatus closing) {
    public Rollout {
      hosts = List.copyOf(hosts);
    }

    /** Hosts that were not confirmed yet, in order. */
    public List<String> left() {
      return hosts.stream().filter(h -> h.stage() != HostStage.CONFIRMED).map(RolloutHost::name).toList();
    }
  }

  /**
   * @param local whether it is applied on the machine itself
   * @param where as whom and where it is reached, such as {@code jarvis@192.0.2.11}; null for a local one
   * @param stage null before its first push
   * @param at when it came to that stage; null before its first push
   * @param commit that was pushed; null before its first push
   * @param system store path that was pushed; null before its first push
   * @param message why it failed; null where it did not
   */
  public record RolloutHost(
      String name, boolean local, String where, HostStage stage, Instant at, String commit, String system, String message) {
    /** The stage in a word, {@code pending} before there is one. */
    public String word() {
      return stage == null ? "pending" : stage.word();
    }
  }

  public record Next(int phase, State state) {}

  /** A phase's state. */
  public enum State {
    PENDING,
    RUNNING,
    /** A person refused part of it and consented to go on. */
    PARTIAL,
    DONE,
    FAILED,
    ROLLED_BACK;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
