package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.port.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An engine that does what a test wrote down: these commands in this order, and nothing else. */
final class ScriptedEngine implements Engine {
  private record Turn(String expected, Predicate<Command> fits, ExitStatus status, List<EngineEvent> events) {}

  private final Deque<Turn> turns = new ArrayDeque<>();
  private final List<Command> given = new ArrayList<>();

  /** Expects a command, and answers with events; the end is added. */
  ScriptedEngine on(Command expected, ExitStatus status, EngineEvent... events) {
    return on(expected.toString(), expected::equals, status, events);
  }

  ScriptedEngine on(Command expected, EngineEvent... events) {
    return on(expected, ExitStatus.DONE, events);
  }

  ScriptedEngine on(String what, Predicate<Command> fits, ExitStatus status, EngineEvent... events) {
    List<EngineEvent> all = new ArrayList<>(List.of(events));
    all.add(new EngineEvent.Finished(status, status == ExitStatus.DONE ? "done" : "stopped"));
    turns.add(new Turn(what, fits, status, all));
    return this;
  }

  /** Expects a command that fails. */
  ScriptedEngine failing(Command expected, Problem problem) {
    return on(expected, problem.status(), new EngineEvent.Failed(null, problem));
  }

  @Override
  public ExitStatus execute(Command command, Consumer<EngineEvent> events, Cancellation cancellation) {
    Turn turn = turns.poll();
    assertTrue(turn != null, "nothing was expected, and there came " + command);
    assertTrue(turn.fits().test(command), "expected " + turn.expected() + ", and there came " + command);
    given.add(command);
    turn.events().forEach(events);
    return turn.status();
  }

  List<Command> given() {
    return given;
  }

  void assertOver() {
    assertTrue(turns.isEmpty(), "still expected: " + turns);
  }
}
