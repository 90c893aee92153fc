package io.github.fleetmigrate.adapter.files;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.port.WorkTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The work tree on a disk. A write that is killed in the middle leaves the old file and a hidden sibling named
 * {@code .fleet-migrate-<id>.tmp}; the next write of the same path takes that away.
 */
public final class DiskWorkTree implements WorkTree {
  private final Path root;
  private final RepositoryPath paths;

  /**
   * @param root an existing folder
   * @throws IOException where it does not exist
   */
  public DiskWorkTree(Path root) throws IOException {
    this.root = root.toRealPath();
    this.paths = new RepositoryPath(this.root);
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public Optional<FileVersion> read(String path) throws IOException {
    Path place = paths.resolve(path);
    if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      refuseSpecial(path, place);
      return Optional.empty();
    }
    try {
      byte[] content = Files.readAllBytes(place);
      return Optional.of(
          new FileVersion(
              content, Files.getPosixFilePermissions(place).contains(PosixFilePermission.OWNER_EXECUTE)));
    } catch (NoSuchFileException goneMeanwhile) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String path, FileVersion version) throws IOException {
    Path place = paths.resolve(path);
    if (version == null) {
      remove(path, place);
      return;
    }
    if (RepositoryPath.isFolder(place)) {
      throw new IOException("The path \"" + path + "\" is refused: a folder stands there.");
    }
    refuseSpecial(path, place);
    makeFolders(place.getParent());
    Path temporary = place.resolveSibling(temporaryName(place));
    try {
      put(place, temporary, version);
    } catch (IOException failed) {
      Files.deleteIfExists(temporary);
      throw failed;
    }
  }

  private static void put(Path place, Path temporary, FileVersion version) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      PosixFileAttributes before = Files.readAttributes(place, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      DurableFile.writeNew(
          temporary, version.content(), withExecutable(before.permissions(), version.executable()));
      keepOwner(before, temporary);
    } else {
      DurableFile.writeNew(temporary, version.content(), null);
      if (version.executable()) {
        Files.setPosixFilePermissions(temporary, withExecutable(Files.getPosixFilePermissions(temporary), true));
      }
    }
    DurableFile.replace(temporary, place);
  }

  /** A program run by root must not take a person's files away from them; without the right to give, all stays. */
  private static void keepOwner(PosixFileAttributes before, Path temporary) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    if (now.owner().equals(before.owner()) && now.group().equals(before.group())) {
      return;
    }
    try {
      view.setGroup(before.group());
      view.setOwner(before.owner());
    } catch (IOException notAllowed) {
      // Only root can give files away, and a group one is not in cannot be given: the content matters more.
      return;
    }
  }

  /** As git does it: whoever may read may execute, or nobody may. */
  private static Set<PosixFilePermission> withExecutable(Set<PosixFilePermission> before, boolean executable) {
    Set<PosixFilePermission> after = EnumSet.noneOf(PosixFilePermission.class);
    after.addAll(before);
    after.removeAll(
        EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_EXECUTE));
    if (executable) {
      after.add(PosixFilePermission.OWNER_EXECUTE);
      if (after.contains(PosixFilePermission.GROUP_READ)) {
        after.add(PosixFilePermission.GROUP_EXECUTE);
      }
      if (after.contains(PosixFilePermission.OTHERS_READ)) {
        after.add(PosixFilePermission.OTHERS_EXECUTE);
      }
    }
    return after;
  }

  private void remove(String path, Path place) throws IOException {
    if (RepositoryPath.isFolder(place)) {
      return;
    }
    refuseSpecial(path, place);
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.delete(place);
    DurableFile.syncFolder(place.getParent());
    Path folder = place.getParent();
    while (!folder.equals(root)) {
      try {
        Files.delete(folder);
      } catch (DirectoryNotEmptyException inUse) {
        return;
      }
      folder = folder.getParent();
      DurableFile.syncFolder(folder);
    }
  }

  private void makeFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = folder; !Files.exists(at, LinkOption.NOFOLLOW_LINKS); at = at.getParent()) {
      missing.push(at);
    }
    for (Path at : missing) {
      Files.createDirectory(at);
      DurableFile.syncFolder(at.getParent());
    }
    if (!RepositoryPath.isFolder(folder)) {
      throw new IOException("A file stands where a folder is needed: " + root.relativize(folder));
    }
  }

  /** A device, socket or pipe is nobody's source: reading one may never end. */
  private static void refuseSpecial(String path, Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        && Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
      throw new IOException("The path \"" + path + "\" is refused: it is neither a file nor a folder.");
    }
  }

  /** The same for the same place, so that a leftover of a crash does not stay for ever. */
  private static String temporaryName(Path place) {
    byte[] name = place.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    return ".fleet-migrate-" + UUID.nameUUIDFromBytes(name) + ".tmp";
  }
}
