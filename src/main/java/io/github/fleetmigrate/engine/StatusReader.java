package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.journal.MigrationState.PhaseRecord;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.port.Checkpoints.Commit;
import io.github.fleetmigrate.proof.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the status report of a run: pure. */
final class StatusReader {
  private StatusReader() {}

  static Status status(Migration migration, RunState state) {
    List<Status.PhaseStatus> phases = new ArrayList<>();
    for (Phase phase : migration.phases()) {
      phases.add(phase(phase, state));
    }
    Status.Next next =
        phases.stream()
            .filter(p -> p.state() != Status.State.DONE && p.state() != Status.State.PARTIAL)
            .findFirst()
            .map(p -> new Status.Next(p.number(), p.state()))
            .orElse(null);
    return new Status(migration.id(), state.run(), baseline(state), phases, next);
  }

  /**
   * With the rollout, once all phases are done.
   *
   * @param fleet its hosts in the order in which they are pushed
   */
  static Status withRollout(Status status, Migration migration, RunState state, List<HostSettings> fleet) {
    if (status.next() != null || migration.rollout() == null) {
      return status;
    }
    List<Status.RolloutHost> hosts = new ArrayList<>();
    for (HostSettings host : fleet) {
      MigrationState.HostRollout now = state.journaled().rollout().get(host.host());
      boolean local = host.mode() == HostSettings.Mode.LOCAL;
      hosts.add(
          now == null
              ? new Status.RolloutHost(host.host(), local, where(host), null, null, null, null, null)
              : new Status.RolloutHost(
                  host.host(), local, where(host), now.stage(), now.at(), now.commit(), now.system(), now.message()));
    }
    Status.PhaseStatus closing = migration.closing() == null ? null : phase(migration.closing(), state);
    return new Status(
        status.migration(), status.run(), status.baseline(), status.phases(), null, new Status.Rollout(hosts, closing));
  }

  /** Where ssh is without anyone saying so. */
  private static final int SSH = 22;

  private static String where(HostSettings host) {
    return host.mode() == HostSettings.Mode.LOCAL
        ? null
        : (host.user() == null ? "" : host.user() + "@")
            + (host.address() == null ? host.host() : host.address())
            + (host.port() == null || host.port() == SSH ? "" : ":" + host.port());
  }

  private static Status.BaselineReport baseline(RunState state) {
    var taken = state.journaled().baseline();
    if (taken == null) {
      return state.recorded().run() == null
          ? null
          : new Status.BaselineReport(
              state.baseline(), Map.of(), List.of(), false, false, Map.of(), Map.of());
    }
    return new Status.BaselineReport(
        state.baseline(),
        taken.hosts(),
        taken.outputs(),
        taken.withoutEvaluation(),
        true,
        taken.failures(),
        taken.nodes() == null ? Map.of() : taken.nodes());
  }

  private static Status.PhaseStatus phase(Phase phase, RunState state) {
    Commit commit = state.recorded().done().get(phase.number());
    PhaseRecord journaled = state.journaled().phases().get(phase.number());
    Level level = journaled == null ? Level.NONE : journaled.verified();
    MigrationState.OpenTransition open = state.journaled().open();
    boolean unsettled =
        open != null && open.begun().kind() == JournalEntry.Kind.PHASE && open.begun().phase() == phase.number();
    if (commit != null && !unsettled) {
      if (journaled == null || journaled.stage() != MigrationState.Stage.DONE) {
        level = Level.of(commit.trailers().getOrDefault(Trailers.VERIFIED, "none")).orElse(Level.NONE);
      }
      boolean partial = journaled != null && journaled.partial();
      return report(phase, partial ? Status.State.PARTIAL : Status.State.DONE, commit.id(), level, journaled);
    }
    boolean undone =
        state.recorded().rolledBack().contains(phase.number())
            || journaled != null
                && (journaled.stage() == MigrationState.Stage.ROLLED_BACK
                    || journaled.stage() == MigrationState.Stage.DONE);
    if (undone) {
      return report(phase, Status.State.ROLLED_BACK, null, Level.NONE, null);
    }
    if (journaled == null) {
      return report(phase, Status.State.PENDING, null, Level.NONE, null);
    }
    return report(
        phase,
        journaled.stage() == MigrationState.Stage.FAILED ? Status.State.FAILED : Status.State.RUNNING,
        null,
        level,
        journaled);
  }

  private static Status.PhaseStatus report(
      Phase phase, Status.State state, String commit, Level verified, PhaseRecord journaled) {
    return new Status.PhaseStatus(
        phase.number(),
        phase.id(),
        phase.title(),
        state,
        commit,
        verified,
        journaled == null ? List.of() : journaled.hosts());
  }
}
