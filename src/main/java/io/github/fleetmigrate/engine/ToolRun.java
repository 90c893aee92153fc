package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the program that deploys in the repository and tells what it says line by line, as text of the host it is about. */
final class ToolRun {
  private static final int LAST_LINES = 20;
  private final Session session;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  ToolRun(Session session, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.events = events;
    this.cancellation = cancellation;
  }

  /** For what changes no machine, or does no harm when it is run again. */
  CommandRunner.Result run(String host, List<String> call) throws IOException {
    return run(call, new Told(host, process -> {}, null));
  }

  /**
   * For what must be known of whatever happens: nothing is run before {@code started} has returned, and the program then
   * outlives this process.
   *
   * @throws IOException also what {@code started} threw as an {@link UncheckedIOException}
   */
  CommandRunner.Result recorded(String host, List<String> call, Consumer<ProcessHandle> started) throws IOException {
    Path outlet = outlet(host);
    Files.deleteIfExists(outlet);
    try {
      CommandRunner.Result result = run(call, new Told(host, started, outlet));
      // What was told is not kept: it may hold what only this screen was to show.
      Files.deleteIfExists(outlet);
      return result;
    } catch (UncheckedIOException notStarted) {
      throw notStarted.getCause();
    }
  }

  /** What a program said that outlived the process that had started it. */
  void tellTheRest(String host) throws IOException {
    Path outlet = outlet(host);
    if (Files.exists(outlet)) {
      new String(Files.readAllBytes(outlet), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> events.accept(new EngineEvent.HostOutput(host, line)));
      Files.delete(outlet);
    }
  }

  /** The folder is the owner's alone; an attribute's name may have any character in it. */
  private Path outlet(String host) throws IOException {
    String name = "push-" + URLEncoder.encode(host, StandardCharsets.UTF_8) + ".log";
    return session.ports().journals().logs(session.journal().run()).resolve(name);
  }

  private CommandRunner.Result run(List<String> call, Told told) throws IOException {
    Path root = session.state().git().root();
    return session
        .ports()
        .commands()
        .run(new CommandRunner.Call(call, root, Map.of("NO_COLOR", "1"), session.options().rollout().push()), cancellation, told);
  }

  static String ended(CommandRunner.Result result) {
    return switch (result.end()) {
      case EXITED -> "ended with exit code " + result.exitCode();
      case TIMED_OUT -> "took longer than " + result.elapsed().toMinutes() + " minutes and was ended";
      case CANCELLED -> "was stopped";
    };
  }

  static String lastLines(CommandRunner.Result result) {
    List<String> lines = (result.output() + result.errors()).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Lines of both outputs, one at a time. */
  private final class Told implements CommandRunner.Listener {
    private final String host;
    private final Consumer<ProcessHandle> started;
    private final Path outlet;

    private Told(String host, Consumer<ProcessHandle> started, Path outlet) {
      this.host = host;
      this.started = started;
      this.outlet = outlet;
    }

    @Override
    public void started(ProcessHandle process) {
      started.accept(process);
    }

    @Override
    public boolean holds() {
      return outlet != null;
    }

    @Override
    public Path outlet() {
      return outlet;
    }

    @Override
    public void outputLine(String line) {
      tell(line);
    }

    @Override
    public void errorLine(String line) {
      tell(line);
    }

    private synchronized void tell(String line) {
      events.accept(new EngineEvent.HostOutput(host, line));
    }
  }
}
