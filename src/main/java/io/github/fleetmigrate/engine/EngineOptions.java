package io.github.fleetmigrate.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How an engine works.
 *
 * @param offline whether computed files that need the network are left out of a plan
 * @param remember whether answers are kept for the next session; a command that only looks leaves no trace
 * @param staleLocks clears locks that a dead process of ours left behind; called under the journal's own lock
 */
public record EngineOptions(boolean offline, boolean remember, StaleLocks staleLocks) {

  /** Clears git locks of ours whose process is dead, and says which. */
  @FunctionalInterface
  public interface StaleLocks {
    List<Path> clear() throws IOException;
  }
}
