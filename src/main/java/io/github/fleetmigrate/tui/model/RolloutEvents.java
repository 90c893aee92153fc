package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.tui.model.Place.Screen;
import io.github.fleetmigrate.tui.model.Place.View;
import java.util.List;

/** What the engine tells of machines, and where that leads. */
final class RolloutEvents {
  private RolloutEvents() {}

  /** Whether what stops a command is told at the hosts, and stands against no phase. */
  static boolean isAboutMachines(Command command) {
    return RolloutRow.about(command) != null || command instanceof Command.Health;
  }

  static WizardModel failed(WizardModel model, Problem problem) {
    String host = RolloutRow.about(model.work().command());
    if (host != null) {
      WizardModel told = model.with(model.machines().stopped(host, problem));
      return problem.status() == ExitStatus.INTERRUPTED ? told.noting("Stopped: " + problem.message() + ".") : told;
    }
    // Of machines that are not healthy the report has said it, where there was one.
    return problem.status() == ExitStatus.CHECK_FAILED && model.machines().told() ? model : model.noting(problem.message() + ": " + problem.remedy());
  }

  /** A line that a program said of a host; whoever reads its end goes on reading it. */
  static WizardModel said(WizardModel model, String host, String line) {
    boolean read = model.place().screen() == Screen.ROLLOUT && model.place().view() == View.HOST && host.equals(model.place().host());
    boolean atEnd = read && model.place().cursor() >= Bodies.length(model) - 1;
    WizardModel heard = model.with(model.machines().saying(host, line)).with(model.work().saying(host + ": " + line));
    return atEnd ? heard.at(heard.place().at(Bodies.length(heard) - 1)) : heard;
  }

  static WizardModel checked(WizardModel model, HealthReport report) {
    WizardModel heard = model.with(model.machines().reported(report));
    List<String> hosts = RolloutRow.of(heard).stream().map(RolloutRow::host).toList();
    List<String> failed = report.hosts().stream().filter(h -> h.status() == CheckStatus.FAILED).map(h -> h.name()).toList();
    boolean listed = Bodies.rows(heard) && !failed.isEmpty();
    WizardModel shown = listed ? heard.at(heard.place().at(hosts.indexOf(failed.get(0)))) : heard;
    long warned = report.hosts().stream().filter(h -> h.status() == CheckStatus.WARNING).count();
    String well = "All " + report.hosts().size() + " are healthy" + (warned == 0 ? "." : ", " + warned + (warned == 1 ? " with a warning." : " with warnings."));
    return shown.noting(
        failed.isEmpty() ? (report.hosts().size() == 1 ? "" : well) : "Not healthy: " + String.join(", ", failed) + ".");
  }

  /** A command is over: what was shown of its host is used up, and what became of it is said. */
  static WizardModel over(WizardModel model) {
    Command command = model.work().command();
    String host = RolloutRow.about(command);
    if (host == null) {
      return model;
    }
    boolean looked = command instanceof Command.Prepare;
    WizardModel told = looked ? model : model.with(model.machines().used(host));
    RolloutRow row = RolloutRow.of(told, host).orElse(null);
    if (row == null || row.problem() != null) {
      return told;
    }
    return told.noting(
        looked
            ? row.confirmed() ? arrived(told, host) : "Enter asks for its name before it is pushed."
            : command instanceof Command.Push ? host + " runs what was pushed, and is as healthy as before." : host + " is back at what it ran before.");
  }

  /** Only what was asked of the machine just now is said of it. */
  private static String arrived(WizardModel model, String host) {
    return model.machines().told() ? host + " had arrived: it runs what was pushed." : host + " is on record as confirmed; h asks the machines.";
  }

  /** Whether a host's ways on are to be offered: it could not be prepared or pushed, and nobody stopped that. */
  static boolean stops(WizardModel model) {
    String host = RolloutRow.about(model.work().command());
    Problem problem = host == null ? null : model.machines().problems().get(host);
    boolean here = model.place().screen() == Screen.ROLLOUT && host != null && host.equals(model.place().host());
    return problem != null && here && problem.status() != ExitStatus.INTERRUPTED;
  }

  /** Where a person goes on who comes back when all phases are done. */
  static WizardModel resumed(WizardModel model) {
    if (model.survey().status().rollout() == null) {
      return model.at(Place.done()).noting("All phases are done.");
    }
    if (!RolloutRow.over(model)) {
      List<RolloutRow> rows = RolloutRow.of(model);
      RolloutRow first = rows.stream().filter(RolloutRow::unclear).findFirst().orElse(RolloutRow.left(model).get(0));
      String left = String.join(", ", RolloutRow.left(model).stream().filter(r -> !r.unclear()).map(RolloutRow::host).toList());
      String unclear = first.unclear() ? " Enter asks " + first.host() + " what became of it." : "";
      String still = left.isEmpty() ? "" : " Still to be pushed: " + left + ".";
      boolean begun = rows.stream().anyMatch(r -> r.stage() != null);
      return model.at(Place.rollout().at(rows.indexOf(first))).noting(begun ? "Resumed." + unclear + still : "All phases are done.");
    }
    boolean closes = model.closes() && !model.done(Phase.CLOSING);
    return model.at(closes ? Place.phase(Phase.CLOSING) : Place.done()).noting("Every host is confirmed.");
  }
}
