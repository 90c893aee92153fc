package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.Commit;
import io.github.fleetmigrate.port.Checkpoints.Undone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Commits: reading them, walking them, making one like another. */
final class JGitHistory {
  private final Repository repository;

  JGitHistory(Repository repository) {
    this.repository = repository;
  }

  /** A commit's tree. */
  ObjectId tree(String commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(commit)).getTree().getId();
    }
  }

  List<Commit> firstParents(String tip, int limit) throws IOException {
    List<Commit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit at = walk.parseCommit(ObjectId.fromString(tip));
      while (commits.size() < limit) {
        commits.add(describe(at));
        if (at.getParentCount() == 0) {
          break;
        }
        at = walk.parseCommit(at.getParent(0));
      }
    }
    return commits;
  }

  Optional<Commit> find(String id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return Optional.of(describe(walk.parseCommit(ObjectId.fromString(id))));
    } catch (InvalidObjectIdException | MissingObjectException | IncorrectObjectTypeException none) {
      return Optional.empty();
    }
  }

  private static Commit describe(RevCommit commit) {
    String message = commit.getFullMessage();
    return new Commit(
        commit.name(),
        Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
        commit.getTree().name(),
        CommitText.subject(message),
        CommitText.trailers(message));
  }

  boolean isAncestor(String ancestor, String descendant) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(ancestor)), walk.parseCommit(ObjectId.fromString(descendant)));
    }
  }

  boolean isPublished(String commit) throws IOException {
    List<Ref> published = new ArrayList<>(repository.getRefDatabase().getRefsByPrefix(Constants.R_REMOTES));
    published.addAll(repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS));
    published.removeIf(ref -> ref.getObjectId() == null);
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedIntoAny(walk.parseCommit(ObjectId.fromString(commit)), published);
    }
  }

  /** Another commit with the header lines and the message of the model, byte for byte, but for tree and signature. */
  String sibling(String model, String tree) throws IOException {
    try (RevWalk walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(model));
      if (commit.getTree().name().equals(tree)) {
        return commit.name();
      }
      byte[] raw = walk.getObjectReader().open(commit, Constants.OBJ_COMMIT).getBytes();
      ObjectId made = inserter.insert(Constants.OBJ_COMMIT, RawCommit.withTree(raw, tree));
      inserter.flush();
      return made.name();
    }
  }

  Undone undo(String commit, String tipTree) throws IOException {
    try (RevWalk walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit undone = walk.parseCommit(ObjectId.fromString(commit));
      ObjectId before =
          undone.getParentCount() == 0
              ? inserter.insert(new TreeFormatter())
              : walk.parseCommit(undone.getParent(0)).getTree();
      inserter.flush();
      ResolveMerger merger = (ResolveMerger) MergeStrategy.RESOLVE.newMerger(repository, true);
      merger.setBase(undone.getTree());
      if (merger.merge(ObjectId.fromString(tipTree), before)) {
        return new Undone(merger.getResultTreeId().name(), List.of());
      }
      TreeSet<String> conflicts = new TreeSet<>(merger.getUnmergedPaths());
      if (merger.getFailingPaths() != null) {
        conflicts.addAll(merger.getFailingPaths().keySet());
      }
      return new Undone(tipTree, List.copyOf(conflicts));
    }
  }
}
