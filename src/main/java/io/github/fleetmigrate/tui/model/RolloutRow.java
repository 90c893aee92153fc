package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.journal.MigrationState.HostRollout;
import io.github.fleetmigrate.repo.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host as the rollout sees it.
 *
 * @param local whether it is applied on the machine itself
 * @param out whether the fleet leaves it out
 * @param where as whom and where it is reached; null where it is not, or not known
 * @param stage null before its first push
 * @param message why its last push failed; null where it did not
 * @param health null where it was not looked at
 * @param ready what a push would do; null where that is not known
 * @param problem why it could not be prepared or pushed just now; null if there is nothing
 * @param working what is done with it right now; null for nothing
 */
record RolloutRow(
    String host,
    boolean local,
    boolean out,
    String where,
    HostStage stage,
    String message,
    HostHealth health,
    HostReady ready,
    Problem problem,
    Command working) {

  /** Every host, those of the fleet in the order in which they are pushed. */
  static List<RolloutRow> of(WizardModel model) {
    List<RolloutRow> out = new ArrayList<>();
    Status.Rollout rollout = model.survey().status().rollout();
    List<Status.RolloutHost> fleet = rollout == null ? List.of() : rollout.hosts();
    fleet.forEach(host -> out.add(row(model, host)));
    for (Host host : model.survey().hosts()) {
      if (fleet.stream().noneMatch(h -> h.name().equals(host.name()))) {
        Machines heard = model.machines();
        out.add(
            new RolloutRow(
                host.name(), false, rollout != null, null, null, null, heard.health().get(host.name()), null, null, null));
      }
    }
    return out;
  }

  private static RolloutRow row(WizardModel model, Status.RolloutHost host) {
    Machines heard = model.machines();
    HostRollout now = heard.stages().get(host.name());
    return new RolloutRow(
        host.name(),
        host.local(),
        false,
        host.where(),
        now == null ? host.stage() : now.stage(),
        now == null ? host.message() : now.message(),
        heard.health().get(host.name()),
        heard.ready().get(host.name()),
        heard.problems().get(host.name()),
        model.running() && host.name().equals(about(model.work().command())) ? model.work().command() : null);
  }

  /** The host that a command is about; null for none. */
  static String about(Command command) {
    if (command instanceof Command.Prepare prepare) {
      return prepare.host();
    }
    if (command instanceof Command.Push push) {
      return push.host();
    }
    return command instanceof Command.TakeBack back ? back.host() : null;
  }

  /** The row of a name; empty where there is none. */
  static Optional<RolloutRow> of(WizardModel model, String host) {
    return of(model).stream().filter(r -> r.host().equals(host)).findFirst();
  }

  /** The row that the cursor is at; empty where there is none. */
  static Optional<RolloutRow> chosen(WizardModel model) {
    List<RolloutRow> rows = of(model);
    return model.place().view() == Place.View.STEPS
        ? rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(Math.min(model.place().cursor(), rows.size() - 1)))
        : rows.stream().filter(r -> r.host().equals(model.place().host())).findFirst();
  }

  /** Hosts of the fleet that were not confirmed yet. */
  static List<RolloutRow> left(WizardModel model) {
    return of(model).stream().filter(r -> !r.out() && !r.confirmed()).toList();
  }

  /** Whether every host of the fleet runs what was pushed. */
  static boolean over(WizardModel model) {
    return model.survey().status().rollout() != null && left(model).isEmpty();
  }

  boolean confirmed() {
    return stage == HostStage.CONFIRMED;
  }

  /** Whether something was begun with it and not seen to end. */
  boolean unclear() {
    return stage == HostStage.PUSHING || stage == HostStage.ROLLING_BACK;
  }

  /** Whether it was pushed and can be brought back. */
  boolean pushed() {
    return stage == HostStage.CONFIRMED || stage == HostStage.FAILED;
  }

  /** Whether its machine is being changed right now. */
  boolean changing() {
    return working instanceof Command.Push || working instanceof Command.TakeBack;
  }

  /** Whether it was looked at since it failed, and can be pushed. */
  boolean pushable() {
    return ready != null && working == null && !confirmed();
  }

  String sign() {
    if (out) {
      return "\u2013";
    }
    if (working != null) {
      return "\u25B8";
    }
    if (confirmed()) {
      return "\u2713";
    }
    if (stage == HostStage.FAILED) {
      return "\u2717";
    }
    return unclear() || problem != null ? "!" : ready != null ? "\u25B8" : "\u00B7";
  }

  Role role() {
    return switch (sign()) {
      case "\u2713" -> Role.GOOD;
      case "\u2717" -> Role.BAD;
      case "!" -> Role.WARNING;
      case "\u25B8" -> Role.ACCENT;
      default -> Role.MUTED;
    };
  }

  /** How far it is, in a few words. */
  String word() {
    if (out) {
      return "left out";
    }
    if (working instanceof Command.Push) {
      return "being pushed";
    }
    if (working instanceof Command.TakeBack) {
      return "going back";
    }
    if (working != null) {
      return "looked at";
    }
    if (confirmed()) {
      return "confirmed";
    }
    if (ready != null) {
      return "can be pushed";
    }
    if (problem != null && stage != HostStage.FAILED) {
      return "not ready";
    }
    if (stage == null) {
      return "to do";
    }
    return switch (stage) {
      case PUSHING -> "push unclear";
      case ROLLING_BACK -> "back unclear";
      case FAILED -> "failed";
      case ROLLED_BACK -> "brought back";
      case CONFIRMED -> "confirmed";
    };
  }

  /** How its machine is, in a few words. */
  String healthWord() {
    if (health == null) {
      return "not looked at";
    }
    List<Check> failed = health.checks().stream().filter(c -> c.status() == CheckStatus.FAILED).toList();
    long warnings = health.checks().stream().filter(c -> c.status() == CheckStatus.WARNING).count();
    if (!failed.isEmpty()) {
      return "\u2717 " + failed.get(0).id().word() + (failed.size() > 1 ? " and " + (failed.size() - 1) + " more" : "");
    }
    return warnings == 0 ? "healthy" : "! " + warnings + (warnings == 1 ? " warning" : " warnings");
  }
}
