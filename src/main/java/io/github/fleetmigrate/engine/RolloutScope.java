package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.RolloutOrder;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.Checkpoints.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may be rolled out: a migration whose phases are all done, in a work tree that is what was committed. */
final class RolloutScope {
  private final Session session;
  private final PlanContext context;

  private RolloutScope(Session session, PlanContext context) {
    this.session = session;
    this.context = context;
  }

  static RolloutScope of(Session session, Cancellation cancellation) throws IOException, Stopped {
    Preconditions.readable(session);
    if (session.migration().rollout() == null) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT, "the migration " + session.migration().id() + " has no rollout", "deploy by hand");
    }
    Status.Next next = StatusReader.status(session.migration(), session.state()).next();
    if (next != null) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "the rollout comes after the last phase; phase " + next.phase() + " is " + next.state().word(),
          "run `fleet-migrate apply` first");
    }
    if (session.state().journaled().open() != null) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "a change of the repository was begun and is not finished",
          "run `fleet-migrate status`, and finish it or go back");
    }
    Optional<String> missing = session.ports().evaluation().unavailable();
    if (missing.isPresent()) {
      throw Stopped.because(
          ExitStatus.MISSING, "what would be pushed cannot be told: " + missing.get(), "install nix with flakes");
    }
    return new RolloutScope(session, session.context(cancellation));
  }

  PlanContext context() {
    return context;
  }

  Migration.Rollout tool() {
    return session.migration().rollout();
  }

  HostSettings host(String name) throws Stopped {
    RolloutTool.refuseOther(name, tool());
    List<HostSettings> all = RolloutOrder.of(context);
    return all.stream()
        .filter(h -> h.host().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              boolean known = context.facts().hostNames().contains(name);
              return Stopped.because(
                  ExitStatus.BAD_INPUT,
                  known ? name + " is not in the fleet" : "there is no host " + name,
                  "hosts of the fleet are: " + String.join(", ", all.stream().map(HostSettings::host).toList()));
            });
  }

  /** A host that the phases left out of the hive, or took for the machine one sits at, and that was answered anew since. */
  void refuseLeftOut(HostSettings host) throws IOException, Stopped {
    Commit last = session.state().recorded().done().get(session.state().lastDone());
    Answers made = Trailers.run(last).map(Trailers.Run::answers).orElse(session.answers());
    HostSettings.Mode mode =
        new PlanContext(session.migration(), context.facts(), made, session.style())
            .settlement().hosts().stream()
            .filter(h -> h.host().equals(host.host()))
            .map(HostSettings::mode)
            .findFirst()
            .orElse(host.mode());
    if (mode != host.mode()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          host.host() + " was answered anew since the phases were applied, which made it "
              + (mode == HostSettings.Mode.EXCLUDED ? "no part of the fleet" : mode == HostSettings.Mode.LOCAL ? "applied locally" : "deployed over SSH"),
          "go back and apply the phases again: `fleet-migrate rollback --to start`, then `fleet-migrate apply`; or answer as before");
    }
  }

  HostRollout state(String host) throws IOException {
    return session.state().journaled().rollout().get(host);
  }

  boolean isConfirmed(String host) throws IOException {
    HostRollout state = state(host);
    return state != null && state.stage() == JournalEntry.HostStage.CONFIRMED;
  }

  /** Whether what was kept as a fallback is gone. */
  boolean closed() throws IOException {
    return session.state().recorded().done().containsKey(Phase.CLOSING);
  }

  /** Hosts that were not confirmed yet, in order. */
  List<String> left() throws IOException {
    List<String> out = new ArrayList<>();
    for (HostSettings host : RolloutOrder.of(context)) {
      if (!isConfirmed(host.host())) {
        out.add(host.host());
      }
    }
    return out;
  }

  /** The commit that is pushed; what is not committed would be pushed too, and nobody could tell what it was. */
  String commit() throws IOException, Stopped {
    if (!session.ports().checkpoints().isClean()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "files that git tracks have changes that are not committed, and a push would carry them to the machine",
          "commit them or set them aside (`git stash push`), then run the same command again");
    }
    return session.state().git().head();
  }
}
