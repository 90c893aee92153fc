package io.github.fleetmigrate.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How an engine works.
 *
 * @param offline whether computed files that need the network are left out of a plan
 * @param remember whether answers are kept for the next session; a command that only looks leaves no trace
 * @param staleLocks clears locks that a dead process of ours left behind; called under the journal's own lock
 * @param rollout how long a rollout waits
 */
public record EngineOptions(boolean offline, boolean remember, StaleLocks staleLocks, RolloutLimits rollout) {
  public EngineOptions(boolean offline, boolean remember, StaleLocks staleLocks) {
    this(offline, remember, staleLocks, RolloutLimits.USUAL);
  }

  /**
   * @param push the longest that a push or its check may take
   * @param comeBack the longest that a machine may take to answer and to start after a push
   * @param watch how long a machine has to stay healthy after a push: what fails does not always fail at once
   * @param pause between two looks at a machine that is not back yet
   */
  public record RolloutLimits(Duration push, Duration comeBack, Duration watch, Duration pause) {
    public static final RolloutLimits USUAL =
        new RolloutLimits(
            Duration.ofHours(2), Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(3));
  }

  /** Clears git locks of ours whose process is dead, and says which. */
  @FunctionalInterface
  public interface StaleLocks {
    List<Path> clear() throws IOException;
  }
}
