package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Every change of the repository that takes a lock of git's goes through here: one at a time, and written down. */
final class GitEffects {
  private final GitLayout layout;

  GitEffects(GitLayout layout) {
    this.layout = layout;
  }

  /** A change. */
  @FunctionalInterface
  interface Effect<T, X extends Exception> {
    /**
     * @param mark what processes started for it must carry in {@link Intention#MARK_VARIABLE}
     */
    T run(String mark) throws IOException, X;
  }

  /**
   * Runs a change that takes these lock files.
   *
   * @throws IOException where one of them is there already, or from the change
   */
  synchronized <T, X extends Exception> T run(List<Path> locks, Effect<T, X> effect) throws IOException, X {
    for (Path lock : locks) {
      refuseIfThere(lock);
    }
    String mark = UUID.randomUUID().toString();
    new Intention(
            ProcessIdentity.current(),
            mark,
            System.currentTimeMillis(),
            locks.stream().map(Path::toString).toList())
        .write(layout);
    try {
      return effect.run(mark);
    } finally {
      Intention.remove(layout);
    }
  }

  static void refuseIfThere(Path lock) throws IOException {
    if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(inTheWay(lock));
    }
  }

  static String inTheWay(Path lock) {
    return "The lock file "
        + lock
        + " is in the way: another git command works on this repository, or one was killed. Wait until it is done; if "
        + "none is running, remove the file and try again.";
  }
}
