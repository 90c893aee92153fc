package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.JournalStore;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a repository stands: what its history records, and what the journal on this machine adds to it.
 *
 * @param git the repository's own state
 * @param recorded what the branch's history says; the truth about finished phases
 * @param journaled what the journal of the same run says; {@link MigrationState#none()} where this machine has none
 * @param run the run's id; null where there is no run yet
 */
record RunState(
    Checkpoints.State git, HistoryReader.Recorded recorded, MigrationState journaled, String run) {

  /** Reads it anew; a journal of another run than the history's newest does not count. */
  static RunState read(Checkpoints checkpoints, JournalStore journals) throws IOException {
    Checkpoints.State git = checkpoints.state();
    HistoryReader.Recorded recorded = new HistoryReader(checkpoints).read(git.head());
    Optional<String> current = journals.currentRun();
    if (recorded.run() != null) {
      String run = recorded.run().id();
      MigrationState state =
          current.filter(run::equals).isPresent()
              ? MigrationState.of(new Journal(journals, run).read())
              : MigrationState.none();
      return new RunState(git, recorded, state, run);
    }
    if (current.isPresent()) {
      MigrationState state = MigrationState.of(new Journal(journals, current.get()).read());
      boolean here =
          state.run() != null
              && git.head() != null
              && checkpoints.isAncestor(state.run().baseline(), git.head());
      if (here) {
        return new RunState(git, recorded, state, current.get());
      }
    }
    return new RunState(git, recorded, MigrationState.none(), null);
  }

  /** The commit the migration starts from: the run's baseline, or where HEAD is before there is a run. */
  String baseline() {
    if (recorded.run() != null) {
      return recorded.run().baseline();
    }
    return journaled.run() != null ? journaled.run().baseline() : git.head();
  }

  /** Answers given so far: this machine's journal first, then what the newest checkpoint carries. */
  Answers answers() {
    if (journaled.answers() != null) {
      return Answers.of(journaled.answers());
    }
    return recorded.run() != null ? recorded.run().answers() : Answers.none();
  }

  /** The last phase that is done without a gap before it; 0 for none. */
  int lastDone() {
    int last = 0;
    while (recorded.done().containsKey(last + 1)) {
      last++;
    }
    return last;
  }
}
