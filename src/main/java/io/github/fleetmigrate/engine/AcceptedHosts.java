package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.proof.HostVerdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Holds back what is said of hosts with an accepted difference until it is known that it is the one that was accepted. */
final class AcceptedHosts implements Consumer<EngineEvent> {
  private final Consumer<EngineEvent> events;
  private final Map<String, Duration> held = new LinkedHashMap<>();

  AcceptedHosts(Consumer<EngineEvent> events) {
    this.events = events;
  }

  @Override
  public void accept(EngineEvent event) {
    if (event instanceof EngineEvent.HostFinished finished && finished.verdict().accepted()) {
      held.put(finished.verdict().host(), finished.elapsed());
    } else {
      events.accept(event);
    }
  }

  void release(Evaluation.Verified verified) {
    for (HostVerdict host : verified.hosts()) {
      if (held.containsKey(host.host())) {
        events.accept(new EngineEvent.HostFinished(host, held.get(host.host())));
      }
    }
  }
}
