package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.Checkpoints.Commit;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the way back to a checkpoint. Commits that are all ours and on no remote are taken off the branch; otherwise a
 * commit is added that undoes ours and keeps everybody else's, or the rollback is refused with the file in the way.
 */
final class RollbackPlanner {
  private final Checkpoints checkpoints;

  RollbackPlanner(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /**
   * @param to the phase to go back to; 0 for before the migration
   * @param recorded what the history of {@code head} says
   */
  Transition plan(int to, String head, HistoryReader.Recorded recorded) throws IOException, Stopped {
    String goal = to == 0 ? recorded.run().baseline() : checkpoint(to, recorded).id();
    if (!checkpoints.isAncestor(goal, head)) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "the commit to go back to, " + goal + ", is not in the history of this branch",
          "check out the branch that the migration was made on");
    }
    List<Commit> since = since(goal, head);
    boolean ours = since.stream().allMatch(c -> recorded.run().id().equals(c.trailers().get(Trailers.RUN)));
    boolean published = !since.isEmpty() && checkpoints.isPublished(since.get(since.size() - 1).id());
    Transition transition =
        ours && !published ? moving(to, head, goal) : undoing(to, head, goal, recorded, since);
    refuseDirty(transition);
    return transition;
  }

  private static Commit checkpoint(int phase, HistoryReader.Recorded recorded) throws Stopped {
    Commit commit = recorded.done().get(phase);
    if (commit == null) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          Phase.name(phase) + " has no checkpoint in this branch's history",
          recorded.done().isEmpty()
              ? "there is nothing to roll back to but the start: `fleet-migrate rollback --to start`"
              : "checkpoints there are: start, " + String.join(", ", recorded.done().keySet().stream().map(String::valueOf).toList()));
    }
    return commit;
  }

  private List<Commit> since(String goal, String head) throws IOException {
    List<Commit> out = new ArrayList<>();
    for (Commit commit : checkpoints.history(head, HistoryReader.LIMIT)) {
      if (commit.id().equals(goal)) {
        break;
      }
      out.add(commit);
    }
    return out;
  }

  private Transition moving(int to, String head, String goal) throws IOException {
    return new Transition(
        JournalEntry.Kind.ROLLBACK, to, head, goal, changes(head, goal), false, goal, null);
  }

  private Transition undoing(
      int to, String head, String goal, HistoryReader.Recorded recorded, List<Commit> since)
      throws IOException, Stopped {
    String tree = checkpoints.commit(head).orElseThrow().tree();
    List<Integer> phases = new ArrayList<>(recorded.done().keySet().stream().filter(n -> n > to).toList());
    Collections.reverse(phases);
    for (int phase : phases) {
      Checkpoints.Undone undone = checkpoints.undo(recorded.done().get(phase).id(), tree);
      if (!undone.conflicts().isEmpty()) {
        throw Stopped.because(
            ExitStatus.DECISION_NEEDED,
            Phase.name(phase) + " cannot be undone by itself: later commits changed " + String.join(", ", undone.conflicts()),
            "revert those commits first (" + foreign(since, recorded.run().id()) + "), or go back by hand with `git diff "
                + goal + " -- " + String.join(" ", undone.conflicts()) + "`");
      }
      tree = undone.tree();
    }
    String target = checkpoints.sibling(head, tree);
    List<String> body =
        phases.isEmpty()
            ? List.of()
            : List.of("Undoes " + String.join(", ", phases.stream().map(n -> Phase.name(n)).toList()) + "; other commits stay.");
    String message =
        Trailers.message(
            "fleet-migrate: go back to " + TransitionRunner.place(to),
            body,
            recorded.run(),
            Trailers.ROLLED_BACK_TO,
            to,
            List.of());
    return new Transition(
        JournalEntry.Kind.ROLLBACK, to, head, target, changes(head, target), false, null, message);
  }

  private static String foreign(List<Commit> since, String run) {
    return String.join(
        ", ",
        since.stream()
            .filter(c -> !Objects.equals(run, c.trailers().get(Trailers.RUN)))
            .map(c -> c.shortId() + " " + c.subject())
            .toList());
  }

  private List<FileChange> changes(String from, String to) throws IOException {
    List<FileChange> out = new ArrayList<>();
    for (Map.Entry<String, FileVersion[]> e : checkpoints.changes(from, to).entrySet()) {
      out.add(new FileChange(e.getKey(), e.getValue()[0], e.getValue()[1]));
    }
    return out;
  }

  private void refuseDirty(Transition transition) throws IOException, Stopped {
    Set<String> dirty = checkpoints.dirty(transition.changes().stream().map(FileChange::path).toList());
    if (!dirty.isEmpty()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "changes that are not committed are in the way of the rollback: " + String.join(", ", dirty),
          "commit or stash them (`git stash push -- " + String.join(" ", dirty) + "`), then run the same command again");
    }
  }
}
