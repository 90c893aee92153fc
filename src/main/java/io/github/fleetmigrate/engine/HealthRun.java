package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.health.Machine;
import io.github.fleetmigrate.health.MachineChecks;
import io.github.fleetmigrate.health.MachineProbe;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.RemoteHosts.RemoteFailure;
import io.github.fleetmigrate.port.RemoteSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Checks hosts, all at once: each has a thread, so one that does not answer keeps nobody waiting. */
public final class HealthRun {
  private static final Duration ASKING = Duration.ofSeconds(20);
  private static final int SMALL_STACK = 256 * 1024;
  private final RemoteHosts hosts;
  private final RemoteHosts.Limits limits;
  private final Duration asking;
  private final Clock clock;

  public HealthRun(RemoteHosts hosts, Clock clock) {
    this(hosts, RemoteHosts.Limits.USUAL, ASKING, clock);
  }

  /**
   * @param asking the longest that a machine may take to tell of itself
   */
  public HealthRun(RemoteHosts hosts, RemoteHosts.Limits limits, Duration asking, Clock clock) {
    this.hosts = hosts;
    this.limits = limits;
    this.asking = asking;
    this.clock = clock;
  }

  /**
   * @param done told of each host as it is finished, from several threads, never two at a time
   * @return the hosts in the order given; where the run is cancelled, those not finished have a failed check that says so
   */
  public HealthReport check(List<HostToCheck> wanted, Consumer<HostHealth> done, Cancellation cancellation) {
    Object turn = new Object();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, wanted.size()),
            work -> {
              Thread thread = new Thread(null, work, "health", SMALL_STACK);
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<HostHealth>> running = new ArrayList<>();
      for (HostToCheck host : wanted) {
        running.add(
            pool.submit(
                () -> {
                  HostHealth health = check(host, cancellation);
                  synchronized (turn) {
                    done.accept(health);
                  }
                  return health;
                }));
      }
      List<HostHealth> out = new ArrayList<>();
      for (Future<HostHealth> each : running) {
        out.add(each.get());
      }
      return new HealthReport(out, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Checks one host, in this thread. */
  public HostHealth check(HostToCheck host, Cancellation cancellation) {
    long start = System.nanoTime();
    List<Check> checks = new ArrayList<>();
    if (host.target() == null) {
      checks.add(
          Check.failed(
              CheckId.REACHABLE,
              "the repository does not say where it is",
              "answer settle \"" + host.name() + ".targetHost\" with its address"));
      return new HostHealth(host.name(), null, 0, null, Duration.ZERO, checks, null);
    }
    try (RemoteSession session = hosts.open(host.target(), limits, cancellation)) {
      RemoteHosts.Address at = session.address();
      // What a person was asked meanwhile is not the machine's time.
      Duration connecting = session.connecting() == null ? since(start) : session.connecting();
      long begin = System.nanoTime() - connecting.toNanos();
      String remark = session.remark() == null ? "" : "; " + session.remark();
      checks.add(Check.ok(CheckId.REACHABLE, place(at) + ", " + seconds(connecting) + " s" + remark));
      checks.add(Check.ok(CheckId.HOST_KEY, session.hostKey() == null ? "known" : session.hostKey()));
      checks.add(login(session));
      Machine machine = ask(session, host, checks, cancellation);
      return new HostHealth(host.name(), at.host(), at.port(), at.user(), since(begin), checks, machine);
    } catch (RemoteFailure failed) {
      RemoteHosts.Address at = failed.address();
      failed(failed, checks);
      return new HostHealth(
          host.name(),
          at == null ? host.target().host() : at.host(),
          at == null ? 0 : at.port(),
          at == null ? host.target().user() : at.user(),
          since(start),
          checks,
          null);
    }
  }

  private static Check login(RemoteSession session) {
    String user = session.address().user();
    if (session.opened().isEmpty()) {
      return Check.ok(CheckId.LOGIN, user);
    }
    String keys = String.join(" ", session.opened());
    return Check.warning(
        CheckId.LOGIN,
        user + ", with a key whose passphrase was asked for here: " + keys,
        "put it into the agent before a push, which cannot ask for it: `ssh-add " + keys + "`");
  }

  /** What came before the stage that failed is well. */
  private static void failed(RemoteFailure failure, List<Check> checks) {
    switch (failure.stage()) {
      case CONFIGURATION, REACH, CANCELLED ->
          checks.add(Check.failed(CheckId.REACHABLE, failure.getMessage(), failure.remedy()));
      case HOST_KEY -> {
        checks.add(Check.ok(CheckId.REACHABLE, place(failure.address())));
        checks.add(Check.failed(CheckId.HOST_KEY, failure.getMessage(), failure.remedy()));
      }
      case LOGIN -> {
        checks.add(Check.ok(CheckId.REACHABLE, place(failure.address())));
        checks.add(Check.ok(CheckId.HOST_KEY, "known"));
        checks.add(Check.failed(CheckId.LOGIN, failure.getMessage(), failure.remedy()));
      }
    }
  }

  private Machine ask(RemoteSession session, HostToCheck host, List<Check> checks, Cancellation cancellation) {
    long asked = clock.instant().getEpochSecond();
    CommandRunner.Result result;
    try {
      result = session.run(MachineProbe.command(), asking, cancellation);
    } catch (IOException broken) {
      String remedy = "try again; where it breaks again, look at the network and at sshd's log on the machine";
      checks.set(2, Check.failed(CheckId.LOGIN, broken.getMessage(), remedy));
      return null;
    }
    if (result.end() == CommandRunner.End.CANCELLED) {
      checks.set(0, Check.failed(CheckId.REACHABLE, "stopped", "run it again"));
      return null;
    }
    Map<String, MachineProbe.Answer> answers = MachineProbe.read(result.output());
    if (answers.isEmpty() && result.end() == CommandRunner.End.EXITED) {
      String said = result.errors().lines().findFirst().or(() -> result.output().lines().findFirst()).orElse("nothing");
      checks.set(
          2,
          Check.failed(
              CheckId.LOGIN, "logged in, but no command can be run; it says: " + said, "give " + session.address().user() + " a shell on the machine"));
      return null;
    }
    checks.addAll(MachineChecks.of(host, answers, asked, result.elapsed().toSeconds() + 1));
    return MachineChecks.machine(answers);
  }

  private static String place(RemoteHosts.Address at) {
    return at.host() + " port " + at.port();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }
}
