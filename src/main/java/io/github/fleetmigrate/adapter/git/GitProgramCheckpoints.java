package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.CommandRunner.Result;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checkpoints through the git program: for repositories that use what JGit does not honour. */
final class GitProgramCheckpoints implements Checkpoints {
  private final GitProgram git;
  private final ProgramTrees trees;
  private final ProgramHistory history;
  private final ProgramRefs refs;
  private final ProgramCommits commits;

  GitProgramCheckpoints(GitProgram git) {
    this.git = git;
    this.trees = new ProgramTrees(git);
    this.history = new ProgramHistory(git);
    this.refs = new ProgramRefs(git);
    this.commits = new ProgramCommits(git, refs);
  }

  @Override
  public State state() throws IOException {
    String branch = refs.branch();
    return new State(
        git.layout().root(),
        git.layout().gitDirectory(),
        refs.head(),
        branch == null ? null : branch.replaceFirst("^refs/heads/", ""),
        OperationInProgress.in(git.layout().gitDirectory()));
  }

  @Override
  public List<String> trackedPaths() throws IOException {
    Set<String> paths = new TreeSet<>();
    for (String entry : GitProgram.split(git.output("ls-files", "-z", "--stage"))) {
      if (entry.startsWith("100")) {
        paths.add(entry.substring(entry.indexOf('\t') + 1));
      }
    }
    return List.copyOf(paths);
  }

  @Override
  public Set<String> dirty(Collection<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return Set.of();
    }
    Set<String> changed = new HashSet<>();
    String status =
        overPaths(
            paths, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=dirty");
    for (String entry : GitProgram.split(status)) {
      changed.add(entry.substring(3));
    }
    Set<String> tracked = new HashSet<>(GitProgram.split(overPaths(paths, "ls-files", "-z", "--cached")));
    Set<String> dirty = new LinkedHashSet<>();
    for (String path : paths) {
      Path file = git.layout().root().resolve(path);
      boolean untracked = !tracked.contains(path) && isFile(file);
      if (changed.contains(path) || untracked) {
        dirty.add(path);
      }
    }
    return dirty;
  }

  private static boolean isFile(Path place) {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
  }

  private String overPaths(Collection<String> paths, String... command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--");
    arguments.addAll(paths);
    return git.output(arguments);
  }

  @Override
  public boolean isClean() throws IOException {
    return git.output("status", "--porcelain", "--untracked-files=no", "--ignore-submodules=dirty").isEmpty();
  }

  @Override
  public boolean isIgnored(String path) throws IOException {
    // This command knows no literal pathspecs; behind a dot nothing in a path is special.
    List<String> arguments = List.of("--no-literal-pathspecs", "check-ignore", "--quiet", "--", "./" + path);
    Result result = git.call(arguments);
    if (result.exitCode() != 0 && result.exitCode() != 1) {
      throw GitProgram.failure(arguments, result);
    }
    return result.succeeded();
  }

  @Override
  public Optional<FileVersion> read(String commit, String path) throws IOException {
    return trees.read(commit, path);
  }

  @Override
  public List<String> paths(String commit) throws IOException {
    return trees.files(commit);
  }

  @Override
  public String treeWith(String commit, Map<String, FileVersion> changes) throws IOException {
    return trees.with(commit, changes);
  }

  @Override
  public String workTreeAsTree() throws IOException {
    return trees.ofWorkTree();
  }

  @Override
  public String sibling(String model, String tree) throws IOException {
    return history.sibling(model, tree);
  }

  @Override
  public void keep(String name, String commit) throws IOException {
    refs.keep(name, commit);
  }

  @Override
  public Optional<String> kept(String name) throws IOException {
    return refs.kept(name);
  }

  @Override
  public Map<String, String> keptUnder(String prefix) throws IOException {
    return refs.keptUnder(prefix);
  }

  @Override
  public void stage(Collection<String> paths) throws IOException {
    commits.stage(paths);
  }

  @Override
  public String commit(Collection<String> paths, String message) throws IOException, CommitRefused {
    return commits.commit(paths, message);
  }

  @Override
  public void moveBranch(String from, String to, String reason) throws IOException {
    refs.move(from, to, reason);
  }

  @Override
  public List<Commit> history(String tip, int limit) throws IOException {
    return history.firstParents(tip, limit);
  }

  @Override
  public Optional<Commit> commit(String id) throws IOException {
    return history.find(id);
  }

  @Override
  public boolean isAncestor(String ancestor, String descendant) throws IOException {
    return history.isAncestor(ancestor, descendant);
  }

  @Override
  public boolean isPublished(String commit) throws IOException {
    return history.isPublished(commit);
  }

  @Override
  public Map<String, FileVersion[]> changes(String fromCommit, String toCommit) throws IOException {
    return trees.changes(fromCommit, toCommit);
  }

  @Override
  public Undone undo(String commit, String tipTree) throws IOException {
    return trees.undo(commit, tipTree);
  }

  @Override
  public List<Path> locks() throws IOException {
    return refs.existingLocks();
  }
}
