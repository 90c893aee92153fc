package io.github.fleetmigrate.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the repository as a person sees them. Paths are relative to the root, separated by {@code /}; one that
 * leaves the repository (by {@code ..}, an absolute path, the git directory or a symbolic link on the way) is refused
 * with an {@link IOException} that names it.
 */
public interface WorkTree {
  Path root();

  /** The file as it stands, or empty where there is none (a folder counts as none). */
  Optional<FileVersion> read(String path) throws IOException;

  /**
   * Puts a version in place: a temporary sibling, fsync, atomic move; missing folders are made. Permissions other than
   * the executable bits are kept from the file that stood there.
   *
   * @param version null removes the file, and folders that are empty because of it
   */
  void write(String path, FileVersion version) throws IOException;
}
