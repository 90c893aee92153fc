package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The machines of the small migration, as the engine would tell of them. */
final class ScriptedMachines {
  private static final String STORE = "/nix/store/" + "a".repeat(32) + "-nixos-system-";
  private final Map<String, HostRollout> stages = new LinkedHashMap<>();
  private boolean closed;
  private boolean unhealthy;
  private boolean pushFails;
  private boolean pushing;
  private boolean backFails;

  /** The first of the fleet run what was pushed. */
  void confirmed(int many) {
    Wizards.FLEET.subList(0, many).forEach(host -> reached(host, HostStage.CONFIRMED, null));
  }

  /** What was kept as a fallback is gone. */
  void closed() {
    closed = true;
  }

  /** A push of the second one was begun and not seen to end. */
  void unclear() {
    reached(Wizards.FLEET.get(1), HostStage.PUSHING, null);
  }

  /** The second one has no room. */
  void unhealthy() {
    unhealthy = true;
  }

  /** The next push fails. */
  void pushFails() {
    pushFails = true;
  }

  /** A push goes on and on. */
  void pushesForEver() {
    pushing = true;
  }

  /** Bringing back finds the machine with a system of somebody else's, and leaves it. */
  void backFails() {
    backFails = true;
  }

  void anew() {
    stages.clear();
    closed = false;
  }

  Map<String, HostRollout> stages() {
    return stages;
  }

  boolean isClosed() {
    return closed;
  }

  static boolean concern(Command command) {
    return command instanceof Command.Health || command instanceof Command.Prepare || command instanceof Command.Push || command instanceof Command.TakeBack;
  }

  /** Whether a command does not end. */
  boolean holds(Command command) {
    return pushing && command instanceof Command.Push;
  }

  ExitStatus run(Command command, Consumer<EngineEvent> events) {
    if (command instanceof Command.Health) {
      return health(events);
    }
    if (command instanceof Command.Prepare prepare) {
      return prepare(prepare.host(), events);
    }
    return command instanceof Command.Push push ? push(push.host(), events) : takeBack(((Command.TakeBack) command).host(), events);
  }

  private ExitStatus health(Consumer<EngineEvent> events) {
    List<HostHealth> all = Wizards.FLEET.stream().map(this::healthOf).toList();
    all.forEach(h -> events.accept(new EngineEvent.HostChecked(h)));
    HealthReport report = new HealthReport(all, List.of());
    events.accept(new EngineEvent.HealthChecked(report));
    return report.passed() ? ExitStatus.DONE : failed(events, "not healthy: " + Wizards.FLEET.get(1), "do what stands below each failed check", null);
  }

  private HostHealth healthOf(String host) {
    boolean full = unhealthy && host.equals(Wizards.FLEET.get(1));
    List<Check> checks =
        List.of(
            Check.ok(CheckId.REACHABLE, "203.0.113.11 port 22"),
            Check.ok(CheckId.HOST_KEY, "ED25519 SHA256:known"),
            Check.ok(CheckId.LOGIN, "as jarvis"),
            full
                ? Check.failed(CheckId.DISK, "/nix has 1 MB free", "make room there: sudo nix-collect-garbage -d")
                : Check.ok(CheckId.DISK, "/nix has 48 GB free, /boot 400 MB"),
            host.equals("cortex") ? Check.warning(CheckId.GENERATION, "it booted another kernel than it runs", "restart it some time") : Check.ok(CheckId.GENERATION, "system-42-link"));
    return new HostHealth(host, "203.0.113.11", 22, "jarvis", Duration.ofMillis(400), checks, machine(host));
  }

  private static Machine machine(String host) {
    return new Machine("boot", STORE + host + "-25.11", STORE + host + "-25.11", "system-42-link", "6.12.1", List.of());
  }

  private ExitStatus prepare(String host, Consumer<EngineEvent> events) {
    if (stages.containsKey(host) && stages.get(host).stage() == HostStage.PUSHING) {
      reached(host, HostStage.CONFIRMED, null);
      events.accept(new EngineEvent.RolloutChanged(host, stages.get(host)));
      return ExitStatus.DONE;
    }
    HostHealth health = healthOf(host);
    events.accept(new EngineEvent.HostChecked(health));
    if (unhealthy && host.equals(Wizards.FLEET.get(1))) {
      return failed(events, host + " is not healthy, so it is not pushed: disk: /nix has 1 MB free", "make room, then try again", null);
    }
    events.accept(new EngineEvent.HostOutput(host, "fleet: check " + host));
    List<String> changes = List.of("user deploy is new", "group wheel: members: + \"deploy\"", "/etc/hosts: + \"203.0.113.22 nexus\"");
    events.accept(
        new EngineEvent.HostPrepared(
            new HostReady(host, false, "c0ffee", STORE + host + "-25.11", STORE + host + "-26.05", true, changes, true, health, "fleet push " + host)));
    return ExitStatus.DONE;
  }

  private ExitStatus push(String host, Consumer<EngineEvent> events) {
    reached(host, HostStage.PUSHING, null);
    events.accept(new EngineEvent.RolloutChanged(host, stages.get(host)));
    events.accept(new EngineEvent.Progress("Pushing " + host + ": fleet push " + host));
    for (String line : List.of("fleet: push " + host, "copying 12 paths", "activating the configuration")) {
      events.accept(new EngineEvent.HostOutput(host, line));
    }
    if (pushing) {
      return ExitStatus.INTERRUPTED;
    }
    if (pushFails) {
      pushFails = false;
      reached(host, HostStage.FAILED, "`fleet push " + host + "` ended with exit code 1");
      events.accept(new EngineEvent.RolloutChanged(host, stages.get(host)));
      return failed(
          events,
          host + ": `fleet push " + host + "` ended with exit code 1",
          "the rollout stops here and no other host is touched: try again, bring it back, or deploy it as before",
          "fleet: no space left on " + host);
    }
    reached(host, HostStage.CONFIRMED, null);
    events.accept(new EngineEvent.RolloutChanged(host, stages.get(host)));
    return ExitStatus.DONE;
  }

  private ExitStatus takeBack(String host, Consumer<EngineEvent> events) {
    if (backFails) {
      return failed(events, host + " runs neither what was pushed nor what it ran before", "look at its generations", null);
    }
    events.accept(new EngineEvent.HostOutput(host, "fleet: rollback " + host));
    reached(host, HostStage.ROLLED_BACK, null);
    events.accept(new EngineEvent.RolloutChanged(host, stages.get(host)));
    return ExitStatus.DONE;
  }

  private static ExitStatus failed(Consumer<EngineEvent> events, String message, String remedy, String detail) {
    events.accept(new EngineEvent.Failed(null, new Problem(ExitStatus.CHECK_FAILED, message, remedy, detail)));
    return ExitStatus.CHECK_FAILED;
  }

  private void reached(String host, HostStage stage, String message) {
    stages.put(host, new HostRollout(stage, Instant.EPOCH, "c0ffee", STORE + host + "-26.05", machine(host), machine(host), 0, null, message));
  }
}
