package io.github.fleetmigrate.edit.archive;

import java.util.function.Predicate;

/** Names for archived files; never one that is taken. */
public final class ArchivePath {
  private ArchivePath() {}

  /**
   * The path of a file in the archive: {@code scripts/fleet.sh} goes to {@code scripts/archive/fleet.sh.old}, and where
   * that is taken to {@code scripts/archive/fleet.sh.old.2}, and so on.
   *
   * @param into name of the folder beside the file
   * @param suffix behind the file's name
   * @param taken whether a path exists
   */
  public static String of(String path, String into, String suffix, Predicate<String> taken) {
    int slash = path.lastIndexOf('/');
    String archived = path.substring(0, slash + 1) + into + "/" + path.substring(slash + 1) + suffix;
    String candidate = archived;
    for (int n = 2; taken.test(candidate); n++) {
      candidate = archived + "." + n;
    }
    return candidate;
  }
}
