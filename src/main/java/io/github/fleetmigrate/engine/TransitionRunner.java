package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.PlannedFile;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.Checkpoints.Commit;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.port.WorkTree;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries transitions out so that a process killed at any point leaves something that the same steps finish. Each file
 * is compared with what the journal says it was and will be: at the first it is written, at the second it is skipped,
 * and anything else belongs to a person and stops the transition.
 */
final class TransitionRunner {
  private final WorkTree tree;
  private final Checkpoints checkpoints;
  private final Journal journal;
  private final Clock clock;
  private final Migration migration;

  TransitionRunner(Session session, Journal journal) {
    this(
        session.ports().tree(), session.ports().checkpoints(), journal, session.ports().clock(), session.migration());
  }

  TransitionRunner(WorkTree tree, Checkpoints checkpoints, Journal journal, Clock clock, Migration migration) {
    this.tree = tree;
    this.checkpoints = checkpoints;
    this.journal = journal;
    this.clock = clock;
    this.migration = migration;
  }

  /** Where a transition's result is kept, under {@code refs/fleet-migrate/}. */
  static String targetRef(String run, int transition) {
    return run + "/" + transition + "/target";
  }

  /** Where the tip is kept that a rollback leaves behind. */
  static String leftRef(String run, int transition) {
    return run + "/" + transition + "/left";
  }

  /** Records the intention; nothing of the work tree is touched. */
  TransitionBegun begin(int number, Transition transition) throws IOException {
    checkpoints.keep(targetRef(journal.run(), number), transition.target());
    if (transition.kind() == JournalEntry.Kind.ROLLBACK) {
      checkpoints.keep(leftRef(journal.run(), number), transition.base());
    }
    List<PlannedFile> files = new ArrayList<>();
    for (FileChange change : transition.changes()) {
      files.add(
          new PlannedFile(
              change.path(), FileVersion.hashOf(change.before()), FileVersion.hashOf(change.after())));
    }
    TransitionBegun begun =
        new TransitionBegun(
            clock.instant(),
            number,
            transition.kind(),
            transition.phase(),
            transition.base(),
            transition.target(),
            files,
            transition.partial(),
            transition.moveTo(),
            transition.message());
    journal.append(begun);
    return begun;
  }

  /**
   * Puts every file in place that is not there yet, and stages them.
   *
   * @param hooked a commit whose versions of the files a hook made and nobody needs; null if there is none
   */
  void write(TransitionBegun begun, String hooked) throws IOException, Stopped {
    List<PlannedFile> waiting = new ArrayList<>();
    for (PlannedFile file : begun.files()) {
      String now = FileVersion.hashOf(tree.read(file.path()).orElse(null));
      if (now.equals(file.before()) || !now.equals(file.after()) && isIn(hooked, file.path(), now)) {
        waiting.add(file);
      } else if (!now.equals(file.after())) {
        throw foreign(begun, file.path());
      }
    }
    for (PlannedFile file : waiting) {
      tree.write(file.path(), version(begun.target(), file.path(), file.after()));
    }
    checkpoints.stage(paths(begun));
    journal.append(new JournalEntry.FilesWritten(clock.instant(), begun.transition()));
  }

  private boolean isIn(String commit, String path, String hash) throws IOException {
    return commit != null && FileVersion.hashOf(checkpoints.read(commit, path).orElse(null)).equals(hash);
  }

  /** Puts every file back as it was before the transition, and gives the transition up. */
  void abandon(TransitionBegun begun) throws IOException {
    boolean foreign = false;
    for (PlannedFile file : begun.files()) {
      String now = FileVersion.hashOf(tree.read(file.path()).orElse(null));
      foreign |= !now.equals(file.before()) && !now.equals(file.after());
    }
    if (foreign) {
      String asItIs = checkpoints.sibling(begun.base(), checkpoints.workTreeAsTree());
      checkpoints.keep(journal.run() + "/" + begun.transition() + "/by-hand", asItIs);
    }
    for (PlannedFile file : begun.files()) {
      if (!FileVersion.hashOf(tree.read(file.path()).orElse(null)).equals(file.before())) {
        tree.write(file.path(), version(begun.base(), file.path(), file.before()));
      }
    }
    checkpoints.stage(paths(begun));
    journal.append(new JournalEntry.TransitionAbandoned(clock.instant(), begun.transition()));
  }

