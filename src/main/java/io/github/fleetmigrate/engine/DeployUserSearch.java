package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.DeployUsers;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.Templates;
import io.github.fleetmigrate.port.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Asks the hosts that were pushed and confirmed whether the deploy user can take over: it has to log in there, and to have
 * what a push needs. Nothing is changed on them.
 */
final class DeployUserSearch {
  private final Session session;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  DeployUserSearch(Session session, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.events = events;
    this.cancellation = cancellation;
  }

  /** What is planned with where a phase gives hosts another user; the context itself for every other phase. */
  PlanContext context(Phase phase, PlanContext context) throws IOException, Stopped {
    if (phase.number() != Phase.CLOSING) {
      return context;
    }
    DeployUsers found = find(user(phase, context), context);
    if (cancellation.isCancelled()) {
      // What was not asked is no answer.
      throw Stopped.because(ExitStatus.INTERRUPTED, "interrupted; the step was not begun", "run the same command again");
    }
    return context.with(found);
  }

  /** The user that a phase gives to hosts; empty where it gives none. */
  private static String user(Phase phase, PlanContext context) {
    Templates templates = new Templates();
    Map<String, Object> values = context.values();
    return phase.steps().stream()
        .filter(step -> templates.holds(step.when(), values))
        .map(step -> step.action() instanceof Action.DeployAs a ? templates.render(a.user(), values) : "")
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private DeployUsers find(String user, PlanContext context) throws IOException {
    Map<String, String> kept = new TreeMap<>();
    List<HostToCheck> asked = new ArrayList<>();
    for (HostSettings host : context.settlement().hosts()) {
      if (user.isEmpty() || host.mode() != HostSettings.Mode.SSH || user.equals(host.user())) {
        continue;
      }
      if (isConfirmed(host.host())) {
        asked.add(HealthCommand.toCheck(context.with(new DeployUsers(user, List.of(host.host()), Map.of())), host.host()));
      } else {
        kept.put(host.host(), "it was not pushed and confirmed");
      }
    }
    if (!asked.isEmpty() && session.ports().commands().find("ssh").isEmpty()) {
      asked.forEach(host -> kept.put(host.name(), "whether " + user + " can log in is not known: the ssh program is not installed"));
      asked.clear();
    }
    if (asked.isEmpty()) {
      return new DeployUsers(user, List.of(), kept);
    }
    events.accept(new EngineEvent.Progress("Asking " + names(asked) + " whether " + user + " can push there"));
    List<String> moved = new ArrayList<>();
    for (HostHealth health :
        new HealthRun(session.ports().remote(), session.ports().clock()).check(asked, each -> {}, cancellation).hosts()) {
      against(user, health).ifPresentOrElse(why -> kept.put(health.name(), why), () -> moved.add(health.name()));
    }
    return new DeployUsers(user, moved, kept);
  }

  private boolean isConfirmed(String host) throws IOException {
    var pushed = session.state().journaled().rollout().get(host);
    return pushed != null && pushed.stage() == JournalEntry.HostStage.CONFIRMED;
  }

  private static String names(List<HostToCheck> hosts) {
    return String.join(", ", hosts.stream().map(HostToCheck::name).toList());
  }

  /** Why a user cannot take over; empty where it can. A check that could not be made proves nothing. */
  static Optional<String> against(String user, HostHealth health) {
    for (CheckId id : List.of(CheckId.REACHABLE, CheckId.HOST_KEY, CheckId.LOGIN, CheckId.PRIVILEGE)) {
      Optional<Check> check = health.check(id);
      CheckStatus status = check.map(Check::status).orElse(CheckStatus.FAILED);
      String detail = check.flatMap(c -> c.detail().lines().findFirst()).orElse("");
      if (status == CheckStatus.WARNING && id == CheckId.LOGIN) {
        return Optional.of("that " + user + " can log in there was not proved: " + detail);
      }
      if (status == CheckStatus.WARNING && id == CheckId.PRIVILEGE) {
        return Optional.of("that " + user + " has what a push needs there was not proved: " + detail);
      }
      if (status != CheckStatus.OK) {
        return Optional.of(failed(user, id) + (check.isPresent() ? " (" + detail + ")" : ""));
      }
    }
    return Optional.empty();
  }

  private static String failed(String user, CheckId id) {
    return switch (id) {
      case REACHABLE -> "it does not answer";
      case HOST_KEY -> "its host key was not accepted";
      case LOGIN -> user + " cannot log in there";
      default -> user + " has not what a push needs there";
    };
  }
}
