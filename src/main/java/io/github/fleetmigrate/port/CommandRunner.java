package io.github.fleetmigrate.port;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs programs: argument lists (never a shell line), standard input closed, a time limit, a way to stop. */
public interface CommandRunner {

  /**
   * @param arguments the program and its arguments
   * @param directory where it runs; null for this process's own
   * @param environment variables added to this process's own
   * @param timeout after which it and its children are ended
   */
  record Call(List<String> arguments, Path directory, Map<String, String> environment, Duration timeout) {
    public Call {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      Objects.requireNonNull(timeout);
    }

    public static Call of(Duration timeout, String... arguments) {
      return new Call(List.of(arguments), null, Map.of(), timeout);
    }

    public Call in(Path folder) {
      return new Call(arguments, folder, environment, timeout);
    }
  }

  /** How a program ended. */
  enum End {
    EXITED,
    TIMED_OUT,
    CANCELLED
  }

  /**
   * @param exitCode of the program; -1 where it was ended by us
   * @param output standard output, whole
   * @param errors standard error, whole
   */
  record Result(End end, int exitCode, String output, String errors, Duration elapsed) {
    public boolean succeeded() {
      return end == End.EXITED && exitCode == 0;
    }
  }

  /** Told of a program while it runs, line by line; called from other threads. */
  interface Listener {
    /**
     * The program has been started. Where it is {@link #holds held} it has done nothing yet, and does nothing ever where
     * this throws or this process dies.
     */
    default void started(ProcessHandle process) {}

    /** Whether the program waits at its start until {@link #started} has returned. */
    default boolean holds() {
      return false;
    }

    /**
     * A file that the program writes its output to, both kinds in one, which is then told as output; null for none. Such a
     * program outlives this process: it never fails for want of somebody who reads what it says.
     */
    default Path outlet() {
      return null;
    }

    default void outputLine(String line) {}

    default void errorLine(String line) {}
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException where the program cannot be started
   */
  Result run(Call call, Cancellation cancellation, Listener listener) throws IOException;

  /**
   * Runs a program to its end.
   *
   * @param errorLines is told each line of standard error as it comes; called from another thread
   * @throws IOException where the program cannot be started
   */
  default Result run(Call call, Cancellation cancellation, Consumer<String> errorLines) throws IOException {
    return run(
        call,
        cancellation,
        new Listener() {
          @Override
          public void errorLine(String line) {
            errorLines.accept(line);
          }
        });
  }

  /** The program's path as a shell would find it, or empty. */
  Optional<Path> find(String program);
}
