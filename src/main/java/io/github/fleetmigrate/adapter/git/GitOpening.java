package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What looking for a repository gives. */
public sealed interface GitOpening {

  /**
   * A repository that can be worked on.
   *
   * @param root its work tree's root, without symbolic links
   * @param gitDirectory this work tree's own git directory
   * @param throughGitProgram what the repository uses that needs the git program, in a few words each; empty where JGit
   *     serves it
   */
  record Opened(
      Path root, Path gitDirectory, Checkpoints checkpoints, StaleLocks staleLocks, List<String> throughGitProgram)
      implements GitOpening {
    public Opened {
      throughGitProgram = List.copyOf(throughGitProgram);
    }
  }

  /** Why not. */
  enum Problem {
    NOT_A_REPOSITORY,
    /** There is no work tree: a bare repository, or the inside of a git directory. */
    NO_WORK_TREE,
    /** It belongs to someone else, and git would refuse to run its hooks and filters. */
    NOT_TRUSTED,
    /** Variables such as {@code GIT_DIR} point somewhere. */
    REDIRECTED,
    /** It uses what needs the git program, which is not installed. */
    NEEDS_GIT
  }

  /**
   * No repository to work on.
   *
   * @param message what is wrong and what to do, each on a line
   */
  record Refused(Problem problem, String message) implements GitOpening {}

  /** Exhaustive choice over the two. */
  default <T> T match(Function<Opened, T> opened, Function<Refused, T> refused) {
    return this instanceof Opened o ? opened.apply(o) : refused.apply((Refused) this);
  }
}
