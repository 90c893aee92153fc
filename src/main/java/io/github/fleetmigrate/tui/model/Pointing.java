package io.github.fleetmigrate.tui.model;

import java.util.List;

/** What the mouse does: the same as keys, at the place that it points to. */
final class Pointing {
  private static final int WHEEL_LINES = 3;
  private static final int BODY = 2;

  private Pointing() {}

  /** The wheel walks as the arrows do. */
  static Step scroll(WizardModel model, boolean down) {
    Step step = Step.to(model);
    for (int i = 0; i < (model.overlay() == null ? WHEEL_LINES : 1); i++) {
      step = press(step.model(), Key.of(down ? Key.Name.DOWN : Key.Name.UP));
    }
    return step;
  }

  static Step click(WizardModel model, WizardEvent.Clicked click) {
    if (click.row() == click.rows() - 1) {
      Key key = Keys.at(model, click.columns() - 2, click.column() - 1);
      return key == null ? Step.to(model) : press(model, key);
    }
    if (model.overlay() != null) {
      return overlay(model, click);
    }
    Presenter.Layout layout = Presenter.Layout.of(model, click.columns(), click.rows());
    if (layout.journey() && click.column() < layout.left() - 2) {
      List<Place> stops = Wizard.stops(model);
      int stop = click.row() - layout.top();
      return model.survey() != null && stop >= 0 && stop < stops.size() ? Wizard.go(model, stops.get(stop)) : Step.to(model);
    }
    int line = click.row() - layout.top() - BODY;
    boolean inside = model.survey() != null && click.column() >= layout.left() && line >= 0 && line < layout.height();
    return inside ? body(model, layout, line + Presenter.firstLine(model, layout.width(), layout.height())) : Step.to(model);
  }

  /** A click chooses a line; a click on what is chosen already opens it, where there is something to open. */
  private static Step body(WizardModel model, Presenter.Layout layout, int line) {
    if (model.place().screen() == Place.Screen.DECISIONS) {
      int decision = DecisionsBody.at(model, layout.width(), line);
      boolean same = decision == Math.min(model.place().cursor(), model.survey().decisions().size());
      return decision < 0 ? Step.to(model) : same ? press(model, Key.of(Key.Name.ENTER)) : Step.to(model.at(model.place().at(decision)));
    }
    if (Bodies.rows(model)) {
      int row = RolloutBody.at(model, layout.width(), line);
      boolean chosen = row == Math.min(model.place().cursor(), Bodies.length(model) - 1);
      return row < 0 ? Step.to(model) : chosen ? press(model, Key.of(Key.Name.ENTER)) : Step.to(model.at(model.place().at(row)));
    }
    boolean opens = Bodies.hosts(model);
    if (Bodies.cursorLine(model, layout.width()) == line) {
      return opens ? press(model, Key.of(Key.Name.ENTER)) : Step.to(model);
    }
    WizardModel at = walk(model, m -> Bodies.cursorLine(m, layout.width()), line);
    return Step.to(Bodies.cursorLine(at, layout.width()) == line || !opens ? at : model);
  }

  private static Step overlay(WizardModel model, WizardEvent.Clicked click) {
    int line = Overlays.lineAt(model, click.columns(), click.rows(), click.row());
    if (line < 0 || model.overlay() instanceof Overlay.Order order && order.held()) {
      return Step.to(model);
    }
    if (model.overlay() instanceof Overlay.Help) {
      return press(model, Key.of(Key.Name.ESCAPE));
    }
    if (Overlays.markedLine(model, click.columns()) == line) {
      return isTyped(model.overlay()) ? Step.to(model) : press(model, Key.of(Key.Name.ENTER));
    }
    WizardModel at = walk(model, m -> Overlays.markedLine(m, click.columns()), line);
    return Step.to(Overlays.markedLine(at, click.columns()) == line ? at : model);
  }

  /** What is answered with keys alone: one line holds both answers, or what is typed. */
  private static boolean isTyped(Overlay overlay) {
    return overlay instanceof Overlay.Confirm || overlay instanceof Overlay.Ask || overlay instanceof Overlay.Name;
  }

  /** The arrows, until the cursor is at a line or cannot come nearer. */
  private static WizardModel walk(WizardModel model, java.util.function.ToIntFunction<WizardModel> where, int line) {
    WizardModel at = model;
    while (where.applyAsInt(at) != line) {
      boolean down = where.applyAsInt(at) < line;
      WizardModel next = press(at, Key.of(down ? Key.Name.DOWN : Key.Name.UP)).model();
      boolean past = down ? where.applyAsInt(next) > line : where.applyAsInt(next) < line;
      if (past || where.applyAsInt(next) == where.applyAsInt(at)) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static Step press(WizardModel model, Key key) {
    return Wizard.reduce(model, new WizardEvent.Pressed(key));
  }
}
