package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.port.Cancellation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The commands of a rollout. Keeps what was shown of hosts: only that can be pushed. */
final class RolloutCommands {
  private final Session session;
  private final Map<String, HostReady> ready = new HashMap<>();

  RolloutCommands(Session session) {
    this.session = session;
  }

  void prepare(String name, Consumer<EngineEvent> events, Cancellation cancellation) throws IOException, Stopped {
    ready.remove(name);
    RolloutScope scope = RolloutScope.of(session, cancellation);
    HostSettings host = scope.host(name);
    HostWatch watch = new HostWatch(session, scope.context(), events, cancellation);
    if (new HostPush(session, scope, watch, events, cancellation).settle(host)) {
      return;
    }
    HostReady found = new HostPreparation(session, scope, watch, events, cancellation).prepare(host);
    ready.put(name, found);
    events.accept(new EngineEvent.HostPrepared(found));
  }

  void push(String name, String system, Consumer<EngineEvent> events, Cancellation cancellation)
      throws IOException, Stopped {
    RolloutScope scope = RolloutScope.of(session, cancellation);
    HostSettings host = scope.host(name);
    HostReady shown = ready.remove(name);
    if (shown == null || !shown.system().equals(system)) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED, "what would be pushed to " + name + " was not shown", "prepare it first");
    }
    HostWatch watch = new HostWatch(session, scope.context(), events, cancellation);
    new HostPush(session, scope, watch, events, cancellation).push(host, shown);
  }

  void back(String name, Consumer<EngineEvent> events, Cancellation cancellation) throws IOException, Stopped {
    RolloutScope scope = RolloutScope.of(session, cancellation);
    HostWatch watch = new HostWatch(session, scope.context(), events, cancellation);
    new HostPush(session, scope, watch, events, cancellation).back(scope.host(name));
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
