package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Changes of an index in memory. */
final class IndexEdit {
  private IndexEdit() {}

  /** The index that a checkout of a tree makes, without anything known of files; null is the empty tree. */
  static DirCache ofTree(ObjectReader reader, ObjectId tree) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    if (tree != null) {
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
    }
    builder.finish();
    return index;
  }

  /**
   * Another index in memory with these entries in place of what stood under their paths, null ones taken out. What
   * stood in the way (a file where a folder is needed now, or a folder's files where a file stands now) goes too.
   */
  static DirCache replace(DirCache index, Map<String, DirCacheEntry> entries) {
    DirCache next = DirCache.newInCore();
    DirCacheBuilder builder = next.builder();
    addReplaced(index, entries, builder);
    builder.finish();
    return next;
  }

  /** The same, into a builder of any index. */
  static void addReplaced(DirCache index, Map<String, DirCacheEntry> entries, DirCacheBuilder into) {
    Set<String> added = new HashSet<>();
    entries.forEach(
        (path, entry) -> {
          if (entry != null) {
            added.add(path);
          }
        });
    Set<String> folders = new HashSet<>();
    for (String path : added) {
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        folders.add(path.substring(0, slash));
      }
    }
    for (int i = 0; i < index.getEntryCount(); i++) {
      DirCacheEntry entry = index.getEntry(i);
      String path = entry.getPathString();
      if (!entries.containsKey(path) && !folders.contains(path) && !isBelowOneOf(added, path)) {
        into.add(entry);
      }
    }
    for (DirCacheEntry entry : entries.values()) {
      if (entry != null) {
        into.add(entry);
      }
    }
  }

  private static boolean isBelowOneOf(Set<String> files, String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (files.contains(path.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  /** A new entry. */
  static DirCacheEntry entry(String path) throws IOException {
    try {
      return new DirCacheEntry(path);
    } catch (InvalidPathException invalid) {
      throw new IOException("Git cannot keep a file under the path \"" + path + "\".", invalid);
    }
  }

  /** An entry like another one. */
  static DirCacheEntry copy(DirCacheEntry entry) {
    DirCacheEntry copy = new DirCacheEntry(entry.getRawPath(), DirCacheEntry.STAGE_0);
    copy.copyMetaData(entry);
    return copy;
  }
}
