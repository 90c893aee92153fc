package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the store of a machine says of the system that it runs.
 *
 * @param deriver path of the {@code .drv} file it was built from; null where its store does not know it
 * @param closure every store path that it needs; empty where the machine did not tell
 */
record RunningSystem(String deriver, List<String> closure) {
  static final RunningSystem UNKNOWN = new RunningSystem(null, List.of());
  private static final Duration LIMIT = Duration.ofSeconds(30);
  /** Fixed: nothing of a flake is in it. Neither quotes nor backslashes, so every login shell hands it on as it is. */
  private static final String SCRIPT =
      "PATH=$PATH:/run/current-system/sw/bin; nix-store -q --deriver /run/current-system; nix-store -qR /run/current-system";

  RunningSystem {
    closure = List.copyOf(closure);
  }

  static RunningSystem ask(RemoteSession session, Cancellation cancellation) {
    try {
      CommandRunner.Result told = session.run(List.of("sh", "-c", SCRIPT), LIMIT, cancellation);
      List<String> paths = told.output().lines().map(String::strip).filter(l -> l.startsWith("/nix/store/")).toList();
      if (!told.succeeded()) {
        return UNKNOWN;
      }
      String first = paths.isEmpty() ? "" : paths.get(0);
      return first.endsWith(".drv")
          ? new RunningSystem(first, paths.subList(1, paths.size()))
          : new RunningSystem(null, paths);
    } catch (IOException broken) {
      return UNKNOWN;
    }
  }
}
