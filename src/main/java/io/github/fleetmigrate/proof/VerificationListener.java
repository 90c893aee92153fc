package io.github.fleetmigrate.proof;

import java.time.Duration;
import java.util.List;

/** Hears how a verification goes on; called from several threads, must be quick and thread-safe. */
public interface VerificationListener {
  void started(List<String> hosts, Level level);

  /**
   * @param elapsed since this activity began
   * @param lastLine what nix wrote last; null if nothing yet
   */
  void host(String host, HostActivity activity, Duration elapsed, String lastLine);

  /** @param elapsed what was spent on this host */
  void finished(HostVerdict verdict, Duration elapsed);
}
