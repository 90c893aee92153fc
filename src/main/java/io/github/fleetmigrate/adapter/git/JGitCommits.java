package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.CommitConfig;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a commit of some paths as {@code git commit --only} does: from an index of its own that holds HEAD and these
 * paths, so that what else is staged stays staged. JGit's own commit command is not used: it would take
 * intent-to-add entries for empty files, commit everything staged where no path is given, show hooks another index
 * than git does, and print what they say.
 */
final class JGitCommits {
  private static final Logger LOG = LoggerFactory.getLogger(JGitCommits.class);

  private final Repository repository;
  private final GitLayout layout;
  private final JGitIndex index;
  private final JGitRefs refs;
  private final CommandRunner runner;
  private final Map<String, String> environment;

  JGitCommits(
      Repository repository,
      GitLayout layout,
      JGitIndex index,
      JGitRefs refs,
      CommandRunner runner,
      Map<String, String> environment) {
    this.repository = repository;
    this.layout = layout;
    this.index = index;
    this.refs = refs;
    this.runner = runner;
    this.environment = environment;
  }

  String commit(Collection<String> paths, String message) throws IOException, CommitRefused {
    String reason = OperationInProgress.whyNoCommit(layout.gitDirectory());
    if (reason != null) {
      throw new CommitRefused(reason);
    }
    Identity identity = Identity.of(repository.getConfig(), environment);
    HookScripts hooks = new HookScripts(layout, repository.getConfig(), runner);
    GitEffects.refuseIfThere(layout.gitDirectory().resolve("index.lock"));
    ObjectId head = refs.head();
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache before = index.read();
      DirCache next = nextIndex(head, before, index.fromDisk(paths, before, inserter));
      inserter.flush();
      Map<String, DirCacheEntry> staged = entries(next, paths);
      CommitMessage text = new CommitMessage(message);
      text.clean(repository.getConfig().get(CommitConfig.KEY));
      if (hooks.concernCommits()) {
        next = runHooks(hooks, next, identity, text, staged);
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(next.writeTree(inserter));
      if (head != null) {
        commit.setParentId(head);
      }
      commit.setAuthor(identity.author());
      commit.setCommitter(identity.committer());
      commit.setMessage(text.cleaned());
      ObjectId made = inserter.insert(commit);
      inserter.flush();
      String reflog = (head == null ? "commit (initial): " : "commit: ") + CommitText.subject(text.cleaned());
      refs.effectOnHead(
          true,
          mark -> {
            index.update(staged, () -> refs.moveHead(head, made, reflog, identity.committer()));
            return null;
          });
      tellPostCommit(hooks);
      return made.name();
    }
  }

  /** HEAD with these entries; what is known of files is taken over from the real index, for the hooks' sake. */
  private DirCache nextIndex(ObjectId head, DirCache before, Map<String, DirCacheEntry> entries) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      DirCache next = IndexEdit.ofTree(reader, head == null ? null : walk.parseTree(head));
      for (int i = 0; i < next.getEntryCount(); i++) {
        DirCacheEntry entry = next.getEntry(i);
        DirCacheEntry known = before.getEntry(entry.getPathString());
        if (known != null
            && known.getStage() == DirCacheEntry.STAGE_0
            && known.getRawMode() == entry.getRawMode()
            && known.getObjectId().equals(entry.getObjectId())) {
          entry.copyMetaData(known);
        }
      }
      return IndexEdit.replace(next, entries);
    }
  }

  private static Map<String, DirCacheEntry> entries(DirCache index, Collection<String> paths) {
    Map<String, DirCacheEntry> entries = new HashMap<>();
    for (String path : paths) {
      DirCacheEntry entry = index.getEntry(path);
      entries.put(path, entry == null ? null : IndexEdit.copy(entry));
    }
    return entries;
  }

  /** Runs what git runs before a commit; returns the index to commit, and adds to {@code staged} what hooks changed. */
  private DirCache runHooks(
      HookScripts hooks, DirCache next, Identity identity, CommitMessage text, Map<String, DirCacheEntry> staged)
      throws IOException, CommitRefused {
    layout.makeOwnFolder();
    Path file = layout.ownFolder().resolve("next-index");
    Path messageFile = layout.gitDirectory().resolve(Constants.COMMIT_EDITMSG);
    try {
      writeIndex(next, file);
      Map<String, String> variables =
          Map.of(
              "GIT_INDEX_FILE", file.toString(),
              "GIT_EDITOR", ":",
              "GIT_PREFIX", "",
              "GIT_AUTHOR_NAME", identity.author().getName(),
              "GIT_AUTHOR_EMAIL", identity.author().getEmailAddress());
      hooks.run("pre-commit", variables);
      DirCache after = DirCache.read(file.toFile(), repository.getFS());
      noteChanges(next, after, staged);
      Files.writeString(messageFile, text.cleaned());
      hooks.run("prepare-commit-msg", variables, messageFile.toString(), "message");
      hooks.run("commit-msg", variables, messageFile.toString());
      text.replace(Files.readString(messageFile, StandardCharsets.UTF_8));
      text.clean(repository.getConfig().get(CommitConfig.KEY));
      return after;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void writeIndex(DirCache index, Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".lock"));
    DirCache onDisk = new DirCache(file.toFile(), repository.getFS());
    if (!onDisk.lock()) {
      throw new IOException(GitEffects.inTheWay(file.resolveSibling(file.getFileName() + ".lock")));
    }
    try {
      DirCacheBuilder builder = onDisk.builder();
      for (int i = 0; i < index.getEntryCount(); i++) {
        builder.add(index.getEntry(i));
      }
      builder.finish();
      onDisk.write();
      onDisk.commit();
    } finally {
      onDisk.unlock();
    }
  }

  private static void noteChanges(DirCache before, DirCache after, Map<String, DirCacheEntry> staged) {
    for (int i = 0; i < before.getEntryCount(); i++) {
      String path = before.getEntry(i).getPathString();
      if (after.getEntry(path) == null) {
        staged.put(path, null);
      }
    }
    for (int i = 0; i < after.getEntryCount(); i++) {
      DirCacheEntry entry = after.getEntry(i);
      DirCacheEntry old = before.getEntry(entry.getPathString());
      if (old == null
          || !Objects.equals(old.getObjectId(), entry.getObjectId())
          || old.getRawMode() != entry.getRawMode()) {
        staged.put(entry.getPathString(), IndexEdit.copy(entry));
      }
    }
  }

  /** The commit is made: what its last hook thinks of it changes nothing, but may be of interest. */
  private static void tellPostCommit(HookScripts hooks) throws IOException {
    try {
      hooks.run("post-commit", Map.of("GIT_EDITOR", ":", "GIT_PREFIX", ""));
    } catch (CommitRefused tooLate) {
      LOG.warn("The commit is made, but: {}", tooLate.getMessage());
    }
  }
}
