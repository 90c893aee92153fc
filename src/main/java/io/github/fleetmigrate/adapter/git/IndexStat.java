package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;

/** Tells without reading a file whether it is what the index says, by size, time and mode. */
final class IndexStat {
  private final Path root;
  private final Map<Path, Boolean> realFolders = new HashMap<>();

  IndexStat(Path root) {
    this.root = root;
  }

  enum Answer {
    /** The file is as it was when it was added. */
    SAME,
    /** Only its content can tell. */
    DOUBTFUL,
    /** There is no file. */
    MISSING
  }

  Answer of(DirCacheEntry entry) throws IOException {
    Path place = root.resolve(entry.getPathString());
    if (!isRealFolder(place.getParent())) {
      return Answer.MISSING;
    }
    PosixFileAttributes stat;
    try {
      stat = Files.readAttributes(place, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      return Answer.MISSING;
    }
    if (!stat.isRegularFile() && !stat.isSymbolicLink()) {
      return Answer.MISSING;
    }
    if (entry.isAssumeValid()) {
      return Answer.SAME;
    }
    boolean same =
        !entry.isUpdateNeeded()
            && !entry.isSmudged()
            && !entry.isIntentToAdd()
            && entry.getStage() == DirCacheEntry.STAGE_0
            && entry.getLength() == (int) stat.size()
            && entry.getLastModifiedInstant().equals(stat.lastModifiedTime().toInstant())
            && entry.getRawMode() == mode(stat).getBits();
    return same ? Answer.SAME : Answer.DOUBTFUL;
  }

  private static FileMode mode(PosixFileAttributes stat) {
    if (stat.isSymbolicLink()) {
      return FileMode.SYMLINK;
    }
    return stat.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
        ? FileMode.EXECUTABLE_FILE
        : FileMode.REGULAR_FILE;
  }

  /** A folder reached through a symbolic link is another folder: git does not see through it. */
  private boolean isRealFolder(Path folder) {
    if (folder.equals(root)) {
      return true;
    }
    Boolean known = realFolders.get(folder);
    if (known == null) {
      known = isRealFolder(folder.getParent()) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
      realFolders.put(folder, known);
    }
    return known;
  }
}
