package io.github.fleetmigrate.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where journals, logs and the process lock live: inside the git directory, never in the work tree. */
public interface JournalStore {
  /** The run that was begun last and not closed, or empty. */
  Optional<String> currentRun() throws IOException;

  /** Makes a run the current one; null closes the current one. */
  void setCurrentRun(String run) throws IOException;

  /** All complete lines of a run's journal, oldest first; a last line cut off by a crash is left out and overwritten
   * by the next append. */
  List<String> read(String run) throws IOException;

  /** Appends one line (no line end in it) and returns when it is on the disk. */
  void append(String run, String line) throws IOException;

  /** The folder for a run's logs; made if missing, readable by the owner alone. */
  Path logs(String run) throws IOException;

  /**
   * Makes sure that this process alone works on the repository.
   *
   * @return releases it; a process that dies releases it too
   * @throws Busy where another live process holds it
   */
  AutoCloseable lock() throws IOException, Busy;

  /** Another process of ours works on this repository. */
  final class Busy extends Exception {
    public Busy(String message) {
      super(message);
    }
  }
}
