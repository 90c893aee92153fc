package io.github.fleetmigrate.nixeval;

import java.time.Duration;

/** Hears of jobs that run side by side; called from their threads, must be quick and thread-safe. */
public interface JobListener {
  void started(String job);

  /** A line of what nix writes while it works. */
  void line(String job, String line);

  void finished(String job, Duration elapsed);
}
