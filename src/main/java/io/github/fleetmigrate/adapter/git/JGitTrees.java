package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Trees as they are stored, seen as the work tree would see them. A null tree is the empty one. */
final class JGitTrees {
  private final Repository repository;

  JGitTrees(Repository repository) {
    this.repository = repository;
  }

  static boolean isFile(int rawMode) {
    return (rawMode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
  }

  static AbstractTreeIterator iterator(ObjectReader reader, ObjectId tree) throws IOException {
    return tree == null ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, tree);
  }

  List<String> files(ObjectId tree) throws IOException {
    List<String> files = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.setRecursive(true);
      walk.addTree(iterator(reader, tree));
      while (walk.next()) {
        if (isFile(walk.getRawMode(0))) {
          files.add(walk.getPathString());
        }
      }
    }
    files.sort(null);
    return files;
  }

  /** Those of the paths that are regular files of the tree, as a checkout of that tree would write them. */
  Map<String, FileVersion> read(ObjectId tree, Collection<String> paths) throws IOException {
    Map<String, FileVersion> versions = new HashMap<>();
    if (paths.isEmpty()) {
      return versions;
    }
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
      walk.setRecursive(true);
      walk.addTree(iterator(reader, tree));
      walk.setFilter(PathFilterGroup.createFromStrings(paths));
      while (walk.next()) {
        if (!isFile(walk.getRawMode(0)) || !paths.contains(walk.getPathString())) {
          continue;
        }
        byte[] blob = reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getBytes();
        versions.put(
            walk.getPathString(),
            new FileVersion(
                LineEnds.of(walk.getAttributes(), repository.getConfig()).toWorkTree(blob),
                walk.getFileMode(0) == FileMode.EXECUTABLE_FILE));
      }
    }
    return versions;
  }

  /** What differs between two trees; links and submodules are no files and count as absent. */
  Map<String, FileVersion[]> changes(ObjectId from, ObjectId to) throws IOException {
    TreeSet<String> paths = new TreeSet<>();
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.setRecursive(true);
      walk.addTree(iterator(reader, from));
      walk.addTree(iterator(reader, to));
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (isFile(walk.getRawMode(0)) || isFile(walk.getRawMode(1))) {
          paths.add(walk.getPathString());
        }
      }
    }
    Map<String, FileVersion> before = read(from, paths);
    Map<String, FileVersion> after = read(to, paths);
    Map<String, FileVersion[]> changes = new TreeMap<>();
    for (String path : paths) {
      changes.put(path, new FileVersion[] {before.get(path), after.get(path)});
    }
    return changes;
  }

  /** A tree with these files put in or, where null, taken out; their bytes are normalised as a commit would. */
  ObjectId with(ObjectId tree, Map<String, FileVersion> changes) throws IOException {
    if (changes.isEmpty()) {
      return tree;
    }
    try (ObjectReader reader = repository.newObjectReader();
        ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache next = IndexEdit.ofTree(reader, tree);
      Map<String, byte[]> committed = committed(next, changes, reader);
      Map<String, DirCacheEntry> entries = new HashMap<>();
      for (Map.Entry<String, FileVersion> change : changes.entrySet()) {
        entries.put(change.getKey(), raw(change.getKey(), change.getValue(), inserter));
      }
      next = IndexEdit.replace(next, entries);
      try (ObjectReader all = inserter.newReader();
          TreeWalk walk = new TreeWalk(repository, all)) {
        // The attributes are those of the new tree: a change of .gitattributes counts for its siblings.
        walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
        walk.setRecursive(true);
        walk.addTree(new DirCacheIterator(next));
        walk.setFilter(PathFilterGroup.createFromStrings(changes.keySet()));
        while (walk.next()) {
          String path = walk.getPathString();
          FileVersion version = changes.get(path);
          if (version != null) {
            byte[] stored =
                LineEnds.of(walk.getAttributes(), repository.getConfig())
                    .toGit(version.content(), committed.get(path));
            entries.get(path).setObjectId(inserter.insert(Constants.OBJ_BLOB, stored));
          }
        }
      }
      ObjectId made = IndexEdit.replace(next, entries).writeTree(inserter);
      inserter.flush();
      return made;
    }
  }

  private static DirCacheEntry raw(String path, FileVersion version, ObjectInserter inserter) throws IOException {
    if (version == null) {
      return null;
    }
    DirCacheEntry entry = IndexEdit.entry(path);
    entry.setFileMode(version.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
    entry.setObjectId(
        path.endsWith(Constants.DOT_GIT_ATTRIBUTES)
            ? inserter.insert(Constants.OBJ_BLOB, version.content())
            : inserter.idFor(Constants.OBJ_BLOB, version.content()));
    return entry;
  }

  private static Map<String, byte[]> committed(DirCache tree, Map<String, FileVersion> changes, ObjectReader reader)
      throws IOException {
    Map<String, byte[]> committed = new HashMap<>();
    for (String path : changes.keySet()) {
      DirCacheEntry entry = tree.getEntry(path);
      if (entry != null && isFile(entry.getRawMode())) {
        committed.put(path, reader.open(entry.getObjectId(), Constants.OBJ_BLOB).getBytes());
      }
    }
    return committed;
  }
}
