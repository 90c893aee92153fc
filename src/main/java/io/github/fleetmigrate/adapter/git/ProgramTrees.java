package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.Undone;
import io.github.fleetmigrate.port.CommandRunner.Result;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Trees through the git program. */
final class ProgramTrees {
  /** How git ends where it does not know an option. */
  private static final int USAGE_ERROR = 129;

  private final GitProgram git;

  ProgramTrees(GitProgram git) {
    this.git = git;
  }

  List<String> files(String commit) throws IOException {
    List<String> files = new ArrayList<>();
    for (String entry : GitProgram.split(git.output("ls-tree", "-r", "-z", "--full-tree", commit))) {
      if (entry.startsWith("100")) {
        files.add(entry.substring(entry.indexOf('\t') + 1));
      }
    }
    files.sort(null);
    return files;
  }

  Optional<FileVersion> read(String commit, String path) throws IOException {
    String entry = git.output("ls-tree", "-z", "--full-tree", commit, "--", path);
    if (!entry.startsWith("100")) {
      return Optional.empty();
    }
    try (ScratchTree scratch = new ScratchTree(git)) {
      scratch.take(commit);
      return Optional.ofNullable(scratch.checkOut(List.of(path)).get(path));
    }
  }

  String with(String commit, Map<String, FileVersion> changes) throws IOException {
    try (ScratchTree scratch = new ScratchTree(git)) {
      scratch.take(commit);
      scratch.add(changes);
      return scratch.writeTree();
    }
  }

  String ofWorkTree() throws IOException {
    try (ScratchTree scratch = new ScratchTree(git)) {
      scratch.takeIndexOf(git.layout());
      scratch.addTrackedFiles();
      return scratch.writeTree();
    }
  }

  Map<String, FileVersion[]> changes(String from, String to) throws IOException {
    List<String> raw =
        GitProgram.split(git.output("diff-tree", "-r", "-z", "--no-renames", "--raw", from, to));
    TreeSet<String> before = new TreeSet<>();
    TreeSet<String> after = new TreeSet<>();
    for (int i = 0; i + 1 < raw.size(); i += 2) {
      String[] modes = raw.get(i).substring(1).split(" ");
      if (modes[0].startsWith("100")) {
        before.add(raw.get(i + 1));
      }
      if (modes[1].startsWith("100")) {
        after.add(raw.get(i + 1));
      }
    }
    Map<String, FileVersion> old = checkOut(from, before);
    Map<String, FileVersion> now = checkOut(to, after);
    TreeSet<String> paths = new TreeSet<>(before);
    paths.addAll(after);
    Map<String, FileVersion[]> changes = new TreeMap<>();
    for (String path : paths) {
      changes.put(path, new FileVersion[] {old.get(path), now.get(path)});
    }
    return changes;
  }

  private Map<String, FileVersion> checkOut(String commit, TreeSet<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return Map.of();
    }
    try (ScratchTree scratch = new ScratchTree(git)) {
      scratch.take(commit);
      return scratch.checkOut(paths);
    }
  }

  /**
   * Git merges commits, by the base it finds in their history; so the three trees become commits with just that
   * history. Nothing refers to them, and git collects them some day.
   */
  Undone undo(String commit, String tipTree) throws IOException {
    GitProgram named =
        git.with(
            Map.of(
                "GIT_AUTHOR_NAME", "fleet-migrate",
                "GIT_AUTHOR_EMAIL", "fleet-migrate@localhost",
                "GIT_COMMITTER_NAME", "fleet-migrate",
                "GIT_COMMITTER_EMAIL", "fleet-migrate@localhost"));
    String parentTree = parentTree(commit);
    String base = named.line("commit-tree", "-m", "base", commit + "^{tree}");
    String ours = named.line("commit-tree", "-m", "ours", "-p", base, tipTree);
    String theirs = named.line("commit-tree", "-m", "theirs", "-p", base, parentTree);
    List<String> arguments =
        List.of("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs);
    Result result = git.call(arguments);
    if (result.exitCode() == USAGE_ERROR) {
      throw new IOException(
          "Undoing a commit needs git 2.38 or newer; this one is " + git.line("version") + ".");
    }
    List<String> parts = GitProgram.split(result.output());
    if (result.exitCode() == 0 && parts.size() == 1) {
      return new Undone(parts.get(0), List.of());
    }
    if (result.exitCode() == 1 && parts.size() > 1) {
      return new Undone(tipTree, List.copyOf(new TreeSet<>(parts.subList(1, parts.size()))));
    }
    throw GitProgram.failure(arguments, result);
  }

  private String parentTree(String commit) throws IOException {
    Result parent = git.call("rev-parse", "--verify", "--quiet", commit + "^1^{tree}");
    if (parent.succeeded()) {
      return parent.output().strip();
    }
    try (ScratchTree empty = new ScratchTree(git)) {
      return empty.writeTree();
    }
  }
}
