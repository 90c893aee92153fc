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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Brings a pushed host back to what it ran before. The tool goes one generation back from wherever the machine is: so the
 * machine is asked first, and one that is back already, or was never changed, is left as it is.
 */
final class HostReturn {
  private static final String GENERATIONS =
      "on the machine, `sudo nix-env -p /nix/var/nix/profiles/system --list-generations` shows what it can go back to";
  private final RolloutScope scope;
  private final HostWatch watch;
  private final RolloutTool tool;
  private final Consumer<EngineEvent> events;
  private final RolloutRecord record;
  private final HostProgram program;

  HostReturn(
      Session session, RolloutScope scope, HostWatch watch, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.scope = scope;
    this.watch = watch;
    this.tool = new RolloutTool(scope.tool(), session.ports().commands(), session.ports().evaluation());
    this.events = events;
    this.record = new RolloutRecord(session, scope, events);
    this.program = new HostProgram(session, record, events, cancellation);
  }

  /** Brings it back with the new tool. */
  void back(HostSettings host) throws IOException, Stopped {
    String name = host.host();
    HostRollout begun = scope.state(name);
    if (begun == null) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          name + " was not pushed from this clone, so there is nothing to take back here",
          "where another clone pushed it, run the same command there");
    }
    List<String> call = tool.back(host);
    if (call.isEmpty()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "the new tool has no way back for " + name,
          "on the machine: `" + RolloutCalls.backThere() + "`");
    }
    program.awaitLeft(name, begun);
    HostHealth found = watch.check(host, begun.origin().system());
    program.stopIfCancelled(name);
    if (isBack(begun, answering(name, found))) {
      events.accept(new EngineEvent.Progress(name + " runs what it ran before, so nothing is taken back"));
      judge(name, begun, found);
      return;
    }
    record.begin(name, new JournalEntry.BackBegun(record.now(), name));
    String words = RolloutTool.words(scope.tool(), scope.tool().back(), name);
    events.accept(new EngineEvent.Progress(words));
    CommandRunner.Result result = program.run(name, call);
    HostHealth after = watch.awaited(host, begun.origin().system(), begun.origin());
    program.stopIfCancelled(name);
    if (!result.succeeded()) {
      String ended = "`" + words + "` " + ToolRun.ended(result);
      boolean unchanged =
          begun.stage() == HostStage.CONFIRMED && HostWatch.worse(begun.before(), after, begun.system()).isEmpty();
      record.end(name, unchanged ? HostStage.CONFIRMED : HostStage.FAILED, unchanged ? null : ended);
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          ended,
          "on the machine: `" + RolloutCalls.backThere() + "`",
          ToolRun.lastLines(result));
    }
    judge(name, begun, after);
  }

  /** Finds out what became of going back that was begun and not seen to end. */
  void settle(HostSettings host) throws IOException, Stopped {
    String name = host.host();
    HostRollout begun = scope.state(name);
    if (begun == null || begun.stage() != HostStage.ROLLING_BACK) {
      return;
    }
    events.accept(
        new EngineEvent.Progress("Bringing " + name + " back was begun at " + begun.at().truncatedTo(ChronoUnit.SECONDS) + " and not seen to end"));
    program.awaitLeft(name, begun);
    HostHealth after = watch.awaited(host, begun.origin().system(), begun.origin());
    program.stopIfCancelled(name);
    judge(name, begun, after);
  }

  /** What it runs now, where a rollback from there leads to what it ran before, or it is there already. */
  private Machine answering(String name, HostHealth found) throws IOException, Stopped {
    Machine now = found.machine();
    if (now == null || now.system() == null) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          name + " does not say what it runs: " + String.join("; ", HostWatch.against(found)),
          "at its console: `" + RolloutCalls.backThere() + "`, or choose the generation before in its boot menu");
    }
    HostRollout begun = scope.state(name);
    if (!now.system().equals(begun.system()) && !now.system().equals(begun.origin().system())) {
      String runs = name + " runs neither what was pushed nor what it ran before, but " + now.system();
      record.end(name, HostStage.FAILED, runs);
      throw Stopped.because(ExitStatus.DECISION_NEEDED, runs, GENERATIONS);
    }
    return now;
  }

  /** Whether it runs what it ran before. A new generation of the same system is none of these: the one before it is. */
  private static boolean isBack(HostRollout begun, Machine now) {
    return begun.origin().system().equals(now.system())
        && (begun.origin().profile() == null || Objects.equals(begun.origin().profile(), now.profile()));
  }

  private void judge(String name, HostRollout begun, HostHealth after) throws IOException, Stopped {
    Machine now = after.machine();
    String origin = begun.origin().system();
    if (now == null) {
      // What became of it is not known: it stays open, and is asked for again.
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          name + " does not answer: " + String.join("; ", HostWatch.against(after)),
          "look at its console, then run `fleet-migrate rollout --back " + name + "` again");
    }
    if (!origin.equals(now.system())) {
      String runs = name + " was not brought back: it runs " + now.system();
      record.end(name, HostStage.FAILED, runs);
      throw Stopped.because(ExitStatus.CHECK_FAILED, runs, GENERATIONS, "it ran " + origin + " before");
    }
    List<String> worse = HostWatch.worse(begun.origin(), after, origin);
    record.end(name, HostStage.ROLLED_BACK, worse.isEmpty() ? null : String.join("; ", worse));
    if (!worse.isEmpty()) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          name + " was rolled back and is not as it was: " + worse.get(0),
          "look at the machine: `fleet-migrate health --hosts " + name + "`",
          String.join("\n", worse));
    }
  }
}
