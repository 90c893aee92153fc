package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.tui.model.Effect;
import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Key;
import io.github.fleetmigrate.tui.model.Presenter;
import io.github.fleetmigrate.tui.model.Step;
import io.github.fleetmigrate.tui.model.Wizard;
import io.github.fleetmigrate.tui.model.WizardEvent;
import io.github.fleetmigrate.tui.model.WizardModel;

/** A person at the wizard, without a terminal or a thread: each key is answered before the next one. */
final class Played {
  private final Engine engine;
  private WizardModel model;
  private boolean left;
  private String edited;

  private Played(Engine engine) {
    this.engine = engine;
  }

  static Played on(Engine engine) {
    Played played = new Played(engine);
    played.take(Wizard.open(Level.EVAL));
    return played;
  }

  /** Named keys, or a text that is typed. */
  Played press(Object... keys) {
    for (Object key : keys) {
      if (key instanceof Key.Name name) {
        hear(new WizardEvent.Pressed(Key.of(name)));
      } else {
        key.toString().chars().forEach(c -> hear(new WizardEvent.Pressed(c == ' ' ? Key.of(Key.Name.SPACE) : Key.of((char) c))));
      }
    }
    return this;
  }

  void hear(WizardEvent event) {
    take(Wizard.reduce(model, event));
  }

  /** What the person's editor will hold when it is left. */
  Played editing(String text) {
    edited = text;
    return this;
  }

  private void take(Step step) {
    model = step.model();
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Run run) {
        engine.execute(run.command(), e -> hear(new WizardEvent.Engine(e)), new Cancellation());
      } else if (effect instanceof Effect.Edit edit) {
        hear(new WizardEvent.Edited(edit.path(), edited));
      } else if (effect instanceof Effect.Quit) {
        left = true;
      }
    }
  }

  boolean left() {
    return left;
  }

  Frame frame(int columns, int rows) {
    return Presenter.present(model, columns, rows);
  }

  String screen() {
    return frame(100, 30).text();
  }
}
