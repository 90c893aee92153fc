package io.github.fleetmigrate.nixeval;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The flake as it stands in one commit of a git repository. The commit need not be reachable from any branch.
 *
 * @param root the work tree's root: its {@code .git} is a directory, or a file in a linked worktree
 * @param commit its full id
 * @param directory the flake's folder, relative to the root; empty for the root itself
 * @param shallow whether the repository is a shallow clone; nix refuses those unless it is told
 */
public record FlakeSource(Path root, String commit, String directory, boolean shallow) {
  public FlakeSource {
    root = root.toAbsolutePath().normalize();
    if (!commit.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
      throw new IllegalArgumentException("not a full commit id: " + commit);
    }
    Objects.requireNonNull(directory);
  }

  public static FlakeSource of(Path root, String commit) {
    return new FlakeSource(root, commit, "", false);
  }

  public FlakeSource at(String otherCommit) {
    return new FlakeSource(root, otherCommit, directory, shallow);
  }

  /** The flake reference by which nix finds this commit in a repository at that place. */
  String reference(Path place) {
    return "git+file://"
        + AttrPath.escaped(place.toString())
        + "?rev="
        + commit
        + (directory.isEmpty() ? "" : "&dir=" + AttrPath.escaped(directory))
        + (shallow ? "&shallow=1" : "");
  }
}
