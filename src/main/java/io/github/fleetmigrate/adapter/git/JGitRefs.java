package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** HEAD, the current branch, and the refs that keep what the program must be able to come back to. */
final class JGitRefs {
  static final String OWN = "refs/fleet-migrate/";

  private final Repository repository;
  private final GitLayout layout;
  private final GitEffects effects;

  JGitRefs(Repository repository, GitLayout layout, GitEffects effects) {
    this.repository = repository;
    this.layout = layout;
    this.effects = effects;
  }

  /** The commit that HEAD leads to; null before the first. */
  ObjectId head() throws IOException {
    return repository.resolve(Constants.HEAD + "^{commit}");
  }

  /** The full name of the branch that HEAD is on; null where it is detached. */
  String branch() throws IOException {
    Ref head = repository.exactRef(Constants.HEAD);
    return head != null && head.isSymbolic() ? head.getTarget().getName() : null;
  }

  /** Lock files that a change of HEAD takes; they may not exist. */
  private List<Path> headLocks() throws IOException {
    List<Path> locks = new ArrayList<>();
    locks.add(lock(Constants.HEAD));
    String branch = branch();
    if (branch != null) {
      locks.add(lock(branch));
    }
    return locks;
  }

  private Path lock(String ref) {
    Path file = layout.refFile(ref);
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  List<Path> existingLocks() throws IOException {
    List<Path> locks = new ArrayList<>(List.of(layout.gitDirectory().resolve("index.lock")));
    locks.addAll(headLocks());
    return locks.stream().filter(lock -> Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).toList();
  }

  /** Runs a change of HEAD and, where said so, of the index. */
  <T, X extends Exception> T effectOnHead(boolean index, GitEffects.Effect<T, X> effect) throws IOException, X {
    List<Path> locks = new ArrayList<>(headLocks());
    if (index) {
      locks.add(layout.gitDirectory().resolve("index.lock"));
    }
    return effects.run(locks, effect);
  }

  /**
   * Moves HEAD, or the branch it is on, if it is where it is thought to be. To be called within an effect.
   *
   * @param from null before the first commit
   * @param by null for whom the configuration names
   */
  void moveHead(ObjectId from, ObjectId to, String reason, PersonIdent by) throws IOException {
    RefUpdate update = repository.updateRef(Constants.HEAD);
    update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
    update.setNewObjectId(to);
    update.setForceUpdate(true);
    update.setRefLogMessage(reason, false);
    if (by != null) {
      update.setRefLogIdent(by);
    }
    accept(update.update(), Constants.HEAD);
  }

  void move(String from, String to, String reason) throws IOException {
    effectOnHead(
        false,
        mark -> {
          moveHead(ObjectId.fromString(from), ObjectId.fromString(to), reason, null);
          return null;
        });
  }

  private void accept(RefUpdate.Result result, String ref) throws IOException {
    switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      case LOCK_FAILURE, REJECTED -> {
        for (Path lock : existingLocks()) {
          GitEffects.refuseIfThere(lock);
        }
        GitEffects.refuseIfThere(lock(ref));
        throw new IOException(ref + " is not where it was: something else has moved it. Look at it and try again.");
      }
      default -> throw new IOException(ref + " could not be changed: " + result);
    }
  }

  void keep(String name, String commit) throws IOException {
    String ref = OWN + name;
    if (!Repository.isValidRefName(ref)) {
      throw new IllegalArgumentException("not a name for a ref: " + name);
    }
    effects.run(
        List.of(lock(ref)),
        mark -> {
          RefUpdate update = repository.updateRef(ref);
          update.setNewObjectId(ObjectId.fromString(commit));
          update.setForceUpdate(true);
          update.setRefLogMessage("fleet-migrate: keep", false);
          accept(update.update(), ref);
          return null;
        });
  }

  Optional<String> kept(String name) throws IOException {
    return Optional.ofNullable(repository.exactRef(OWN + name)).map(ref -> ref.getObjectId().name());
  }

  Map<String, String> keptUnder(String prefix) throws IOException {
    Map<String, String> kept = new TreeMap<>();
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(OWN + prefix)) {
      kept.put(ref.getName().substring(OWN.length()), ref.getObjectId().name());
    }
    return kept;
  }
}
