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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pushes a host and sees it through: what is begun stands in the journal before it happens, so that a process killed at
 * any point finds out what became of it and never pushes a host twice by mistake, nor one that nobody confirmed.
 */
final class HostPush {
  private final RolloutScope scope;
  private final HostWatch watch;
  private final RolloutTool tool;
  private final Consumer<EngineEvent> events;
  private final RolloutRecord record;
  private final HostProgram program;

  HostPush(
      Session session,
      RolloutScope scope,
      HostWatch watch,
      Consumer<EngineEvent> events,
      Cancellation cancellation) {
    this.scope = scope;
    this.watch = watch;
    this.tool = new RolloutTool(scope.tool(), session.ports().commands(), session.ports().evaluation());
    this.events = events;
    this.record = new RolloutRecord(session, scope, events);
    this.program = new HostProgram(session, record, events, cancellation);
  }

  /** Pushes what was shown, as long as it still is what would be pushed. */
  void push(HostSettings host, HostReady ready) throws IOException, Stopped {
    if (!ready.commit().equals(scope.commit())) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          "the repository has another commit than the one that was shown for " + host.host(),
          "run the same command again: it shows what would be pushed now");
    }
    List<String> call = tool.push(host);
    Machine before = since(scope.state(host.host()), unchanged(host, ready));
    record.begin(
        host.host(), new JournalEntry.PushBegun(record.now(), host.host(), ready.commit(), ready.system(), before));
    events.accept(new EngineEvent.Progress("Pushing " + host.host() + ": " + ready.push()));
    CommandRunner.Result result = program.run(host.host(), call);
    HostHealth after = watch.awaited(host, ready.system(), before);
    program.stopIfCancelled(host.host());
    List<String> worse = new ArrayList<>();
    if (!result.succeeded()) {
      worse.add("`" + ready.push() + "` " + ToolRun.ended(result));
    }
    worse.addAll(HostWatch.worse(before, after, ready.system()));
    if (worse.isEmpty()) {
      record.end(host.host(), HostStage.CONFIRMED, null);
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
        new EngineEvent.Progress("A push of " + host.host() + " was begun at " + begun.at().truncatedTo(ChronoUnit.SECONDS) + " and not seen to end"));
    program.awaitLeft(host.host(), begun);
    HostHealth after = watch.awaited(host, begun.system(), begun.before());
    program.stopIfCancelled(host.host());
    Machine now = after.machine();
    if (now == null) {
      fail(host, HostWatch.against(after), null);
    }
    boolean moved = !begun.system().equals(begun.before().system());
    if (!moved || !begun.system().equals(now.system())) {
      // Where both systems are one, nothing on the machine tells whether the push came through.
      record.end(host.host(), HostStage.FAILED, "interrupted; the machine runs " + now.system());
      events.accept(
          new EngineEvent.Progress(
              (moved ? "It did not arrive: " : "Nothing tells whether it arrived: ") + host.host() + " is asked for again"));
      return false;
    }
    List<String> worse = HostWatch.worse(begun.before(), after, begun.system());
    if (!worse.isEmpty()) {
      fail(host, worse, null);
    }
    events.accept(new EngineEvent.Progress("It arrived: " + host.host() + " runs what was pushed"));
    record.end(host.host(), HostStage.CONFIRMED, null);
    return true;
  }

  /** What the machine runs, as long as it is what was shown: a person may have taken her time, and so does a build. */
  private Machine unchanged(HostSettings host, HostReady ready) throws Stopped {
    HostHealth found = watch.look(host, ready.system());
    program.stopIfCancelled(host.host());
    List<String> against = HostWatch.against(found);
    if (!against.isEmpty()) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          host.host() + " is not healthy any more, so it is not pushed: " + against.get(0),
          "`fleet-migrate health --hosts " + host.host() + "` says what to do for each check; then run the same command again",
          String.join("\n", against));
    }
    Machine now = found.machine();
    if (!ready.running().equals(now.system())) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          host.host() + " runs another system than the one that was shown, " + now.system(),
          "run the same command again: it shows what would change now");
    }
    return now;
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

  private void fail(HostSettings host, List<String> worse, String output) throws IOException, Stopped {
    String name = host.host();
    record.end(name, HostStage.FAILED, worse.get(0));
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
  private List<String> waysOn(HostSettings host) throws IOException {
    boolean returns = !scope.tool().back().isEmpty() && host.mode() != HostSettings.Mode.LOCAL;
    List<String> out = new ArrayList<>();
    out.add("again:     fleet-migrate rollout");
    out.add(
        returns
            ? "back:      fleet-migrate rollout --back " + host.host()
            : "back:      " + RolloutCalls.backThere() + ", on the machine");
    boolean kept = scope.context().values().get("keepsDeployRs").equals(true) && !scope.closed();
    RolloutCalls.asBefore(scope.tool(), host.host(), kept)
        .ifPresent(
            command -> {
              out.add("as before: " + command);
              if (scope.tool().fallbackNote() != null) {
                out.add("           " + scope.tool().fallbackNote());
              }
            });
    return out;
  }
}
