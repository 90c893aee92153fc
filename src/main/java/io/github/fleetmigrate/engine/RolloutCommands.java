package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.port.Cancellation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The commands of a rollout. Keeps what was shown of hosts: only that can be pushed. */
final class RolloutCommands {
  private final Session session;
  private final Map<String, Shown> shown = new HashMap<>();

  /**
   * @param host how it was to be reached when it was shown
   * @param before the host's stage when it was shown; null where it was never pushed
   */
  private record Shown(HostReady ready, HostSettings host, HostRollout before) {}

  RolloutCommands(Session session) {
    this.session = session;
  }

  void prepare(String name, Consumer<EngineEvent> events, Cancellation cancellation) throws IOException, Stopped {
    shown.remove(name);
    RolloutScope scope = RolloutScope.of(session, cancellation);
    HostSettings host = scope.host(name);
    HostWatch watch = new HostWatch(session, scope.context(), events, cancellation);
    new HostReturn(session, scope, watch, events, cancellation).settle(host);
    if (new HostPush(session, scope, watch, events, cancellation).settle(host)) {
      return;
    }
    HostReady found = new HostPreparation(session, scope, watch, events, cancellation).prepare(host);
    shown.put(name, new Shown(found, host, scope.state(name)));
    events.accept(new EngineEvent.HostPrepared(found));
  }

  void push(String name, String system, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped {
    RolloutScope scope = RolloutScope.of(session, cancellation);
    HostSettings host = scope.host(name);
    Shown seen = shown.remove(name);
    if (seen == null || !seen.ready().system().equals(system)) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED, "what would be pushed to " + name + " was not shown", "prepare it first");
    }
    if (!Objects.equals(seen.before(), scope.state(name))) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          name + " was pushed from elsewhere since it was shown",
          "run the same command again: it shows what it runs now");
    }
    if (!seen.host().equals(host)) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          name + " was answered anew since it was shown",
          "run the same command again: it shows what would be pushed now, and where");
    }
    HostWatch watch = new HostWatch(session, scope.context(), events, cancellation);
    new HostPush(session, scope, watch, events, cancellation).push(host, seen.ready());
  }

  void back(String name, Consumer<EngineEvent> events, Cancellation cancellation) throws IOException, Stopped {
    RolloutScope scope = RolloutScope.of(session, cancellation);
    HostWatch watch = new HostWatch(session, scope.context(), events, cancellation);
    new HostReturn(session, scope, watch, events, cancellation).back(scope.host(name));
  }

  /** Before what is kept as a fallback may go: every host of the fleet runs what was pushed. */
  void refuseUnfinished(Cancellation cancellation) throws IOException, Stopped {
    List<String> left = RolloutScope.of(session, cancellation).left();
    if (!left.isEmpty()) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "the rollout is not over: " + String.join(", ", left),
          "push them first: `fleet-migrate rollout`");
    }
  }
}
