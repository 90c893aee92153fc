package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.port.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What must be so before the first effect; each refusal says what to do. */
final class Preconditions {
  private Preconditions() {}

  /** Before anything is read: a repository with a commit and a flake that git tracks. */
  static void readable(Session session) throws IOException, Stopped {
    Checkpoints.State git = session.state().git();
    if (git.head() == null) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          git.root() + " has no commit yet",
          "commit the flake first: `git add . && git commit`");
    }
    String baseline = session.state().baseline();
    if (session.ports().checkpoints().commit(baseline).isEmpty()) {
      throw Stopped.because(
          ExitStatus.MISSING,
          "the commit that the migration began at is not in this clone: " + baseline,
          "fetch the whole history: `git fetch --unshallow`");
    }
    Collection<String> tracked = session.ports().checkpoints().trackedPaths();
    if (!tracked.contains("flake.nix")) {
      boolean there = session.ports().tree().read("flake.nix").isPresent();
      List<String> below = tracked.stream().filter(path -> path.endsWith("/flake.nix")).sorted().toList();
      if (!there && !below.isEmpty()) {
        String folder = below.get(0).substring(0, below.get(0).lastIndexOf('/'));
        throw Stopped.because(
            ExitStatus.BAD_INPUT,
            "there is no flake.nix in " + git.root() + ", but in " + String.join(", ", below)
                + ": a flake is migrated at the root of its repository only",
            "work on a repository of that folder alone: `git subtree split --prefix=" + folder
                + " -b flake`, clone that branch, migrate it there, and bring the commits back with `git subtree pull --prefix="
                + folder + "`; a flake that reads files outside its folder has to move to the root first");
      }
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          there ? "flake.nix in " + git.root() + " is not tracked by git" : "there is no flake.nix in " + git.root(),
          there ? "`git add flake.nix`, and commit it" : "run fleet-migrate in the folder of your NixOS flake, or name it with --repo");
    }
  }

  /** Before anything is written: a branch, and no operation of git's half done. */
  static void writable(Session session) throws IOException, Stopped {
    Checkpoints.State git = session.state().git();
    if (git.operation() != null) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "a " + git.operation() + " is in progress in " + git.root(),
          "finish or abort it first (`git status` says how)");
    }
    if (git.branch() == null) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "HEAD is detached: checkpoints would belong to no branch",
          "switch to a branch first: `git switch -c migrate-to-nixos-fleet`");
    }
    List<Path> locks = session.ports().checkpoints().locks();
    if (!locks.isEmpty()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "git is locked by another process: " + locks.get(0),
          "wait for it; if no git process runs any more, remove that file");
    }
  }

  /** Before a phase's files are written: none of them holds anything that git does not have. */
  static void clean(Session session, PhasePlan plan) throws IOException, Stopped {
    List<String> paths = plan.changes().stream().map(FileChange::path).toList();
    Set<String> dirty = session.ports().checkpoints().dirty(paths);
    if (!dirty.isEmpty()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          Phase.name(plan.number()) + " edits files with changes that are not committed: " + String.join(", ", dirty),
          "commit them or set them aside (`git stash push --include-untracked -- " + String.join(" ", dirty)
              + "`), then run the same command again");
    }
    List<String> ignored = new ArrayList<>();
    for (FileChange change : plan.changes()) {
      if (change.before() == null && session.ports().checkpoints().isIgnored(change.path())) {
        ignored.add(change.path());
      }
    }
    if (!ignored.isEmpty()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          Phase.name(plan.number()) + " makes files that git ignores, so the flake would not see them: "
              + String.join(", ", ignored),
          "take them out of .gitignore, and commit that");
    }
  }
}
