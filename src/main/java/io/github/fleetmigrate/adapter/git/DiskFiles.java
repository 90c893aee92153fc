package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/** Files of the work tree as git would store them now. */
final class DiskFiles {
  private final Repository repository;
  private final Path root;

  DiskFiles(Repository repository, GitLayout layout) {
    this.repository = repository;
    this.root = layout.root();
  }

  /**
   * A file or symbolic link as it would be stored.
   *
   * @param id of the blob, after normalisation
   * @param length in the work tree, in bytes
   */
  record Stored(ObjectId id, FileMode mode, long length, Instant modified) {
    /** An index entry for it, as if it had just been added. */
    DirCacheEntry entry(String path) {
      DirCacheEntry entry = new DirCacheEntry(path);
      entry.setFileMode(mode);
      entry.setObjectId(id);
      entry.setLength(length);
      entry.setLastModified(modified);
      return entry;
    }
  }

  /**
   * Those of these paths that stand in the work tree as files or links.
   *
   * @param index what git tracks: it decides on modes and line ends in doubtful cases
   * @param inserter stores the blobs; null to compute their ids only
   */
  Map<String, Stored> read(Collection<String> paths, DirCache index, ObjectInserter inserter) throws IOException {
    Map<String, Stored> found = new HashMap<>();
    if (paths.isEmpty()) {
      return found;
    }
    Set<String> wanted = new HashSet<>(paths);
    StoredConfig config = repository.getConfig();
    boolean modes = config.getBoolean("core", null, "fileMode", true);
    try (ObjectReader reader = repository.newObjectReader();
        ObjectInserter formatter = new ObjectInserter.Formatter();
        TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
      walk.setRecursive(true);
      walk.addTree(new DirCacheIterator(index));
      FileTreeIterator files = new FileTreeIterator(repository);
      files.setDirCacheIterator(walk, 0);
      walk.addTree(files);
      walk.setFilter(PathFilterGroup.createFromStrings(wanted));
      while (walk.next()) {
        String path = walk.getPathString();
        int type = walk.getRawMode(1) & FileMode.TYPE_MASK;
        if (!wanted.contains(path) || type != FileMode.TYPE_FILE && type != FileMode.TYPE_SYMLINK) {
          continue;
        }
        Path place = root.resolve(path);
        BasicFileAttributes stat =
            Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        byte[] content;
        FileMode mode;
        if (type == FileMode.TYPE_SYMLINK) {
          content = Files.readSymbolicLink(place).toString().getBytes(StandardCharsets.UTF_8);
          mode = FileMode.SYMLINK;
        } else {
          LineEnds ends = LineEnds.of(walk.getAttributes(), config);
          content = ends.toGit(Files.readAllBytes(place), committed(ends, index, path, reader));
          mode = modes ? walk.getFileMode(1) : modeOf(index.getEntry(path));
        }
        ObjectId id =
            inserter == null
                ? formatter.idFor(Constants.OBJ_BLOB, content)
                : inserter.insert(Constants.OBJ_BLOB, content);
        found.put(path, new Stored(id, mode, stat.size(), stat.lastModifiedTime().toInstant()));
      }
    }
    return found;
  }

  /** The mode of a file where the file system does not keep any. */
  private static FileMode modeOf(DirCacheEntry entry) {
    return entry != null && entry.getFileMode() == FileMode.EXECUTABLE_FILE
        ? FileMode.EXECUTABLE_FILE
        : FileMode.REGULAR_FILE;
  }

  private static byte[] committed(LineEnds ends, DirCache index, String path, ObjectReader reader)
      throws IOException {
    DirCacheEntry entry = ends.asksForCommitted() ? index.getEntry(path) : null;
    if (entry == null || (entry.getRawMode() & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
      return null;
    }
    return entry.isIntentToAdd() ? null : reader.open(entry.getObjectId(), Constants.OBJ_BLOB).getBytes();
  }
}
