package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Pushes a host and sees it through: what is begun stands in the journal before it happens, so that a process killed at
 * any point finds out what became of it and never pushes a host twice by mistake, nor one that nobody confirmed.
 */
final class HostPush {
  /** The system's clock, by which the start of a process is told, may be set in between. */
  private static final Duration SAME_START = Duration.ofSeconds(2);
  private final Session session;
  private final RolloutScope scope;
  private final HostWatch watch;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  HostPush(
      Session session,
      RolloutScope scope,
      HostWatch watch,
      Consumer<EngineEvent> events,
      Cancellation cancellation) {
    this.session = session;
    this.scope = scope;
    this.watch = watch;
    this.events = events;
    this.cancellation = cancellation;
  }

  /** Pushes what was shown, as long as it still is what would be pushed. */
  void push(HostSettings host, HostReady ready) throws IOException, Stopped {
    if (!ready.commit().equals(scope.commit())) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "the repository has another commit than the one that was shown for " + host.host(),
          "run the same command again: it shows what would be pushed now");
    }
    Machine before = since(scope.state(host.host()), ready.health().machine());
    List<String> call = tool().push(host);
    append(new JournalEntry.PushBegun(now(), host.host(), ready.commit(), ready.system(), before));
    changed(host.host());
    events.accept(new EngineEvent.Progress("Pushing " + host.host() + ": " + ready.push()));
    CommandRunner.Result result = programs().recorded(host.host(), call, process -> started(host.host(), process));
    if (result.end() == CommandRunner.End.CANCELLED) {
      throw interrupted(host.host());
    }
    HostHealth after = watch.awaited(host, ready.system(), before);
    if (cancellation.isCancelled()) {
      throw interrupted(host.host());
    }
    List<String> worse = new ArrayList<>();
    if (!result.succeeded()) {
      worse.add("`" + ready.push() + "` " + ToolRun.ended(result));
    }
    worse.addAll(HostWatch.worse(before, after, ready.system()));
    if (worse.isEmpty()) {
      confirm(host.host());
    } else {
      fail(host, worse, result.succeeded() ? null : ToolRun.lastLines(result));
    }
  }

  /**
   * Finds out what became of a push that was begun and not seen to end.
   *
   * @return whether nothing is left to do for the host: it is confirmed with the commit that would be pushed
   */
  boolean settle(HostSettings host) throws IOException, Stopped {
    HostRollout begun = scope.state(host.host());
    if (begun == null || begun.stage() != HostStage.PUSHING) {
      return scope.isConfirmed(host.host()) && begun.commit().equals(scope.commit());
    }
    events.accept(
        new EngineEvent.Progress("A push of " + host.host() + " was begun at " + begun.at() + " and not seen to end"));
    awaitProgram(host.host(), begun);
    programs().tellTheRest(host.host());
    HostHealth after = watch.awaited(host, begun.system(), begun.before());
    if (cancellation.isCancelled()) {
      throw interrupted(host.host());
    }
    Machine now = after.machine();
    if (now == null) {
      fail(host, HostWatch.against(after), null);
    }
    boolean moved = !begun.system().equals(begun.before().system());
    if (!moved || !begun.system().equals(now.system())) {
      // Where both systems are one, nothing on the machine tells whether the push came through.
      append(
          new JournalEntry.PushEnded(
              now(), host.host(), HostStage.FAILED, "interrupted; the machine runs " + now.system()));
      changed(host.host());
      events.accept(new EngineEvent.Progress("It did not arrive: " + host.host() + " is asked for again"));
      return false;
    }
    List<String> worse = HostWatch.worse(begun.before(), after, begun.system());
    if (!worse.isEmpty()) {
      fail(host, worse, null);
    }
    events.accept(new EngineEvent.Progress("It arrived: " + host.host() + " runs what was pushed"));
    confirm(host.host());
    return true;
  }

  /** Brings a host back to its previous generation with the new tool. */
  void back(HostSettings host) throws IOException, Stopped {
    HostRollout begun = scope.state(host.host());
    List<String> call = tool().back(host);
    if (begun == null || call.isEmpty()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          begun == null
              ? host.host() + " was not pushed, so there is nothing to take back"
              : "the new tool has no way back for " + host.host(),
          begun == null ? "nothing is to be done" : "on the machine: `sudo nixos-rebuild switch --rollback`");
    }
    awaitProgram(host.host(), begun);
    String words = RolloutTool.words(scope.tool(), scope.tool().back(), host.host());
    events.accept(new EngineEvent.Progress(words));
    CommandRunner.Result result = programs().run(host.host(), call);
    if (result.end() == CommandRunner.End.CANCELLED) {
      throw interrupted(host.host());
    }
    if (!result.succeeded()) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          "`" + words + "` " + ToolRun.ended(result),
          "on the machine: `sudo nixos-rebuild switch --rollback`",
          ToolRun.lastLines(result));
    }
    HostHealth after = watch.awaited(host, begun.before().system(), begun.before());
    List<String> worse = HostWatch.worse(begun.before(), after, begun.before().system());
    append(
        new JournalEntry.PushEnded(
            now(), host.host(), HostStage.ROLLED_BACK, worse.isEmpty() ? null : String.join("; ", worse)));
    changed(host.host());
    if (!worse.isEmpty()) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          host.host() + " was rolled back and is not as it was: " + worse.get(0),
          "look at the machine: `fleet-migrate health --hosts " + host.host() + "`",
          String.join("\n", worse));
    }
  }

  /** After a push that failed, what failed since is no state that a machine may be left in: it stays counted as new. */
  private static Machine since(HostRollout last, Machine now) {
    if (last == null || last.stage() != HostStage.FAILED) {
      return now;
    }
    List<String> units = new ArrayList<>(now.failedUnits());
    units.retainAll(last.before().failedUnits());
    return new Machine(now.bootId(), now.system(), now.booted(), now.profile(), now.kernel(), units);
  }

  private void confirm(String host) throws IOException {
    append(new JournalEntry.PushEnded(now(), host, HostStage.CONFIRMED, null));
    changed(host);
  }

  private void fail(HostSettings host, List<String> worse, String output) throws IOException, Stopped {
    String name = host.host();
    append(new JournalEntry.PushEnded(now(), name, HostStage.FAILED, worse.get(0)));
    changed(name);
    List<String> detail = new ArrayList<>(worse.subList(1, worse.size()));
    if (output != null) {
      output.lines().forEach(detail::add);
    }
    detail.addAll(waysOn(host));
    throw Stopped.because(
        ExitStatus.CHECK_FAILED,
        name + ": " + worse.get(0),
        "the rollout stops here and no other host is touched: try again, bring it back, or deploy it as before",
        String.join("\n", detail));
  }

  /** Commands that can be run now, as they are. */
  private List<String> waysOn(HostSettings host) {
    boolean returns = !scope.tool().back().isEmpty() && host.mode() != HostSettings.Mode.LOCAL;
    List<String> out = new ArrayList<>();
    out.add("again:     fleet-migrate rollout");
    out.add(
        returns
            ? "back:      fleet-migrate rollout --back " + host.host()
            : "back:      sudo nixos-rebuild switch --rollback, on the machine");
    if (scope.tool().fallback() != null && scope.context().values().get("keepsDeployRs").equals(true)) {
      out.add("as before: " + scope.tool().fallback().replace("{host}", host.host()));
      if (scope.tool().fallbackNote() != null) {
        out.add("           " + scope.tool().fallbackNote());
      }
    }
    return out;
  }

  /** A program that a killed process of ours left behind is the push itself: it is never begun beside itself. */
  private void awaitProgram(String host, HostRollout begun) throws Stopped {
    Optional<ProcessHandle> left =
        begun.process() == 0
            ? Optional.empty()
            : ProcessHandle.of(begun.process())
                .filter(p -> p.info().startInstant().filter(at -> isSame(at, begun.started())).isPresent());
    if (left.isEmpty()) {
      return;
    }
    events.accept(
        new EngineEvent.Progress("The program that pushes " + host + " still runs (process " + begun.process() + "); waiting for it"));
    CompletableFuture<ProcessHandle> over = left.get().onExit();
    Cancellation.Registration registration = cancellation.onCancel(() -> over.cancel(false));
    try {
      over.get();
    } catch (CancellationException | InterruptedException stopped) {
      if (stopped instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw interrupted(host);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      registration.close();
    }
  }

  private static boolean isSame(Instant start, Instant recorded) {
    return Duration.between(start, recorded).abs().compareTo(SAME_START) < 0;
  }

  private static Stopped interrupted(String host) {
    return Stopped.because(
        ExitStatus.INTERRUPTED,
        "interrupted while " + host + " was pushed",
        "run the same command again: it finds out what became of the push");
  }

  private void started(String host, ProcessHandle process) {
    try {
      append(
          new JournalEntry.PushStarted(
              now(), host, process.pid(), process.info().startInstant().orElse(Instant.EPOCH)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ToolRun programs() {
    return new ToolRun(session, events, cancellation);
  }

  private RolloutTool tool() {
    return new RolloutTool(scope.tool(), session.ports().commands(), session.ports().evaluation());
  }

  private void append(JournalEntry entry) throws IOException {
    session.journal().append(entry);
    session.changed();
  }

  private void changed(String host) throws IOException {
    events.accept(new EngineEvent.RolloutChanged(host, scope.state(host)));
  }

  private Instant now() {
    return session.ports().clock().instant();
  }
}
