package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.migration.Phase;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes back to a checkpoint, or takes up a rollback that was interrupted. */
final class RollbackRunner {
  private final Session session;
  private final Consumer<EngineEvent> events;

  RollbackRunner(Session session, Consumer<EngineEvent> events) {
    this.session = session;
    this.events = events;
  }

  void run(int to) throws IOException, Stopped {
    RunState state = session.state();
    if (state.run() == null) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT, "no migration was begun here", "there is nothing to roll back");
    }
    if (to < 0 || to > session.migration().phases().size()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "there is no phase " + to,
          "name a phase from 1 to " + session.migration().phases().size() + ", or start");
    }
    Journal journal = session.journal();
    MigrationState.OpenTransition open = session.state().journaled().open();
    boolean gaveUp = false;
    if (open != null && open.begun().kind() == JournalEntry.Kind.ROLLBACK && open.begun().phase() == to) {
      carryOut(journal, open.begun());
      return;
    }
    if (open != null) {
      // Killed between its commit and the journal: it is over, and what it made is gone back over like the rest.
      Optional<String> commit = runner(journal).committed(open.begun());
      if (commit.isPresent()) {
        runner(journal).done(open.begun(), commit.get());
        session.changed();
        open = null;
      }
    }
    if (open != null) {
      events.accept(new EngineEvent.Progress("Putting back what " + what(open.begun()) + " had begun"));
      runner(journal).abandon(open.begun());
      session.changed();
      gaveUp = true;
    }
    state = session.state();
    boolean there = to == state.recorded().last() && (to > 0 || state.recorded().done().isEmpty());
    if (there) {
      if (!gaveUp) {
        events.accept(new EngineEvent.Progress("Already at " + TransitionRunner.place(to) + "; nothing to do"));
      }
      events.accept(new EngineEvent.RolledBack(to, state.git().head(), state.git().head()));
      return;
    }
    if (to > state.recorded().last()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "phase " + to + " has no checkpoint yet",
          "go forward with `fleet-migrate apply --through " + to + "`");
    }
    Transition transition =
        new RollbackPlanner(session.ports().checkpoints()).plan(to, state.git().head(), state.recorded());
    TransitionBegun begun = runner(journal).begin(state.journaled().transitions() + 1, transition);
    session.changed();
    carryOut(journal, begun);
  }

  private void carryOut(Journal journal, TransitionBegun begun) throws IOException, Stopped {
    TransitionRunner runner = runner(journal);
    runner.write(begun, null);
    String commit = runner.commit(begun, begun.message());
    runner.done(begun, commit);
    session.changed();
    events.accept(new EngineEvent.RolledBack(begun.phase(), commit, begun.base()));
  }

  private TransitionRunner runner(Journal journal) {
    return new TransitionRunner(session, journal);
  }

  private static String what(TransitionBegun begun) {
    return begun.kind() == JournalEntry.Kind.PHASE ? Phase.name(begun.phase()) : "another rollback";
  }
}
