package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Prints an engine's events as they come: lines for a person, or one JSON object a line. What went wrong is said on
 * standard error in either form.
 */
final class EventPrinter implements Consumer<EngineEvent> {
  private final Program program;
  private final Text text;
  private final Json json = new Json();
  private boolean problemTold;

  EventPrinter(Program program) {
    this.program = program;
    this.text = new Text(program.console().out(), program.options().colored(program.console()));
  }

  @Override
  public void accept(EngineEvent event) {
    if (program.options().json()) {
      json.event(event, Clock.systemUTC().instant()).ifPresent(program.console().out()::println);
    } else {
      text.event(event);
    }
    problems(event);
  }

  /** Only what stopped a command; for commands whose report is printed when it is whole. */
  static Consumer<EngineEvent> failuresOnly(Program program, Consumer<EngineEvent> others) {
    EventPrinter printer = new EventPrinter(program);
    return event -> {
      printer.problems(event);
      others.accept(event);
    };
  }

  /** Prints what stopped a command, open questions too, and nothing of a success: there is more to come. */
  Consumer<EngineEvent> unlessDone() {
    return event -> {
      boolean stopped =
          event instanceof EngineEvent.Failed
              || event instanceof EngineEvent.QuestionOpen
              || (event instanceof EngineEvent.Finished finished && finished.status() != ExitStatus.DONE);
      if (stopped) {
        accept(event);
      }
    };
  }

  /** Prints everything but the end of a command that is followed by another. */
  Consumer<EngineEvent> followed() {
    return event -> {
      if (!(event instanceof EngineEvent.Finished finished && finished.status() == ExitStatus.DONE)) {
        accept(event);
      }
    };
  }

  private void problems(EngineEvent event) {
    Console console = program.console();
    if (event instanceof EngineEvent.Failed failed) {
      problemTold = true;
      console.problem(failed.problem().message(), failed.problem().remedy());
      if (failed.problem().detail() != null) {
        failed.problem().detail().lines().forEach(l -> console.err().println("    " + Neutral.line(l)));
      }
    } else if (event instanceof EngineEvent.Finished finished
        && finished.status() == ExitStatus.INTERRUPTED
        && !problemTold) {
      interrupted(console);
    }
  }

  static void interrupted(Console console) {
    console.problem("interrupted", "run the same command again: it resumes where it was");
  }
}
