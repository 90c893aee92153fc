package io.github.fleetmigrate.adapter.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Turns a path of the repository into a place on the disk, and refuses one that would lead out of it. */
final class RepositoryPath {
  private final Path root;

  RepositoryPath(Path root) {
    this.root = root;
  }

  /**
   * The place of a file whose folders are all real ones, as far as they exist.
   *
   * @throws IOException for a path that leaves the repository, enters a git directory, passes a symbolic link, or is
   *     itself a symbolic link
   */
  Path resolve(String path) throws IOException {
    Path place = root;
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      place = place.resolve(checked(parts[i], path));
      if (Files.isSymbolicLink(place)) {
        throw refused(
            path,
            i < parts.length - 1
                ? root.relativize(place) + " is a symbolic link on its way"
                : "it is a symbolic link; change the file it leads to, or put a file in its place");
      }
    }
    return place;
  }

  private static Path checked(String part, String path) throws IOException {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw refused(path, "it must be relative to the repository's root, without empty parts, \".\" and \"..\"");
    }
    if (part.equalsIgnoreCase(".git")) {
      throw refused(path, "git's own directory is not part of the work tree");
    }
    try {
      return Path.of(part);
    } catch (InvalidPathException impossible) {
      throw refused(path, "it is not a path on this system: " + impossible.getReason());
    }
  }

  /** Whether a folder with this name stands there (a symbolic link to one does not count). */
  static boolean isFolder(Path place) {
    return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
  }

  private static IOException refused(String path, String reason) {
    return new IOException("The path \"" + path + "\" is refused: " + reason + ".");
  }
}
