package io.github.fleetmigrate.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The repository's history. Commits are named by their full hexadecimal ids, paths are relative to the work tree's
 * root with {@code /}. Nothing here writes files of the work tree: that is {@link WorkTree}'s.
 */
public interface Checkpoints {

  /**
   * @param root the work tree's root
   * @param gitDirectory this work tree's own git directory (linked worktrees have one each)
   * @param head the commit that HEAD leads to; null before the first commit
   * @param branch short name of the branch HEAD is on; null where HEAD is detached
   * @param operation a merge, rebase, cherry-pick, revert or bisect that is in progress, in git's words; null if none
   */
  record State(Path root, Path gitDirectory, String head, String branch, String operation) {}

  /**
   * A commit as the engine needs it.
   *
   * @param trailers of the last paragraph, in order; a key may come twice, the last one counts
   */
  record Commit(String id, List<String> parents, String tree, String subject, Map<String, String> trailers) {
    public String shortId() {
      return id.substring(0, Math.min(9, id.length()));
    }
  }

  State state() throws IOException;

  /**
   * Paths that git tracks (the index), sorted; neither submodules nor symbolic links among them. A file that was only
   * announced ({@code git add -N}) is tracked, one in a merge conflict too.
   */
  List<String> trackedPaths() throws IOException;

  /**
   * Of these paths those whose index entry or work-tree file differs from HEAD, in content or executable bit; untracked
   * files are included, ignored or not. A folder counts as no file.
   */
  Set<String> dirty(Collection<String> paths) throws IOException;

  /**
   * Whether the whole work tree and index equal HEAD; untracked files do not count, and of a submodule only the commit
   * that it stands on.
   */
  boolean isClean() throws IOException;

  /**
   * Whether git ignores a path, which need not exist: a plain {@code git add} would pass it over, and so would a person's
   * {@code git add --all} in a clone. False for what is tracked. {@link #stage} takes ignored paths all the same.
   */
  boolean isIgnored(String path) throws IOException;

  /**
   * The version of a file in a commit as a checkout of that commit would write it (line ends, filters), or empty where
   * there is none or it is a symbolic link.
   */
  Optional<FileVersion> read(String commit, String path) throws IOException;

  /** All regular files of a commit's tree, sorted. */
  List<String> paths(String commit) throws IOException;

  /**
   * A tree like the commit's but for these files; null versions are removed. Contents are those of the work tree: they
   * are stored as a commit of such files would store them.
   *
   * @return the tree's id; the objects are written, nothing refers to them yet
   */
  String treeWith(String commit, Map<String, FileVersion> changes) throws IOException;

  /** The tree that tracked files of the work tree make as they stand now: what nix sees of a dirty repository. */
  String workTreeAsTree() throws IOException;

  /**
   * A commit of {@code tree} with the parents, author, committer, dates and message of {@code model}; for the model's
   * own tree it is the model itself. Two such siblings differ in nothing but their tree, so a flake that embeds its own
   * revision differs by that alone.
   */
  String sibling(String model, String tree) throws IOException;

  /** Points {@code refs/fleet-migrate/<name>} at a commit, so that no garbage collection takes it. */
  void keep(String name, String commit) throws IOException;

  /** The commit that {@code refs/fleet-migrate/<name>} points at. */
  Optional<String> kept(String name) throws IOException;

  /** Names (without {@code refs/fleet-migrate/}) and commits of all kept refs whose name starts so. */
  Map<String, String> keptUnder(String prefix) throws IOException;

  /**
   * Adds these paths' work-tree contents to the index (or removes them from it), nothing else. A path without a file and
   * unknown to git is passed over.
   *
   * @throws IOException where another git command holds the index; the message names the lock
   */
  void stage(Collection<String> paths) throws IOException;

  /**
   * Commits exactly these paths, as they stand in the work tree, on the current branch; what else is staged stays
   * staged. With no path, an empty commit. Hooks run as git runs them, and what they change of the files or the message
   * is committed: compare the new commit's tree with the one that was planned.
   *
   * @return the new commit's id
   * @throws CommitRefused where a hook refused it (with all the hook said), a signature failed, a merge or the like is in
   *     progress, or the identity is not configured; nothing was committed
   */
  String commit(Collection<String> paths, String message) throws IOException, CommitRefused;

  /** Moves the current branch from {@code from} (else an error) to {@code to}, with a reflog entry; the index and work
   * tree stay as they are. */
  void moveBranch(String from, String to, String reason) throws IOException;

  /** Commits reachable from {@code tip} by first parents, newest first, at most {@code limit}. */
  List<Commit> history(String tip, int limit) throws IOException;

  Optional<Commit> commit(String id) throws IOException;

  /** Whether {@code ancestor} can be reached from {@code descendant} (a commit reaches itself). */
  boolean isAncestor(String ancestor, String descendant) throws IOException;

  /** Whether any remote-tracking branch or tag reaches the commit. */
  boolean isPublished(String commit) throws IOException;

  /**
   * Paths that differ between two commits' trees, sorted, with their versions (null where absent): before, after. A
   * symbolic link or submodule counts as absent, and where both sides are none the path is left out.
   */
  Map<String, FileVersion[]> changes(String fromCommit, String toCommit) throws IOException;

  /**
   * The tree that undoing {@code commit} on top of {@code tip} gives, by a three-way merge in memory. Of a merge, what
   * came in from its first parent stays.
   *
   * @param tree the result; the tip's own tree where there are conflicts
   * @param conflicts paths that cannot be merged, sorted; empty where {@code tree} is good
   */
  record Undone(String tree, List<String> conflicts) {}

  Undone undo(String commit, String tipTree) throws IOException;

  /** The index lock or ref lock files that stand in the way now, if any. */
  List<Path> locks() throws IOException;

  /** A commit that was refused before it was made; the message is fit for a person. */
  final class CommitRefused extends Exception {
    public CommitRefused(String message) {
      super(message);
    }
  }
}
