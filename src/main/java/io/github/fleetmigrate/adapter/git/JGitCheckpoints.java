package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/**
 * Checkpoints through JGit, without a git program; hooks run through the {@link CommandRunner}. Only for repositories of
 * which {@link GitFeatures} finds nothing that JGit does not honour.
 */
final class JGitCheckpoints implements Checkpoints {
  private final Repository repository;
  private final GitLayout layout;
  private final GitEffects effects;
  private final JGitTrees trees;
  private final JGitIndex index;
  private final JGitRefs refs;
  private final JGitHistory history;
  private final JGitCommits commits;

  JGitCheckpoints(
      Repository repository, GitLayout layout, CommandRunner runner, Map<String, String> environment) {
    this.repository = repository;
    this.layout = layout;
    this.effects = new GitEffects(layout);
    this.trees = new JGitTrees(repository);
    this.index = new JGitIndex(repository, layout);
    this.refs = new JGitRefs(repository, layout, effects);
    this.history = new JGitHistory(repository);
    this.commits = new JGitCommits(repository, layout, index, refs, runner, environment);
  }

  private ObjectId headTree() throws IOException {
    ObjectId head = refs.head();
    return head == null ? null : history.tree(head.name());
  }

  @Override
  public State state() throws IOException {
    ObjectId head = refs.head();
    String branch = refs.branch();
    return new State(
        layout.root(),
        layout.gitDirectory(),
        head == null ? null : head.name(),
        branch == null ? null : Repository.shortenRefName(branch),
        OperationInProgress.in(layout.gitDirectory()));
  }

  @Override
  public List<String> trackedPaths() throws IOException {
    return index.trackedFiles();
  }

  @Override
  public Set<String> dirty(Collection<String> paths) throws IOException {
    return index.dirty(paths, headTree());
  }

  @Override
  public boolean isClean() throws IOException {
    return index.isClean(headTree());
  }

  @Override
  public boolean isIgnored(String path) throws IOException {
    return index.read().getEntry(path) == null && new IgnoreRules(layout, repository.getConfig()).ignore(path);
  }

  @Override
  public Optional<FileVersion> read(String commit, String path) throws IOException {
    return Optional.ofNullable(trees.read(history.tree(commit), Set.of(path)).get(path));
  }

  @Override
  public List<String> paths(String commit) throws IOException {
    return trees.files(history.tree(commit));
  }

  @Override
  public String treeWith(String commit, Map<String, FileVersion> changes) throws IOException {
    return trees.with(history.tree(commit), changes).name();
  }

  @Override
  public String workTreeAsTree() throws IOException {
    return index.workTreeAsTree().name();
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
    if (paths.isEmpty()) {
      return;
    }
    List<Path> locks = List.of(layout.gitDirectory().resolve("index.lock"));
    effects.run(
        locks,
        mark -> {
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            Map<String, DirCacheEntry> entries = index.fromDisk(paths, index.read(), inserter);
            inserter.flush();
            index.update(entries, () -> {});
          }
          return null;
        });
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
    return trees.changes(history.tree(fromCommit), history.tree(toCommit));
  }

  @Override
  public Undone undo(String commit, String tipTree) throws IOException {
    return history.undo(commit, tipTree);
  }

  @Override
  public List<Path> locks() throws IOException {
    return refs.existingLocks();
  }
}
