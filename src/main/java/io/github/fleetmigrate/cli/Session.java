package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.port.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a command: its engine, opened once, how a signal reaches it, and what it tells in the log. */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Opened opened;
  private final Cancellation cancellation;
  private Survey survey;

  private Session(Opened opened, Cancellation cancellation) {
    this.opened = opened;
    this.cancellation = cancellation;
  }

  static Session open(Program program, Path repository, boolean remember) throws Refusal, IOException {
    return new Session(
        program.engines().open(program.options(), repository, remember), program.cancellation());
  }

  Migration migration() {
    return opened.migration();
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** What the engine said last of the repository; null before it said anything. */
  Survey survey() {
    return survey;
  }

  ExitStatus run(Command command, Consumer<EngineEvent> events) {
    LOG.info("{} in {}", command.getClass().getSimpleName(), opened.root());
    ExitStatus status =
        opened
            .engine()
            .execute(
                command,
                event -> {
                  log(event);
                  if (event instanceof EngineEvent.Surveyed surveyed) {
                    survey = surveyed.survey();
                  }
                  events.accept(event);
                },
                cancellation);
    LOG.info("{} ended: {}", command.getClass().getSimpleName(), status);
    return status;
  }

  /** Answers and files' contents stay out of the log. */
  private static void log(EngineEvent event) {
    if (event instanceof EngineEvent.Failed failed) {
      LOG.warn("{}", failed.problem());
    } else if (event instanceof EngineEvent.Surveyed
        || event instanceof EngineEvent.PhasePlanned
        || event instanceof EngineEvent.HostOutput) {
      LOG.debug("{}", event.getClass().getSimpleName());
    } else {
      LOG.debug("{}", event);
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
