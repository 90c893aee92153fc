package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** An engine that plays a migration without touching anything, and remembers what it was asked. */
final class ScriptedEngine implements Engine {
  private final List<Command> asked = new ArrayList<>();
  private List<String> hosts = Wizards.HOSTS;
  private int done;
  private boolean answered;
  private boolean failsOnce;
  private boolean ends = true;
  private final ScriptedMachines machines = new ScriptedMachines();
  private List<String> missing = List.of();
  private CountDownLatch gate = new CountDownLatch(0);

  /** An engine in words: {@code after=3 hosts=400 failing neverEnding withoutNix}. */
  static ScriptedEngine as(String words) {
    ScriptedEngine engine = new ScriptedEngine();
    for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
      int number = word.contains("=") ? Integer.parseInt(word.substring(word.indexOf('=') + 1)) : 0;
      switch (word.replaceAll("=.*", "")) {
        case "after" -> engine.after(number);
        case "hosts" -> engine.hosts(number);
        case "failing" -> engine.failingOnce();
        case "neverEnding" -> engine.neverEnding();
        case "withoutNix" -> engine.withoutNix();
        case "confirmed" -> engine.machines.confirmed(number);
        case "closed" -> engine.machines.closed();
        case "unclear" -> engine.machines.unclear();
        case "unhealthy" -> engine.machines.unhealthy();
        case "pushFails" -> engine.machines.pushFails();
        case "backFails" -> engine.machines.backFails();
        case "pushing" -> engine.machines.pushesForEver();
        default -> throw new IllegalArgumentException(word);
      }
    }
    return engine;
  }

  ScriptedEngine after(int phases) {
    done = phases;
    answered = phases > 0;
    return this;
  }

  /** The fleet has this many hosts. */
  ScriptedEngine hosts(int many) {
    hosts = java.util.stream.IntStream.rangeClosed(1, many).mapToObj(i -> String.format("host-%03d", i)).toList();
    return this;
  }

  /** There is no nix on this machine. */
  ScriptedEngine withoutNix() {
    missing = List.of("nix: there is no program nix; hosts cannot be proved");
    return this;
  }

  /** The next apply finds a host changed. */
  ScriptedEngine failingOnce() {
    failsOnce = true;
    return this;
  }

  /** Applies begin, and are told to the first hosts: for screens without a thread that could wait. */
  ScriptedEngine neverEnding() {
    ends = false;
    return this;
  }

  /** Applies wait, with all hosts evaluating, until the gate opens or they are cancelled. */
  ScriptedEngine waitingAt(CountDownLatch opened) {
    gate = opened;
    return this;
  }

  synchronized List<Command> asked() {
    return List.copyOf(asked);
  }

  @Override
  public ExitStatus execute(Command command, Consumer<EngineEvent> events, Cancellation cancellation) {
    synchronized (this) {
      asked.add(command);
    }
    ExitStatus status = run(command, events, cancellation);
    if (!ends && command instanceof Command.Apply || machines.holds(command)) {
      return status;
    }
    events.accept(new EngineEvent.Finished(status, "over"));
    return status;
  }

  private ExitStatus run(Command command, Consumer<EngineEvent> events, Cancellation cancellation) {
    if (command instanceof Command.Answer answer) {
      answered |= answer.answers().containsKey("hostsEntries");
    } else if (command instanceof Command.Plan plan) {
      events.accept(new EngineEvent.PhasePlanned(Wizards.plan(plan.from())));
      return ExitStatus.DONE;
    } else if (ScriptedMachines.concern(command)) {
      return machines.run(command, events);
    } else if (command instanceof Command.Rollback rollback) {
      done = rollback.to();
      machines.anew();
      events.accept(new EngineEvent.RolledBack(rollback.to(), "abcdef1230", "abcdef1290"));
    } else if (command instanceof Command.Apply apply) {
      ExitStatus status = apply(apply, events, cancellation);
      if (status != ExitStatus.DONE) {
        return status;
      }
    }
    events.accept(
        new EngineEvent.Surveyed(
            done < 5 ? Wizards.survey(done, answered, missing) : Wizards.rolledOut(machines.stages(), machines.isClosed(), missing)));
    return ExitStatus.DONE;
  }

  private ExitStatus apply(Command.Apply apply, Consumer<EngineEvent> events, Cancellation cancellation) {
    int phase = apply.from();
    events.accept(new EngineEvent.PhaseStarted(phase, "t", false));
    events.accept(new EngineEvent.FileChanged(phase, "flake.nix", FileChange.Kind.EDITED));
    events.accept(new EngineEvent.VerificationStarted(phase, Level.EVAL, hosts));
    for (String host : hosts.subList(0, Math.min(4, hosts.size()))) {
      events.accept(new EngineEvent.HostProgress(host, EngineEvent.Activity.EVALUATING, Duration.ofMillis(400), "evaluating"));
    }
    if (!ends) {
      return ExitStatus.INTERRUPTED;
    }
    if (!waited(cancellation)) {
      events.accept(new EngineEvent.Failed(phase, new Problem(ExitStatus.INTERRUPTED, "interrupted", "resume it", null)));
      return ExitStatus.INTERRUPTED;
    }
    List<HostVerdict> verdicts =
        hosts.stream().map(h -> failsOnce && h.equals(hosts.get(0)) ? Wizards.changed(h) : Wizards.identical(h)).toList();
    verdicts.forEach(v -> events.accept(new EngineEvent.HostFinished(v, Duration.ofMillis(900))));
    events.accept(new EngineEvent.VerificationFinished(phase, Level.EVAL, verdicts, List.of(), !failsOnce));
    if (failsOnce) {
      failsOnce = false;
      events.accept(
          new EngineEvent.Failed(
              phase,
              new Problem(ExitStatus.CHECK_FAILED, "phase " + phase + " did not pass: " + hosts.get(0) + " changed", "correct the cause", "etc-hosts: text")));
      return ExitStatus.CHECK_FAILED;
    }
    if (phase == Phase.CLOSING) {
      machines.closed();
    } else {
      done = phase;
    }
    events.accept(new EngineEvent.Checkpoint(phase, "abcdef12" + phase + "0", "subject"));
    return ExitStatus.DONE;
  }

  private boolean waited(Cancellation cancellation) {
    Cancellation.Registration registration = cancellation.onCancel(gate::countDown);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      registration.close();
    }
    return !cancellation.isCancelled();
  }
}
