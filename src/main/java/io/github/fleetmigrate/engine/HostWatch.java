package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks a host of the rollout how it is, waits for it to come back, and compares it with what it was. */
final class HostWatch {
  /** States of a machine that it leaves by itself: systemctl(1), is-system-running. */
  private static final Set<String> MOVING = Set.of("initializing", "starting", "stopping");
  private final Session session;
  private final PlanContext context;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  HostWatch(Session session, PlanContext context, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.context = context;
    this.events = events;
    this.cancellation = cancellation;
  }

  /**
   * @param expected the system that it runs or will run; null where that is not known
   */
  HostHealth check(HostSettings host, String expected) {
    HostHealth health = look(host, expected);
    if (!cancellation.isCancelled()) {
      events.accept(new EngineEvent.HostChecked(health));
    }
    return health;
  }

  /** The same, and nothing is told of it. */
  HostHealth look(HostSettings host, String expected) {
    HostToCheck asked = HealthCommand.toCheck(context, host, Optional.ofNullable(expected));
    return new HealthRun(machines(host), session.ports().clock()).check(asked, cancellation);
  }

  RunningSystem running(HostSettings host) {
    HostToCheck asked = HealthCommand.toCheck(context, host, Optional.empty());
    try (RemoteSession opened = machines(host).open(asked.target(), RemoteHosts.Limits.USUAL, cancellation)) {
      return RunningSystem.ask(opened, cancellation);
    } catch (RemoteHosts.RemoteFailure failed) {
      return RunningSystem.UNKNOWN;
    }
  }

  private RemoteHosts machines(HostSettings host) {
    return host.mode() == HostSettings.Mode.LOCAL
        ? new ThisMachine(session.ports().commands())
        : session.ports().remote();
  }

  /**
   * Asks until the machine answers and has started, or the time for that is up; then watches it for a while. Says where it
   * was started anew.
   */
  HostHealth awaited(HostSettings host, String expected, Machine before) {
    EngineOptions.RolloutLimits limits = session.options().rollout();
    long end = System.nanoTime() + limits.comeBack().toNanos();
    boolean watched = limits.watch().isZero();
    while (true) {
      HostHealth health = check(host, expected);
      long left = end - System.nanoTime();
      boolean there = isThere(health);
      if (there && watched || left <= 0 && !there || cancellation.isCancelled()) {
        tellRestart(host.host(), before, health.machine());
        return health;
      }
      if (there) {
        watched = true;
        events.accept(new EngineEvent.Progress("Looking at " + host.host() + " again in " + limits.watch().toSeconds() + " s"));
        pause(limits.watch().toNanos());
        continue;
      }
      events.accept(
          new EngineEvent.Progress(
              host.host() + (health.machine() == null ? " does not answer" : " is starting") + "; it has "
                  + TimeUnit.NANOSECONDS.toSeconds(left) + " s more to come back"));
      pause(Math.min(left, limits.pause().toNanos()));
    }
  }

  private void tellRestart(String host, Machine before, Machine now) {
    if (now != null && now.bootId() != null && before.bootId() != null && !now.bootId().equals(before.bootId())) {
      events.accept(new EngineEvent.Progress(host + " was started anew since the push began"));
    }
  }

  private static boolean isThere(HostHealth health) {
    boolean known = health.check(CheckId.HOST_KEY).filter(c -> c.status() == CheckStatus.FAILED).isEmpty();
    boolean starting = health.check(CheckId.SYSTEM_STATE).filter(c -> MOVING.contains(c.detail())).isPresent();
    return !known || health.machine() != null && !starting;
  }

  private void pause(long nanos) {
    CountDownLatch stopped = new CountDownLatch(1);
    Cancellation.Registration registration = cancellation.onCancel(stopped::countDown);
    try {
      stopped.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancellation.cancel();
    } finally {
      registration.close();
    }
  }

  /** What stands against a push before it: all but units known to have failed already, which are compared afterwards. */
  static List<String> against(HostHealth health) {
    boolean named = health.machine() != null && !health.machine().failedUnits().isEmpty();
    return health.checks().stream()
        .filter(c -> c.status() == CheckStatus.FAILED && !(named && c.id() == CheckId.UNITS))
        .map(HostWatch::told)
        .toList();
  }

  /**
   * What is worse than before a push.
   *
   * @param system that the machine should run now
   */
  static List<String> worse(Machine before, HostHealth after, String system) {
    List<String> out = new ArrayList<>(against(after));
    Machine now = after.machine();
    if (now == null) {
      return out;
    }
    if (!system.equals(now.system())) {
      out.add("generation: it runs " + now.system() + ", not the system that was pushed, " + system);
    }
    List<String> units = new ArrayList<>(now.failedUnits());
    units.removeAll(before.failedUnits());
    if (!units.isEmpty()) {
      out.add("units: failed since the push: " + String.join(", ", units));
    }
    return out;
  }

  private static String told(Check check) {
    return check.id().word() + ": " + check.detail();
  }
}
