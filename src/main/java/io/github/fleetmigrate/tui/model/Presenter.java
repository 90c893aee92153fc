package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.tui.model.Place.Screen;
import io.github.fleetmigrate.tui.model.Place.View;
import java.util.ArrayList;
import java.util.List;

/** From a model to a screen: pure. */
public final class Presenter {
  private static final int LEAST_COLUMNS = 60;
  private static final int LEAST_ROWS = 18;
  private static final int WIDE = 80;
  private static final int COMFORTABLE = 100;
  /** Names of stops, and what checkpoints are called where there is room for that. */
  private static final int JOURNEY = 29;

  private static final int JOURNEY_WITH_IDS = 37;

  /** Where the right side is: its title's row, and the height of what is under it. */
  record Layout(int left, int top, int width, int height) {
    static Layout of(WizardModel model, int columns, int rows) {
      boolean wide = columns >= (isText(model) ? COMFORTABLE : WIDE);
      int top = wide ? 2 : 4;
      int left = wide ? journeyWidth(columns) + 3 : 1;
      return new Layout(left, top, columns - left - 1, rows - top - 4);
    }

    /** A diff or a log, whose lines are long, has the window for itself where that is not comfortable. */
    private static boolean isText(WizardModel model) {
      boolean viewed = model.place().screen() == Screen.PHASE || model.place().screen() == Screen.ROLLOUT;
      return model.survey() != null && viewed && model.place().view() != View.STEPS;
    }

    static int journeyWidth(int columns) {
      return Math.max(JOURNEY, Math.min(JOURNEY_WITH_IDS, columns - 69));
    }

    /** Whether the journey stands beside it. */
    boolean journey() {
      return left > 1;
    }
  }

  private Presenter() {}

