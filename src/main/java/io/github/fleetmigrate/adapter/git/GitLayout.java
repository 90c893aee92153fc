package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a repository's parts lie.
 *
 * @param root the work tree's root
 * @param gitDirectory this work tree's own git directory: {@code HEAD}, the index
 * @param commonDirectory what all its work trees share: objects, branches, configuration; often the same
 */
record GitLayout(Path root, Path gitDirectory, Path commonDirectory) {

  Path index() {
    return gitDirectory.resolve("index");
  }

  /** Our own folder in the git directory; it may not exist yet. */
  Path ownFolder() {
    return gitDirectory.resolve("fleet-migrate");
  }

  /** Makes our folder, for the owner alone, unless it is there. */
  void makeOwnFolder() throws IOException {
    try {
      Files.createDirectory(
          ownFolder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException there) {
      return;
    }
    try (FileChannel channel = FileChannel.open(gitDirectory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The file of a ref as git writes it: those that each work tree has for itself, and those they share. */
  Path refFile(String ref) {
    return (ref.startsWith("refs/") ? commonDirectory : gitDirectory).resolve(ref);
  }

  /** Whether a folder is a git directory: as git tells it, by what lies in it. */
  static boolean isGitDirectory(Path folder) {
    return Files.exists(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
        && (Files.isDirectory(folder.resolve("objects")) && Files.isDirectory(folder.resolve("refs"))
            || Files.isRegularFile(folder.resolve("commondir")));
  }

  /**
   * The layout of a work tree with this root.
   *
   * @param gitDirectory its git directory, found by a folder or a file named {@code .git}
   */
  static GitLayout of(Path root, Path gitDirectory) throws IOException {
    Path own = gitDirectory.toRealPath();
    Path named = own.resolve("commondir");
    Path common = own;
    if (Files.isRegularFile(named)) {
      common = own.resolve(Files.readString(named).strip()).toRealPath();
    }
    return new GitLayout(root, own, common);
  }
}
