package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.tui.model.Place.View;
import java.util.ArrayList;
import java.util.List;

/** The lines of the right side: what there is to see of where the person is. */
final class Bodies {
  private static final int MOST_HOSTS = 16;

  private Bodies() {}

  /** The width that lines are broken at. */
  private static int width(WizardModel model) {
    return Presenter.Layout.of(model, model.window().columns(), model.window().rows()).width();
  }

  /** Whether the cursor walks through hosts. */
  static boolean hosts(WizardModel model) {
    return model.place().screen() == Place.Screen.PHASE && model.place().view() == View.HOSTS;
  }

  static List<Line> of(WizardModel model, int width) {
    if (model.survey() == null) {
      return opening(model, width);
    }
    return switch (model.place().screen()) {
      case SURVEY -> SurveyBody.lines(model, width);
      case DECISIONS -> DecisionsBody.lines(model, width);
      case PHASE ->
          switch (model.place().view()) {
            case DIFF -> diff(model);
            case LOG -> log(model);
            case HOSTS -> HostRows.all(model);
            case HOST -> sideways(model, HostRows.one(model, width));
            case STEPS -> PhaseBody.lines(model, width);
          };
      case ROLLOUT ->
          switch (model.place().view()) {
            case LOG -> log(model);
            case HOST -> sideways(model, RolloutBody.one(model, width));
            default -> RolloutBody.lines(model, width);
          };
      case DONE -> DoneBody.lines(model, width);
    };
  }

  /** Whether the cursor walks through the hosts of the rollout. */
  static boolean rows(WizardModel model) {
    return model.survey() != null && model.place().screen() == Place.Screen.ROLLOUT && model.place().view() == View.STEPS;
  }

  /** Whether the line that the cursor is on looks different. */
  static boolean marked(WizardModel model) {
    return switch (model.place().screen()) {
      case SURVEY, DONE -> false;
      case DECISIONS, ROLLOUT -> model.survey() != null;
      case PHASE -> model.survey() != null && model.place().view() != View.STEPS;
    };
  }

  /** How many lines the cursor can be on. */
  static int length(WizardModel model) {
    if (model.survey() != null && model.place().screen() == Place.Screen.DECISIONS) {
      return model.survey().decisions().size() + 1;
    }
    if (hosts(model)) {
      return HostRows.of(model).size();
    }
    if (rows(model)) {
      return RolloutRow.of(model).size();
    }
    return of(model, width(model)).size();
  }

  /** The line that the cursor is on, among the lines of this width. */
  static int cursorLine(WizardModel model, int width) {
    if (hosts(model)) {
      return HostRows.chosen(model) + 1;
    }
    if (rows(model)) {
      return RolloutBody.lineOf(model, width);
    }
    return model.survey() != null && model.place().screen() == Place.Screen.DECISIONS
        ? DecisionsBody.lineOf(model, width)
        : model.place().cursor();
  }

  private static List<Line> opening(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    if (model.failure() == null) {
      out.add(Line.of("Reading the repository and asking nix what it builds.", Role.TEXT));
      if (!model.work().hosts().isEmpty()) {
        out.add(Line.EMPTY);
        out.add(Line.of("  ").and(HostRows.totals(model), Role.TEXT).and(HostRows.rest(model), Role.MUTED));
        out.addAll(HostRows.first(model, MOST_HOSTS));
      }
      return out;
    }
    out.addAll(Wrap.lines(model.failure().problem().message(), width, Role.BAD, ""));
    out.addAll(Wrap.lines(model.failure().problem().remedy(), width, Role.TEXT, ""));
    if (model.failure().problem().detail() != null) {
      out.add(Line.EMPTY);
      model.failure().problem().detail().lines().forEach(l -> out.add(Line.of(l, Role.MUTED)));
    }
    return out;
  }

  /** What a search looks through: whole lines, as the cursor counts them. */
  static List<String> searched(WizardModel model) {
    boolean diff = model.survey() != null && model.place().screen() == Place.Screen.PHASE && model.place().view() == View.DIFF;
    return diff
        ? Hunks.rows(model).stream().map(r -> r.line().text()).toList()
        : of(model.at(model.place().shifted(0)), width(model)).stream().map(Line::text).toList();
  }

  private static List<Line> diff(WizardModel model) {
    List<Line> out = new ArrayList<>();
    List<Hunks.Row> rows = Hunks.rows(model);
    for (int i = 0; i < rows.size(); i++) {
      out.add(rows.get(i).shown(i == model.place().cursor(), model.place().shift()));
    }
    if (out.isEmpty()) {
      out.add(Line.of(withoutDiff(model), Role.MUTED));
    }
    return out;
  }

  private static String withoutDiff(WizardModel model) {
    int phase = model.place().phase();
    Status.PhaseStatus status = model.status(phase);
    if (model.planning(phase)) {
      return "The change is being planned.";
    }
    if (model.done(phase)) {
      return "Its change is in its checkpoint: git show " + PhaseBody.shortId(status.commit());
    }
    if (status.state() == Status.State.RUNNING || status.state() == Status.State.FAILED) {
      return "Its change is in the files already: git diff HEAD";
    }
    return model.plans().containsKey(phase) ? "There is nothing to change." : "It is not planned yet.";
  }

  private static List<Line> log(WizardModel model) {
    List<Line> out = new ArrayList<>();
    model.work().log().forEach(l -> out.add(Line.of(l)));
    if (model.failure() != null && model.failure().problem().detail() != null) {
      model.failure().problem().detail().lines().forEach(l -> out.add(Line.of(l, Role.MUTED)));
    }
    if (out.isEmpty()) {
      out.add(Line.of("Nothing was done yet.", Role.MUTED));
    }
    return sideways(model, out);
  }

  private static List<Line> sideways(WizardModel model, List<Line> lines) {
    return lines.stream().map(l -> Cells.from(l, model.place().shift())).toList();
  }
}