  /**
   * Makes the commit or moves the branch, unless that has happened already.
   *
   * @param message for a phase the final message, which may say more than the journal's
   * @return the commit that HEAD is at
   */
  String commit(TransitionBegun begun, String message) throws IOException, Stopped {
    String head = checkpoints.state().head();
    String commit;
    if (begun.moveTo() != null) {
      if (!begun.moveTo().equals(head)) {
        checkpoints.moveBranch(begun.base(), begun.moveTo(), "fleet-migrate: rollback to " + place(begun.phase()));
      }
      commit = begun.moveTo();
    } else {
      Optional<String> made = alreadyMade(begun, head);
      if (made.isPresent()) {
        commit = made.get();
      } else {
        refuseForeign(begun);
        try {
          commit = checkpoints.commit(paths(begun), message);
        } catch (Checkpoints.CommitRefused e) {
          throw Stopped.because(
              ExitStatus.CHECK_FAILED,
              "git refused the checkpoint: " + e.getMessage().lines().findFirst().orElse(""),
              "put right what it says, then run the same command again; the edits stay in place",
              e.getMessage());
        }
      }
    }
    return commit;
  }

  /** What is committed is what was planned and proved: a file that was edited since then stops it. */
  private void refuseForeign(TransitionBegun begun) throws IOException, Stopped {
    for (PlannedFile file : begun.files()) {
      if (!FileVersion.hashOf(tree.read(file.path()).orElse(null)).equals(file.after())) {
        throw foreign(begun, file.path());
      }
    }
  }

  /** Records that the transition is over. */
  void done(TransitionBegun begun, String commit) throws IOException {
    journal.append(new JournalEntry.TransitionDone(clock.instant(), begun.transition(), commit));
  }

  /** The commit that ends the transition, where it is in the history or the branch is there already. */
  Optional<String> committed(TransitionBegun begun) throws IOException {
    String head = checkpoints.state().head();
    return begun.moveTo() == null
        ? alreadyMade(begun, head)
        : Optional.ofNullable(head).filter(begun.moveTo()::equals);
  }

  /** The versions that a transition brings, read from its target: what resuming writes. */
  Map<String, FileVersion> after(TransitionBegun begun) throws IOException {
    Map<String, FileVersion> out = new LinkedHashMap<>();
    for (PlannedFile file : begun.files()) {
      out.put(file.path(), version(begun.target(), file.path(), file.after()));
    }
    return out;
  }

  private FileVersion version(String commit, String path, String hash) throws IOException {
    if (hash.equals(FileVersion.ABSENT_HASH)) {
      return null;
    }
    return checkpoints.read(commit, path).orElseThrow(() -> new IOException(path + " is missing in " + commit));
  }

  /** A kill between the commit and its journal entry leaves a commit that its trailers and its parent give away. */
  private Optional<String> alreadyMade(TransitionBegun begun, String head) throws IOException {
    if (head == null || head.equals(begun.base())) {
      return Optional.empty();
    }
    for (Commit commit : checkpoints.history(head, HistoryReader.LIMIT)) {
      if (commit.id().equals(begun.base())) {
        return Optional.empty();
      }
      String key = begun.kind() == JournalEntry.Kind.PHASE ? Trailers.PHASE : Trailers.ROLLED_BACK_TO;
      if (journal.run().equals(commit.trailers().get(Trailers.RUN))
          && Trailers.number(commit, key).filter(n -> n == begun.phase()).isPresent()) {
        return Optional.of(commit.id());
      }
    }
    return Optional.empty();
  }

  private static List<String> paths(TransitionBegun begun) {
    return begun.files().stream().map(PlannedFile::path).toList();
  }

  static String place(int phase) {
    return phase == 0 ? "the start" : Phase.name(phase);
  }

  private Stopped foreign(TransitionBegun begun, String path) {
    String ref = "refs/fleet-migrate/" + targetRef(journal.run(), begun.transition());
    return Stopped.because(
        ExitStatus.DECISION_NEEDED,
        path + " is neither as it was before " + what(begun) + " nor as planned: somebody changed it since",
        "compare with `git diff " + ref + " -- " + path + "`; take the plan with `git checkout " + ref + " -- " + path
            + "` and run the same command again, or give it up with `fleet-migrate rollback --to "
            + PhaseRunner.target(migration.before(begun.phase())) + "` (your version is kept)");
  }

  private static String what(TransitionBegun begun) {
    return begun.kind() == JournalEntry.Kind.PHASE ? Phase.name(begun.phase()) : "the rollback";
  }
}
