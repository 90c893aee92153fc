package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.plan.Decision;
import java.util.ArrayList;
import java.util.List;

/** Draws what stands in front of the screen. */
final class Overlays {
  private Overlays() {}

  /**
   * Where the lines stand.
   *
   * @param from the first line that is seen
   */
  private record Box(int left, int top, int width, int height, int from, List<Line> lines) {
    static Box of(WizardModel model, int columns, int rows) {
      List<Line> lines = Overlays.lines(model, Math.min(columns - 8, 76));
      int width = Math.min(columns - 4, Math.max(40, longest(lines) + 4));
      int height = Math.min(rows - 4, lines.size() + 2);
      int seen = height - 2;
      int from =
          model.overlay() instanceof Overlay.Help help
              ? Presenter.scrolled(help.at(), lines.size(), seen)
              : Math.max(0, Math.min(marked(lines) - seen / 2, lines.size() - seen));
      return new Box((columns - width) / 2, Math.max(1, (rows - height) / 3), width, height, from, lines);
    }
  }

  static void draw(Frame frame, WizardModel model) {
    Box box = Box.of(model, frame.columns(), frame.rows());
    int width = box.width();
    frame.write(box.left(), box.top(), width, Line.of("\u256D" + "\u2500".repeat(width - 2) + "\u256E", Role.ACCENT));
    for (int i = 0; i < box.height() - 2; i++) {
      frame.write(box.left(), box.top() + 1 + i, width, Line.of("\u2502" + " ".repeat(width - 2) + "\u2502", Role.ACCENT));
      frame.write(box.left() + 2, box.top() + 1 + i, width - 4, box.lines().get(box.from() + i));
    }
    int seen = box.height() - 2;
    boolean whole = seen >= box.lines().size();
    String where = whole ? "" : " " + (box.from() + 1) + "\u2013" + (box.from() + seen) + " of " + box.lines().size() + " ";
    String bottom = "\u2570" + "\u2500".repeat(width - 3 - where.length()) + where + "\u2500\u256F";
    frame.write(box.left(), box.top() + box.height() - 1, width, Line.of(bottom, Role.ACCENT));
  }

  /** The line that stands in a row of the screen; -1 for none. */
  static int lineAt(WizardModel model, int columns, int rows, int row) {
    Box box = Box.of(model, columns, rows);
    int line = row - box.top() - 1;
    return line >= 0 && line < box.height() - 2 ? box.from() + line : -1;
  }

  /** The line that the person is at. */
  static int markedLine(WizardModel model, int columns) {
    return marked(lines(model, Math.min(columns - 8, 76)));
  }

