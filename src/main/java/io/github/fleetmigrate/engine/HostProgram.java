package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The program that changes a machine: known of before it does anything, and waited for where it outlived its process. */
final class HostProgram {
  /** The system's clock, by which the start of a process is told, may be set in between. */
  private static final Duration SAME_START = Duration.ofSeconds(2);
  private final RolloutRecord record;
  private final ToolRun programs;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  HostProgram(Session session, RolloutRecord record, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.record = record;
    this.programs = new ToolRun(session, events, cancellation);
    this.events = events;
    this.cancellation = cancellation;
  }

  /** Runs it; an entry that says what is about to be done stands in the journal already. */
  CommandRunner.Result run(String host, List<String> call) throws IOException, Stopped {
    CommandRunner.Result result = programs.recorded(host, call, process -> started(host, process));
    if (result.end() == CommandRunner.End.CANCELLED) {
      throw interrupted("interrupted while " + host + " was changed, and the program that did it was ended");
    }
    return result;
  }

  private void started(String host, ProcessHandle process) {
    try {
      record.append(
          new JournalEntry.PushStarted(
              record.now(), host, process.pid(), process.info().startInstant().orElse(Instant.EPOCH)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program that a killed process of ours left behind is the push itself: no other is begun beside it. */
  void awaitLeft(String host, HostRollout begun) throws IOException, Stopped {
    Optional<ProcessHandle> left =
        begun.process() == 0
            ? Optional.empty()
            : ProcessHandle.of(begun.process())
                .filter(p -> p.info().startInstant().filter(at -> isSame(at, begun.started())).isPresent());
    if (left.isPresent()) {
      events.accept(
          new EngineEvent.Progress(
              "The program that " + (begun.stage() == JournalEntry.HostStage.ROLLING_BACK ? "brings back " : "pushes ") + host
                  + " still runs (process " + begun.process() + "); waiting for it"));
      await(host, left.get());
    }
    programs.tellTheRest(host);
  }

  private void await(String host, ProcessHandle left) throws Stopped {
    CompletableFuture<ProcessHandle> over = left.onExit();
    Cancellation.Registration registration = cancellation.onCancel(() -> over.cancel(false));
    try {
      over.get();
    } catch (CancellationException | InterruptedException stopped) {
      if (stopped instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw interrupted("interrupted; the program that changes " + host + " goes on");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      registration.close();
    }
  }

  private static boolean isSame(Instant start, Instant recorded) {
    return Duration.between(start, recorded).abs().compareTo(SAME_START) < 0;
  }

  /** Where a person stopped it after the program, or before it. */
  void stopIfCancelled(String host) throws Stopped {
    if (cancellation.isCancelled()) {
      throw interrupted("interrupted while " + host + " was looked at");
    }
  }

  private static Stopped interrupted(String what) {
    return Stopped.because(
        ExitStatus.INTERRUPTED, what, "run the same command again: it asks the machine what became of it");
  }
}
