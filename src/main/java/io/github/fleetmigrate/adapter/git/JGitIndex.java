package io.github.fleetmigrate.adapter.git;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.submodule.SubmoduleWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The index, compared with HEAD and the work tree. */
final class JGitIndex {
  private final Repository repository;
  private final GitLayout layout;
  private final DiskFiles disk;

  JGitIndex(Repository repository, GitLayout layout) {
    this.repository = repository;
    this.layout = layout;
    this.disk = new DiskFiles(repository, layout);
  }

  DirCache read() throws IOException {
    return repository.readDirCache();
  }

  List<String> trackedFiles() throws IOException {
    DirCache index = read();
    Set<String> paths = new TreeSet<>();
    for (int i = 0; i < index.getEntryCount(); i++) {
      if (JGitTrees.isFile(index.getEntry(i).getRawMode())) {
        paths.add(index.getEntry(i).getPathString());
      }
    }
    return List.copyOf(paths);
  }

  /** Compares contents, not times: it is asked about a few files, before they are changed. */
  Set<String> dirty(Collection<String> paths, ObjectId head) throws IOException {
    DirCache index = read();
    Map<String, DiskFiles.Stored> files = disk.read(paths, index, null);
    Set<String> dirty = new LinkedHashSet<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      for (String path : paths) {
        try (TreeWalk walk =
            head == null ? null : TreeWalk.forPath(reader, path, head)) {
          boolean committed = walk != null && walk.getFileMode(0) != FileMode.TREE;
          ObjectId id = committed ? walk.getObjectId(0) : null;
          int mode = committed ? walk.getRawMode(0) : 0;
          if (!isIndexed(index.getEntry(path), id, mode) || !isOnDisk(path, files.get(path), id, mode)) {
            dirty.add(path);
          }
        }
      }
    }
    return dirty;
  }

  private static boolean isIndexed(DirCacheEntry entry, ObjectId id, int mode) {
    if (entry == null || id == null) {
      return entry == null && id == null;
    }
    return entry.getStage() == DirCacheEntry.STAGE_0
        && !entry.isIntentToAdd()
        && entry.getRawMode() == mode
        && entry.getObjectId().equals(id);
  }

  private boolean isOnDisk(String path, DiskFiles.Stored file, ObjectId id, int mode) throws IOException {
    if (mode == FileMode.TYPE_GITLINK) {
      return id.equals(submodule(path, id));
    }
    if (file == null || id == null) {
      return file == null && id == null;
    }
    return file.mode().getBits() == mode && file.id().equals(id);
  }

  /** Whether index and work tree equal this tree; submodules are compared by the commit they stand on. */
  boolean isClean(ObjectId head) throws IOException {
    DirCache index = read();
    if (index.hasUnmergedPaths() || differs(index, head)) {
      return false;
    }
    List<String> doubtful = new ArrayList<>();
    IndexStat stat = new IndexStat(layout.root());
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      if (entry.getRawMode() == FileMode.TYPE_GITLINK) {
        if (!entry.getObjectId().equals(submodule(entry.getPathString(), entry.getObjectId()))) {
          return false;
        }
        continue;
      }
      switch (stat.of(entry)) {
        case MISSING -> {
          return false;
        }
        case DOUBTFUL -> doubtful.add(entry.getPathString());
        case SAME -> {}
      }
    }
    Map<String, DiskFiles.Stored> files = disk.read(doubtful, index, null);
    for (String path : doubtful) {
      DirCacheEntry entry = index.getEntry(path);
      DiskFiles.Stored file = files.get(path);
      if (file == null
          || !file.id().equals(entry.getObjectId())
          || file.mode().getBits() != entry.getRawMode()) {
        return false;
      }
    }
    return true;
  }

  private boolean differs(DirCache index, ObjectId head) throws IOException {
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.setRecursive(true);
      walk.addTree(JGitTrees.iterator(reader, head));
      walk.addTree(new DirCacheIterator(index));
      walk.setFilter(TreeFilter.ANY_DIFF);
      return walk.next();
    }
  }

  /** The commit that a submodule stands on; where it is not checked out, the given one. */
  private ObjectId submodule(String path, ObjectId recorded) throws IOException {
    try (Repository submodule = SubmoduleWalk.getSubmoduleRepository(repository, path)) {
      ObjectId head = submodule == null ? null : submodule.resolve(Constants.HEAD);
      return head == null ? recorded : head;
    }
  }

  /** The tree of all tracked files as they stand in the work tree. */
  ObjectId workTreeAsTree() throws IOException {
    DirCache index = read();
    List<DirCacheEntry> kept = new ArrayList<>();
    Set<String> doubtful = new HashSet<>();
    IndexStat stat = new IndexStat(layout.root());
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      if (entry.getRawMode() == FileMode.TYPE_GITLINK) {
        DirCacheEntry link = IndexEdit.copy(entry);
        link.setObjectId(submodule(entry.getPathString(), entry.getObjectId()));
        kept.add(link);
      } else if (entry.getStage() != DirCacheEntry.STAGE_0 || entry.isIntentToAdd()) {
        doubtful.add(entry.getPathString());
      } else {
        switch (stat.of(entry)) {
          case SAME -> kept.add(entry);
          case DOUBTFUL -> doubtful.add(entry.getPathString());
          case MISSING -> {}
        }
      }
    }
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      Map<String, DiskFiles.Stored> files = disk.read(doubtful, index, inserter);
      DirCache now = DirCache.newInCore();
      DirCacheBuilder builder = now.builder();
      kept.forEach(builder::add);
      files.forEach((path, file) -> builder.add(file.entry(path)));
      builder.finish();
      ObjectId tree = now.writeTree(inserter);
      inserter.flush();
      return tree;
    }
  }

  /** Index entries for these paths as they stand in the work tree, null where there is no file. */
  Map<String, DirCacheEntry> fromDisk(Collection<String> paths, DirCache index, ObjectInserter inserter)
      throws IOException {
    Map<String, DiskFiles.Stored> files = disk.read(paths, index, inserter);
    Map<String, DirCacheEntry> entries = new HashMap<>();
    for (String path : paths) {
      DiskFiles.Stored file = files.get(path);
      if (file == null) {
        entries.put(path, null);
      } else {
        DirCacheEntry entry = IndexEdit.entry(path);
        entry.copyMetaData(file.entry(path));
        entries.put(path, entry);
      }
    }
    return entries;
  }

  /** What is to happen while the new index is written but not yet in place. */
  @FunctionalInterface
  interface BeforeCommit {
    void run() throws IOException;
  }

  /** Puts entries into the repository's index under its lock. */
  void update(Map<String, DirCacheEntry> entries, BeforeCommit before) throws IOException {
    DirCache index;
    try {
      index = repository.lockDirCache();
    } catch (LockFailedException locked) {
      File file = new File(locked.getFile().getPath() + ".lock");
      throw new IOException(GitEffects.inTheWay(file.toPath()), locked);
    }
    try {
      DirCacheBuilder builder = index.builder();
      IndexEdit.addReplaced(index, entries, builder);
      builder.finish();
      index.write();
      before.run();
      if (!index.commit()) {
        throw new IOException("The index " + layout.index() + " could not be put in place.");
      }
    } finally {
      index.unlock();
    }
  }
}