  /** The line that the person is at; 0 where none is marked. */
  private static int marked(List<Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).text();
      if (text.startsWith("\u25B8 ") || text.startsWith("\u2195 ")) {
        return i;
      }
    }
    return 0;
  }

  private static int longest(List<Line> lines) {
    return lines.stream().mapToInt(l -> Cells.of(SafeText.of(l.text()))).max().orElse(0);
  }

  private static List<Line> lines(WizardModel model, int width) {
    Overlay overlay = model.overlay();
    if (overlay instanceof Overlay.Help) {
      return help(model);
    }
    if (overlay instanceof Overlay.Confirm o) {
      List<Line> out = new ArrayList<>(Wrap.lines(o.question(), width, Role.TEXT, ""));
      out.add(Line.EMPTY);
      out.add(yesOrNo(o.yes()));
      return out;
    }
    if (overlay instanceof Overlay.Choose o) {
      return choose(o, width);
    }
    if (overlay instanceof Overlay.Input o) {
      List<Line> out = new ArrayList<>(Wrap.lines(o.decision().text(), width, Role.TEXT, ""));
      out.add(Line.EMPTY);
      out.add(Line.of("> " + o.text(), Role.ACCENT).and("\u2588", Role.ACCENT));
      return out;
    }
    if (overlay instanceof Overlay.Search o) {
      return List.of(Line.of("/ " + o.text(), Role.ACCENT).and("\u2588", Role.ACCENT));
    }
    if (overlay instanceof Overlay.Tags o) {
      return TagGrid.lines(o, width);
    }
    if (overlay instanceof Overlay.Order o) {
      return order(o);
    }
    if (overlay instanceof Overlay.Checkpoints o) {
      return checkpoints(model, o);
    }
    if (overlay instanceof Overlay.Accept o) {
      return Accepting.lines(model, o, width);
    }
    if (overlay instanceof Overlay.Name o) {
      return RolloutKeys.lines(model, o, width);
    }
    if (overlay instanceof Overlay.Ask o) {
      return Asking.lines(o, width);
    }
    return failure(model, (Overlay.Failure) overlay, width);
  }

  static Line yesOrNo(boolean yes) {
    return Line.of(yes ? "\u25B8 yes" : "  yes", yes ? Role.ACCENT : Role.MUTED)
        .and(yes ? "     no" : "   \u25B8 no", yes ? Role.MUTED : Role.ACCENT);
  }

  static List<Line> help(WizardModel model) {
    WizardModel under = model.over(null);
    List<Keys.Binding> all = new ArrayList<>(Keys.bindings(under));
    all.addAll(Keys.more(under));
    List<Line> out = new ArrayList<>();
    out.add(Line.of("Keys here", Role.TITLE));
    for (Keys.Binding binding : all) {
      out.add(Line.of("  " + Cells.fit(binding.shown(), 10), Role.KEY).and(binding.does(), Role.TEXT));
    }
    out.add(Line.EMPTY);
    out.add(Line.of("Signs", Role.TITLE));
    out.add(Line.of("  \u00B7 to do      \u25B8 next     \u2713 done", Role.MUTED));
    out.add(Line.of("  ! needs you  \u2717 failed   ~ done in part", Role.MUTED));
    out.add(Line.of("  \u2013 not needed   ~ changed, as announced or accepted", Role.MUTED));
    return out;
  }

  private static List<Line> choose(Overlay.Choose o, int width) {
    List<Line> out = new ArrayList<>(Wrap.lines(o.decision().text(), width, Role.TEXT, ""));
    out.add(Line.EMPTY);
    List<Decision.Choice> choices = o.decision().choices();
    for (int i = 0; i < choices.size(); i++) {
      boolean at = i == o.index();
      out.add(Line.of((at ? "\u25B8 " : "  ") + choices.get(i).label(), at ? Role.ACCENT : Role.TEXT));
      out.addAll(Wrap.lines(choices.get(i).why(), width - 4, Role.MUTED, "    "));
    }
    if (o.decision().question().kind() == io.github.fleetmigrate.migration.Question.Kind.SETTLE) {
      out.add(Line.EMPTY);
      out.add(Line.of("e types another value", Role.MUTED));
    }
    return out;
  }

  private static List<Line> order(Overlay.Order o) {
    List<Line> out = new ArrayList<>();
    out.add(Line.of("Least critical first", Role.MUTED));
    for (int i = 0; i < o.hosts().size(); i++) {
      boolean at = i == o.index();
      String mark = at ? o.held() ? "\u2195 " : "\u25B8 " : "  ";
      out.add(Line.of(mark + (i + 1) + " " + o.hosts().get(i), at ? Role.ACCENT : Role.TEXT));
    }
    return out;
  }

  private static List<Line> checkpoints(WizardModel model, Overlay.Checkpoints o) {
    List<Line> out = new ArrayList<>();
    out.add(Line.of("Go back to", Role.TITLE));
    for (int i = 0; i < o.places().size(); i++) {
      int place = o.places().get(i);
      String name =
          place == 0
              ? "the start, before the migration"
              : "after phase " + place + "  " + PhaseBody.shortId(model.status(place).commit()) + "  " + model.status(place).title();
      out.add(Line.of((i == o.index() ? "\u25B8 " : "  ") + name, i == o.index() ? Role.ACCENT : Role.TEXT));
    }
    return out;
  }

  private static List<Line> failure(WizardModel model, Overlay.Failure o, int width) {
    List<Line> out = new ArrayList<>();
    Problem problem = model.problem();
    if (problem != null) {
      out.addAll(Wrap.lines(problem.message(), width, Role.BAD, ""));
      out.addAll(Wrap.lines(problem.remedy(), width, Role.MUTED, ""));
      out.add(Line.EMPTY);
    }
    List<Overlay.Way> ways = Overlay.Way.of(model);
    for (int i = 0; i < ways.size(); i++) {
      out.add(Line.of((i == o.index() ? "\u25B8 " : "  ") + ways.get(i).words(), i == o.index() ? Role.ACCENT : Role.TEXT));
    }
    return out;
  }
}
