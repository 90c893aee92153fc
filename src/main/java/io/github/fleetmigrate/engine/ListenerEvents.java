package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.proof.HostActivity;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.VerificationListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Tells what a verification does as the engine's events, one at a time. */
final class ListenerEvents implements VerificationListener {
  private final Consumer<EngineEvent> events;

  ListenerEvents(Consumer<EngineEvent> events) {
    this.events = events;
  }

  /** The engine has said already what is verified. */
  @Override
  public void started(List<String> hosts, Level level) {}

  @Override
  public synchronized void host(String host, HostActivity activity, Duration elapsed, String lastLine) {
    events.accept(
        new EngineEvent.HostProgress(host, EngineEvent.Activity.valueOf(activity.name()), elapsed, lastLine));
  }

  @Override
  public synchronized void finished(HostVerdict verdict, Duration elapsed) {
    events.accept(new EngineEvent.HostFinished(verdict, elapsed));
  }
}
