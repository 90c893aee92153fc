package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.proof.ClosureDifference;
import io.github.fleetmigrate.proof.DrvStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out what pushing a host would do, and whether it can be pushed. Nothing of the machine is changed. */
final class HostPreparation {
  private final Session session;
  private final RolloutScope scope;
  private final HostWatch watch;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  HostPreparation(
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

  HostReady prepare(HostSettings host) throws IOException, Stopped {
    String name = host.host();
    scope.refuseLeftOut(host);
    String commit = scope.commit();
    events.accept(new EngineEvent.Progress("Evaluating " + name));
    Evaluation evaluation = session.ports().evaluation();
    Evaluation.HostSystem system = evaluation.system(commit, name, hive(host), cancellation);
    stopIfCancelled();
    if (system.failure() != null || system.output() == null) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          name + " cannot be evaluated",
          "correct it, commit, and run the same command again",
          system.failure() == null ? "its derivation has no fixed output path" : system.failure());
    }
    Optional<JsonNode> target = evaluation.target(commit, name, session.migration().hive(), cancellation);
    stopIfCancelled();
    if (target.isPresent()) {
      new HiveTarget(host, target.get()).refuseElsewhere();
    }
    HostHealth health = watch.check(host, system.output());
    stopIfCancelled();
    List<String> against = HostWatch.against(health);
    if (!against.isEmpty()) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          name + " is not healthy, so it is not pushed: " + against.get(0),
          "`fleet-migrate health --hosts " + name + "` says what to do for each check; then run the same command again",
          String.join("\n", against));
    }
    boolean builds = !host.buildOnTarget();
    if (builds) {
      build(host, commit);
    }
    check(host);
    List<String> changes = new ArrayList<>();
    boolean known = changes(host, health, system, commit, builds, changes);
    return new HostReady(
        name,
        host.mode() == HostSettings.Mode.LOCAL,
        commit,
        health.machine().system(),
        system.output(),
        builds,
        changes,
        known,
        health,
        host.mode() == HostSettings.Mode.LOCAL
            ? String.join(" ", scope.tool().local()).replace("{host}", name)
            : RolloutTool.words(scope.tool(), scope.tool().push(), name));
  }

  /** Where its system stands: the machine one sits at is switched to the flake's own configuration of it. */
  private Migration.Hive hive(HostSettings host) {
    return host.mode() == HostSettings.Mode.LOCAL ? null : session.migration().hive();
  }

  private void build(HostSettings host, String commit) throws Stopped {
    String name = host.host();
    events.accept(new EngineEvent.Progress("Building " + name));
    Evaluation.HostSystem built =
        session
            .ports()
            .evaluation()
            .build(commit, name, hive(host), line -> events.accept(new EngineEvent.HostOutput(name, line)), cancellation);
    stopIfCancelled();
    if (built.failure() != null) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED, name + " cannot be built", "correct it, commit, and run the same command again", built.failure());
    }
  }

  private void check(HostSettings host) throws IOException, Stopped {
    RolloutTool tool = new RolloutTool(scope.tool(), session.ports().commands(), session.ports().evaluation());
    List<String> call = tool.check(host);
    if (call.isEmpty()) {
      return;
    }
    String words = RolloutTool.words(scope.tool(), scope.tool().check(), host.host());
    events.accept(new EngineEvent.Progress(words));
    CommandRunner.Result result =
        new ToolRun(session, events, cancellation).run(host.host(), call);
    stopIfCancelled();
    if (!result.succeeded()) {
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          "`" + words + "` " + ToolRun.ended(result),
          "correct what it says, then run the same command again",
          ToolRun.lastLines(result));
    }
  }

  /** Says what would change, from the derivations where they are at hand, else from what the two systems hold. */
  private boolean changes(
      HostSettings host, HostHealth health, Evaluation.HostSystem system, String commit, boolean built, List<String> out)
      throws IOException {
    if (system.output().equals(health.machine().system())) {
      return true;
    }
    RunningSystem running = watch.running(host);
    Optional<List<String>> words = words(host.host(), health.machine().system(), running, system, commit);
    if (words.isPresent()) {
      out.addAll(words.get());
      return true;
    }
    List<String> closure = built ? closure(system.output()) : List.of();
    if (closure.isEmpty() || running.closure().isEmpty()) {
      return false;
    }
    out.addAll(ClosureDifference.lines(running.closure(), closure));
    return true;
  }

  private Optional<List<String>> words(
      String host, String runs, RunningSystem running, Evaluation.HostSystem system, String commit) throws IOException {
    JournalEntry.BaselineTaken baseline = session.state().journaled().baseline();
    String recorded = baseline == null ? null : baseline.hosts().get(host);
    boolean runsRecorded = recorded != null && new DrvStore().output(recorded).filter(runs::equals).isPresent();
    if (runsRecorded) {
      String was = session.state().baseline();
      return session.ports().evaluation().differences(recorded, was, system.derivation(), commit, cancellation);
    }
    if (running.deriver() != null && DrvStore.has(running.deriver())) {
      return session.ports().evaluation().differences(running.deriver(), commit, system.derivation(), commit, cancellation);
    }
    return Optional.empty();
  }

  private List<String> closure(String output) throws IOException {
    if (session.ports().commands().find("nix-store").isEmpty()) {
      return List.of();
    }
    CommandRunner.Result told =
        session
            .ports()
            .commands()
            .run(
                new CommandRunner.Call(
                    List.of("nix-store", "-qR", output), (Path) null, Map.of(), session.options().rollout().comeBack()),
                cancellation,
                line -> {});
    return told.succeeded() ? told.output().lines().toList() : List.of();
  }

  private void stopIfCancelled() throws Stopped {
    if (cancellation.isCancelled()) {
      throw Stopped.because(
          ExitStatus.INTERRUPTED, "interrupted; nothing was pushed", "run the same command again");
    }
  }
}
