package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.tui.model.Effect;
import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Key;
import io.github.fleetmigrate.tui.model.Presenter;
import io.github.fleetmigrate.tui.model.Step;
import io.github.fleetmigrate.tui.model.Window;
import io.github.fleetmigrate.tui.model.Wizard;
import io.github.fleetmigrate.tui.model.WizardEvent;
import io.github.fleetmigrate.tui.model.WizardModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A person at the wizard, without a terminal or a thread: each key is answered before the next one. */
final class Played {
  private final Engine engine;
  private WizardModel model;
  private final List<String> replies = new ArrayList<>();
  private boolean left;
  private UnaryOperator<String> editor = text -> null;

  private Played(Engine engine) {
    this.engine = engine;
  }

  static Played on(Engine engine) {
    Played played = new Played(engine);
    played.take(Wizard.open(Level.EVAL, ""));
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

  /** What the person's editor makes of a text; null for nothing. */
  Played editing(UnaryOperator<String> by) {
    editor = by;
    return this;
  }

  /** What the scripted engine was asked. */
  List<String> asked() {
    return ((ScriptedEngine) engine).asked().stream().map(Object::toString).toList();
  }

  /** What a key would ask of the world, without asking it; null where the screen would be the same but for its last-but-one line. */
  List<Effect> trying(Key key) {
    Step step = Wizard.reduce(model, new WizardEvent.Pressed(key));
    boolean same = List.of(new int[] {80, 24}, new int[] {60, 18}, new int[] {100, 60}).stream()
        .allMatch(size -> looks(model, size).equals(looks(step.model(), size)));
    return same && step.effects().isEmpty() ? null : step.effects();
  }

  /** The remark that a key leaves where it cannot do what it does elsewhere. */
  boolean remarks(Key key) {
    return !Wizard.reduce(model, new WizardEvent.Pressed(key)).model().note().isEmpty();
  }

  /** Characters and roles, but for the line of what is going on. */
  private static String looks(WizardModel model, int[] size) {
    Frame frame = Presenter.present(model, size[0], size[1]);
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < frame.rows(); row++) {
      for (int column = 0; column < frame.columns() && row != frame.rows() - 2; column++) {
        out.append(frame.character(column, row)).append(frame.role(column, row).ordinal()).append(' ');
      }
    }
    return out.toString();
  }

  private void take(Step step) {
    model = step.model();
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Run run) {
        engine.execute(run.command(), e -> hear(new WizardEvent.Engine(e)), new Cancellation());
      } else if (effect instanceof Effect.Edit edit) {
        hear(new WizardEvent.Edited(edit.path(), editor.apply(edit.text())));
      } else if (effect instanceof Effect.Reply reply) {
        replies.add(reply.text());
      } else if (effect instanceof Effect.Quit) {
        left = true;
      }
    }
  }

  /** What was answered to what the engine asked; null for no. */
  List<String> replies() {
    return replies;
  }

  /** The model as a log would have it. */
  String toldOfItself() {
    return model.toString();
  }

  boolean left() {
    return left;
  }

  Frame frame(int columns, int rows) {
    hear(new WizardEvent.Sized(new Window(columns, rows)));
    return Presenter.present(model, columns, rows);
  }

  String screen() {
    return frame(100, 30).text();
  }
}
