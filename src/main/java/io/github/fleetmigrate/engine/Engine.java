package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.port.Cancellation;
import java.util.function.Consumer;

/** What the wizard and the command line drive. One command at a time; calls from several threads are an error. */
public interface Engine {
  /**
   * Does what the command says and returns when it is over. Never throws for what a person can meet: that comes as
   * {@link EngineEvent.Failed}, and the result says how it ended.
   *
   * @param events told in order, from the calling thread or one of the engine's own, never two at a time; the last one
   *     is {@link EngineEvent.Finished}
   */
  ExitStatus execute(Command command, Consumer<EngineEvent> events, Cancellation cancellation);
}
