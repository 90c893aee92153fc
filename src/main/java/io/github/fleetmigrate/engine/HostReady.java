package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.HostHealth;
import java.util.List;

/**
 * A host that can be pushed, and what that would do: what a person agrees to.
 *
 * @param local whether it is applied on this machine
 * @param commit that is pushed
 * @param running store path of the system that the machine runs
 * @param system store path of the system that it would run
 * @param built whether it was built here; else the machine builds it
 * @param changes what would be otherwise on the machine, one line each; none where it runs that system already
 * @param changesKnown whether the changes could be told
 * @param health before the push
 * @param push what is run, as a person would type it
 */
public record HostReady(
    String host,
    boolean local,
    String commit,
    String running,
    String system,
    boolean built,
    List<String> changes,
    boolean changesKnown,
    HostHealth health,
    String push) {
  public HostReady {
    changes = List.copyOf(changes);
  }

  /** Whether the machine runs that system already: a push then only shows that the new tool reaches it. */
  public boolean same() {
    return system.equals(running);
  }
}
