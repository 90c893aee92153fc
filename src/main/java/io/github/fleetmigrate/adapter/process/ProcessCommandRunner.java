package io.github.fleetmigrate.adapter.process;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs programs as child processes, each in a session of its own where the system has {@code setsid}: it then has no
 * terminal, so that neither it nor git or ssh beneath it can ask a question there or draw into the wizard's screen. The
 * terminal's own Ctrl-C does not reach it for the same reason: {@link #close} ends whatever still runs, and belongs into
 * the program's shutdown.
 */
public final class ProcessCommandRunner implements CommandRunner, AutoCloseable {
  private static final File NOTHING = new File("/dev/null");
  /** Waits for a line, then becomes the program; where none comes, nothing happens. */
  private static final List<String> HELD = List.of("sh", "-c", "read -r go && exec \"$@\"", "sh");
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final Optional<Path> newSession;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Programs see this process's own environment. */
  public ProcessCommandRunner() {
    this(System.getenv());
  }

  /** @param environment this process's own, {@code System.getenv()}; programs are looked up in its PATH */
  public ProcessCommandRunner(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.newSession = find("setsid");
  }

  @Override
  public Result run(Call call, Cancellation cancellation, Listener listener) throws IOException {
    long begin = System.nanoTime();
    if (cancellation.isCancelled()) {
      return new Result(End.CANCELLED, -1, "", "", Duration.ZERO);
    }
    Path outlet = listener.outlet();
    Process process = start(call, listener.holds(), outlet);
    if (outlet == null) {
      running.add(process);
    }
    // Ended on a thread of its own: one that cancels many programs must not wait for the grace of each.
    Thread ender = new Thread(() -> ProcessTree.end(process.toHandle()), "end " + process.pid());
    AtomicBoolean cancelled = new AtomicBoolean();
    Cancellation.Registration registration =
        cancellation.onCancel(
            () -> {
              cancelled.set(true);
              ender.start();
            });
    try {
      listener.started(process.toHandle());
      if (listener.holds()) {
        release(process);
      }
      if (closed.get() && outlet == null) {
        ProcessTree.end(process.toHandle());
      }
      String name = call.arguments().get(0);
      InputStream said = outlet == null ? process.getInputStream() : new FollowedFile(outlet, process.toHandle());
      StreamReader output = new StreamReader(name + " output", said, listener::outputLine);
      StreamReader errors = new StreamReader(name + " errors", process.getErrorStream(), listener::errorLine);
      boolean ended = process.waitFor(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        ProcessTree.end(process.toHandle());
      }
      if (cancelled.get()) {
        ender.join();
      }
      Duration rest = ended && !cancelled.get() ? LAST_OUTPUT : LAST_OUTPUT.dividedBy(10);
      String out = output.text(rest);
      String err = errors.text(rest);
      End end = cancelled.get() || closed.get() ? End.CANCELLED : ended ? End.EXITED : End.TIMED_OUT;
      int code = end == End.EXITED ? process.exitValue() : -1;
      return new Result(end, code, out, err, Duration.ofNanos(System.nanoTime() - begin));
    } catch (InterruptedException interrupted) {
      ProcessTree.end(process.toHandle());
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + call.arguments().get(0) + " ran");
    } catch (RuntimeException refused) {
      ProcessTree.end(process.toHandle());
      throw refused;
    } finally {
      registration.close();
      running.remove(process);
    }
  }

  private static void release(Process process) {
    try (OutputStream go = process.getOutputStream()) {
      go.write('\n');
    } catch (IOException ended) {
      // It was ended already; its exit says so.
    }
  }

  private Process start(Call call, boolean held, Path outlet) throws IOException {
    List<String> arguments = new ArrayList<>();
    String program = call.arguments().get(0);
    Path resolved = find(program).orElseThrow(() -> new IOException("cannot find the program " + program));
    newSession.ifPresent(setsid -> arguments.add(setsid.toString()));
    if (held) {
      arguments.addAll(HELD);
    }
    arguments.add(resolved.toString());
    arguments.addAll(call.arguments().subList(1, call.arguments().size()));
    ProcessBuilder builder = new ProcessBuilder(arguments);
    if (call.directory() != null) {
      builder.directory(call.directory().toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(call.environment());
    if (outlet != null) {
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(outlet.toFile()));
    }
    builder.redirectInput(held ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.from(NOTHING));
    return builder.start();
  }

  @Override
  public Optional<Path> find(String program) {
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (program.contains("/")) {
        return Optional.of(Path.of(program)).filter(ProcessCommandRunner::isProgram).map(Path::toAbsolutePath);
      }
      for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
        if (isProgram(candidate)) {
          return Optional.of(candidate.toAbsolutePath());
        }
      }
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  /**
   * Ends every program that still runs; those calls return as cancelled, later ones at once. What has an outlet of its own
   * outlives us, unless its call was cancelled.
   */
  @Override
  public void close() {
    closed.set(true);
    List.copyOf(running).parallelStream().forEach(process -> ProcessTree.end(process.toHandle()));
  }
}
