package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.proof.DrvStore;
import io.github.fleetmigrate.repo.SshOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks the fleet's hosts where Colmena will find them. */
final class HealthCommand {
  private final Session session;
  private final Consumer<EngineEvent> events;
  private final List<String> remarks = new ArrayList<>();

  HealthCommand(Session session, Consumer<EngineEvent> events) {
    this.session = session;
    this.events = events;
  }

  void run(List<String> names, Cancellation cancellation) throws IOException, Stopped {
    Preconditions.readable(session);
    if (session.ports().commands().find("ssh").isEmpty()) {
      throw Stopped.because(
          ExitStatus.MISSING, "the ssh program is not installed, and it reads the ssh configuration", "install OpenSSH's client");
    }
    PlanContext context = session.context(cancellation);
    List<HostToCheck> hosts = hosts(context, names);
    if (!context.facts().failures().isEmpty() || session.ports().evaluation().unavailable().isPresent()) {
      remarks.add("Hosts and addresses are read from the files alone where nix could not evaluate them.");
    }
    HealthReport found =
        new HealthRun(session.ports().remote(), session.ports().clock())
            .check(hosts, health -> events.accept(new EngineEvent.HostChecked(health)), cancellation);
    HealthReport report = new HealthReport(found.hosts(), remarks);
    if (cancellation.isCancelled()) {
      throw Stopped.because(ExitStatus.INTERRUPTED, "interrupted", "run the same command again");
    }
    events.accept(new EngineEvent.HealthChecked(report));
    if (!report.passed()) {
      List<String> failed =
          report.hosts().stream()
              .filter(h -> h.status() == CheckStatus.FAILED)
              .map(HostHealth::name)
              .toList();
      throw Stopped.because(
          ExitStatus.CHECK_FAILED, "not healthy: " + String.join(", ", failed), "do what stands below each failed check, then check again");
    }
  }

  private List<HostToCheck> hosts(PlanContext context, List<String> names) throws Stopped, IOException {
    List<HostSettings> all = context.reached();
    List<String> known = all.stream().map(HostSettings::host).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw Stopped.because(
            ExitStatus.BAD_INPUT, "there is no host " + name, "hosts are: " + String.join(", ", known));
      }
    }
    Map<String, String> drvs = baseline();
    List<HostToCheck> out = new ArrayList<>();
    for (HostSettings host : all) {
      boolean named = names.contains(host.host());
      if (named || (names.isEmpty() && host.mode() == HostSettings.Mode.SSH)) {
        out.add(toCheck(context, host, drvs.get(host.host())));
      } else if (names.isEmpty()) {
        remarks.add(
            host.host() + " is not checked: "
                + (host.mode() == HostSettings.Mode.LOCAL ? "it is applied on the machine itself." : "it has no deploy node, and the fleet leaves it out."));
      }
    }
    if (out.isEmpty()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT, "no host is reached over SSH", "name hosts with --hosts, or answer withoutNode with \"ssh\" for them");
    }
    return out;
  }

  /** Derivations of the hosts' systems, as far as this machine has a record of them; the migration keeps them as they are. */
  private Map<String, String> baseline() throws IOException {
    var taken = session.state().journaled().baseline();
    return taken == null ? Map.of() : taken.hosts();
  }

  private static HostToCheck toCheck(PlanContext context, HostSettings host, String drv) {
    return toCheck(context, host, Optional.ofNullable(drv).flatMap(new DrvStore()::output));
  }

  /** A host where Colmena will find it, whatever system it runs. */
  static HostToCheck toCheck(PlanContext context, String host) {
    return context.reached().stream()
        .filter(each -> each.host().equals(host))
        .map(each -> toCheck(context, each, Optional.empty()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A host where Colmena will find it.
   *
   * @param expected the system that it will run; empty where that is not known
   */
  static HostToCheck toCheck(PlanContext context, HostSettings host, Optional<String> expected) {
    List<String> options =
        context.facts().node(host.host()).map(n -> SshOptions.of(n.sshOptions()).rest()).orElse(List.of());
    // Where nothing says where it is, Colmena takes the host's own name.
    String address = host.address() == null ? host.host() : host.address();
    return new HostToCheck(
        host.host(),
        host.host(),
        new RemoteHosts.Target(address, host.user(), host.port(), options),
        expected.orElse(null));
  }
}