  public static Frame present(WizardModel model, int columns, int rows) {
    Frame frame = new Frame(columns, rows);
    if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) {
      frame.write(0, 0, columns, Line.of("Needs 60 x 18 cells or more.", Role.WARNING));
      return frame;
    }
    header(frame, model);
    Layout layout = Layout.of(model, columns, rows);
    int top = layout.top();
    int left = layout.left();
    int width = layout.width();
    if (layout.journey()) {
      journey(frame, model, top);
    } else {
      frame.write(1, 2, columns - 2, shortJourney(model));
    }
    frame.write(left, top, width, title(model));
    body(frame, model, left, top + 2, width, layout.height());
    frame.write(1, rows - 2, columns - 2, activity(model));
    frame.write(1, rows - 1, columns - 2, Keys.line(model, columns - 2));
    if (model.overlay() != null) {
      Overlays.draw(frame, model);
    }
    return frame;
  }

  private static void header(Frame frame, WizardModel model) {
    Line line = Line.of("fleet-migrate", Role.TITLE);
    if (!model.about().isEmpty()) {
      line = line.and("  " + model.about(), Role.ACCENT);
    }
    if (unproved(model)) {
      line = line.and("  ! nix is missing: nothing is proved", Role.WARNING);
    }
    if (model.survey() != null) {
      line =
          line.and("  " + model.survey().migration().title(), Role.TEXT)
              .and("  " + model.survey().repository().root(), Role.MUTED);
    }
    frame.write(1, 0, frame.columns() - 2, line);
  }

  private static void journey(Frame frame, WizardModel model, int top) {
    int width = Layout.journeyWidth(frame.columns());
    int row = top;
    for (Line line : stops(model, width)) {
      frame.write(1, row, width, line);
      row += 1;
    }
    for (int r = top; r < frame.rows() - 2; r++) {
      frame.write(width + 1, r, 1, Line.of("\u2502", Role.MUTED));
    }
  }

  /**
   * @param width what is beside a stop's name is left out where it does not fit
   */
  private static List<Line> stops(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    Screen here = model.place().screen();
    out.add(stop(here == Screen.SURVEY, model.survey() == null ? "\u25B8" : "\u2713", "Survey", "", here == Screen.SURVEY));
    if (model.survey() == null) {
      return out;
    }
    boolean open = model.survey().decisions().stream().anyMatch(d -> d.open());
    out.add(stop(here == Screen.DECISIONS, open ? "!" : "\u2713", "Decisions", open ? "needs you" : "", here == Screen.DECISIONS));
    for (Status.PhaseStatus phase : model.survey().status().phases()) {
      boolean at = here == Screen.PHASE && model.place().phase() == phase.number();
      String word =
          switch (phase.state()) {
            case DONE, PARTIAL -> phase.commit().substring(0, Math.min(7, phase.commit().length()));
            case FAILED -> "failed";
            case RUNNING -> "begun";
            case ROLLED_BACK -> "rolled back";
            case PENDING -> "";
          };
      String name = phase.number() + " " + phase.title();
      out.add(stop(at, sign(model, phase), name, name.length() + word.length() + 3 <= width ? word : "", at));
    }
    boolean all = model.next() > model.phases();
    boolean over = RolloutRow.over(model);
    out.add(stop(here == Screen.ROLLOUT, rolloutSign(model), "Rollout", rolloutWord(model), here == Screen.ROLLOUT));
    if (model.closes()) {
      Status.PhaseStatus closing = model.status(Phase.CLOSING);
      boolean at = here == Screen.PHASE && model.place().phase() == Phase.CLOSING;
      out.add(stop(at, sign(model, closing), closing.title(), "", at));
    }
    boolean done = all && (over || model.survey().status().rollout() == null) && (!model.closes() || model.done(Phase.CLOSING));
    out.add(stop(here == Screen.DONE, done ? "\u2713" : "\u00B7", "Done", "", here == Screen.DONE));
    return out;
  }

  private static String rolloutSign(WizardModel model) {
    if (RolloutRow.over(model)) {
      return "\u2713";
    }
    if (model.next() > model.phases() && model.survey().status().rollout() == null) {
      return "\u2013";
    }
    boolean failed = RolloutRow.of(model).stream().anyMatch(r -> r.sign().equals("\u2717"));
    return failed ? "\u2717" : model.next() > model.phases() ? "\u25B8" : "\u00B7";
  }

  private static String rolloutWord(WizardModel model) {
    if (model.survey().status().rollout() == null) {
      return "";
    }
    List<RolloutRow> fleet = RolloutRow.of(model).stream().filter(r -> !r.out()).toList();
    return fleet.stream().filter(RolloutRow::confirmed).count() + " of " + fleet.size();
  }

  private static String sign(WizardModel model, Status.PhaseStatus phase) {
    return switch (phase.state()) {
      case DONE -> "\u2713";
      case PARTIAL -> "~";
      case FAILED -> "\u2717";
      case RUNNING -> "!";
      case PENDING, ROLLED_BACK -> model.due(phase.number()) ? "\u25B8" : "\u00B7";
    };
  }

  private static Line stop(boolean here, String sign, String name, String word, boolean chosen) {
    Role role =
        switch (sign) {
          case "\u2713" -> Role.GOOD;
          case "\u2717" -> Role.BAD;
          case "!", "~" -> Role.WARNING;
          case "\u25B8" -> Role.ACCENT;
          default -> Role.MUTED;
        };
    Line line = Line.of(sign + " ", role).and(name, here ? Role.TITLE : Role.TEXT);
    Line whole = word.isEmpty() ? line : line.and(" " + word, Role.MUTED);
    return chosen ? whole.as(Role.SELECTED) : whole;
  }

  private static Line shortJourney(WizardModel model) {
    Line line = Line.EMPTY;
    for (Line stop : stops(model, Integer.MAX_VALUE)) {
      boolean here = stop.spans().get(0).role() == Role.SELECTED;
      Role role = here ? Role.SELECTED : stop.spans().get(0).role();
      String text = stop.text();
      line = line.and(here ? text : text.substring(0, 1), role).and(" ", Role.TEXT);
    }
    return line;
  }

  private static Line title(WizardModel model) {
    String text =
        switch (model.place().screen()) {
          case SURVEY -> "Survey";
          case DECISIONS -> "Decisions";
          case PHASE -> number(model.place().phase()) + model.survey().migration().phase(model.place().phase()).title();
          case ROLLOUT -> "Rollout";
          case DONE -> "Done";
        };
    return Line.of(text, Role.TITLE).and(view(model), Role.MUTED);
  }

  private static String number(int phase) {
    return phase == Phase.CLOSING ? "" : "Phase " + phase + ": ";
  }

  private static String view(WizardModel model) {
    boolean viewed = model.place().screen() == Screen.PHASE || model.place().screen() == Screen.ROLLOUT;
    return switch (viewed ? model.place().view() : View.STEPS) {
      case STEPS -> "";
      case DIFF -> Hunks.where(model).isEmpty() ? "  the exact change" : Hunks.where(model);
      case LOG -> "  log";
      case HOSTS -> "  every host";
      case HOST -> "  " + model.place().host();
    };
  }

  private static void body(Frame frame, WizardModel model, int left, int top, int width, int height) {
    List<Line> lines = Bodies.of(model, width);
    int cursor = Math.min(Bodies.cursorLine(model, width), Math.max(0, lines.size() - 1));
    int from = firstLine(model, width, height);
    boolean marks = ScreenKeys.text(model) && model.place().view() != View.DIFF;
    for (int i = 0; i < height && from + i < lines.size(); i++) {
      Line line = lines.get(from + i);
      frame.write(left, top + i, width, marks && from + i == cursor ? selected(line) : line);
    }
    if (lines.size() > height) {
      int last = Math.min(lines.size(), from + height);
      String ways = (from > 0 ? "\u2191" : "") + (last < lines.size() ? "\u2193" : "");
      String where = ways + " " + (from + 1) + "\u2013" + last + " of " + lines.size();
      frame.write(left + width - where.length(), top - 1, where.length(), Line.of(where, Role.MUTED));
    }
  }

  /** The first line of the body that is seen. */
  static int firstLine(WizardModel model, int width, int height) {
    int lines = Bodies.of(model, width).size();
    int cursor = Math.min(Bodies.cursorLine(model, width), Math.max(0, lines - 1));
    if (lines <= height) {
      return 0;
    }
    return Bodies.marked(model) ? Math.max(0, Math.min(cursor - height / 2, lines - height)) : scrolled(cursor, lines, height);
  }

  /**
   * The first line that is seen where none is marked: every step of the cursor is to be seen, from the first line at the top to
   * the last at the bottom.
   */
  static int scrolled(int cursor, int lines, int height) {
    return lines <= height ? 0 : (Math.min(cursor, lines - 1) * (lines - height) + lines - 2) / (lines - 1);
  }

  private static Line selected(Line line) {
    return line.spans().isEmpty() ? Line.of(" ", Role.SELECTED) : line.as(Role.SELECTED);
  }

  private static Line activity(WizardModel model) {
    if (model.running()) {
      long seconds = model.passed().minus(model.work().since()).toSeconds();
      return Line.of("\u25B8 ", Role.ACCENT)
          .and(model.note().isEmpty() ? "" : model.note() + " ", Role.WARNING)
          .and(model.work().activity().isEmpty() ? model.work().title() : model.work().activity(), Role.TEXT)
          .and(seconds > 0 ? "  (" + seconds + " s)" : "", Role.MUTED);
    }
    if (!model.note().isEmpty()) {
      return Line.of(model.note(), Role.ACCENT);
    }
    return Line.of(model.failure() == null ? "" : "\u2717 " + model.failure().problem().message(), Role.BAD);
  }

  /** Whether no host can be proved here: said on every screen, before anything that may be cut off. */
  private static boolean unproved(WizardModel model) {
    return model.survey() != null && model.survey().missing().stream().anyMatch(m -> m.startsWith("nix:"));
  }
}
