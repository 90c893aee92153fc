package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.RolloutCalls;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.tui.model.Place.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keys do at the rollout. A machine is changed only after its host's name was typed. */
final class RolloutKeys {
  private RolloutKeys() {}

  static Step press(WizardModel model, Key key) {
    View view = model.place().view();
    Step read = ScreenKeys.reading(model, key);
    if (read != null) {
      return read;
    }
    if (key.name() == Key.Name.ESCAPE) {
      return Step.to(view == View.STEPS ? model : list(model));
    }
    if (view == View.STEPS && key.is('l')) {
      String host = RolloutRow.chosen(model).map(RolloutRow::host).orElse(null);
      return Step.to(model.at(model.place().on(host).with(View.LOG)));
    }
    if (view == View.STEPS && key.is('h')) {
      return Wizard.run(model, new Command.Health(List.of()));
    }
    if (key.is('b') && returns(model)) {
      return bringBack(model);
    }
    return key.name() == Key.Name.ENTER && view != View.LOG ? enter(model) : Step.to(model);
  }

  /** The list of hosts, where it was. */
  static WizardModel list(WizardModel model) {
    String host = model.place().host();
    List<String> hosts = RolloutRow.of(model).stream().map(RolloutRow::host).toList();
    return model.at(model.place().with(View.STEPS).at(Math.max(0, hosts.indexOf(host))).on(null));
  }

  /** Whether the host that is chosen or looked at can be brought back with the new tool. */
  static boolean returns(WizardModel model) {
    Migration.Rollout tool = model.survey().migration().rollout();
    return tool != null
        && !tool.back().isEmpty()
        && model.place().view() != View.LOG
        && RolloutRow.chosen(model).filter(r -> r.pushed() && !r.local() && r.working() == null).isPresent();
  }

  /** What Enter does; empty for nothing. */
  static String does(WizardModel model) {
    View view = model.place().view();
    Optional<RolloutRow> row = RolloutRow.chosen(model);
    if (model.survey().status().rollout() == null || view == View.LOG || row.isEmpty()) {
      return model.survey().status().rollout() == null && view == View.STEPS && !model.running() ? "go on" : "";
    }
    if (view == View.STEPS) {
      return row.get().out() ? "" : "look at it";
    }
    if (model.running() || row.get().out()) {
      return "";
    }
    return row.get().confirmed() ? "go on" : row.get().pushable() ? "push it" : "look at it";
  }

  private static Step enter(WizardModel model) {
    if (model.survey().status().rollout() == null) {
      return model.running() ? Step.to(model.busy()) : onward(model);
    }
    Optional<RolloutRow> chosen = RolloutRow.chosen(model);
    if (chosen.isEmpty()) {
      return Step.to(model);
    }
    RolloutRow row = chosen.get();
    if (row.out()) {
      return Step.to(model.noting("It is not in the fleet. Roll back before phase 2 to decide otherwise."));
    }
    if (model.place().view() == View.STEPS) {
      WizardModel there = model.at(model.place().on(row.host()).with(View.HOST));
      if (model.running() || row.pushable() || row.confirmed() && row.health() != null) {
        return Step.to(there);
      }
      return row.confirmed() ? Wizard.run(there, new Command.Health(List.of(row.host()))) : look(there, row.host());
    }
    if (model.running()) {
      return Step.to(model.busy());
    }
    if (row.confirmed()) {
      return next(model);
    }
    return row.pushable() ? ask(model, row) : look(model, row.host());
  }

  /** Finds out what a push would do. */
  static Step look(WizardModel model, String host) {
    return Wizard.run(model, new Command.Prepare(host));
  }

  /** As before a failure: a host that is on record as confirmed is asked how it is. */
  static Step again(WizardModel model) {
    String host = model.place().host();
    boolean confirmed = RolloutRow.of(model, host).filter(RolloutRow::confirmed).isPresent();
    return confirmed ? Wizard.run(model, new Command.Health(List.of(host))) : look(model, host);
  }

  private static Step ask(WizardModel model, RolloutRow row) {
    return Step.to(
        model.over(
            new Overlay.Name(
                row.host(), "to push it", row.ready().push(), new Command.Push(row.host(), row.ready().system()), "", "")));
  }

  /** Asks for the name of a host that goes back to what it ran before. */
  static Step bringBack(WizardModel model) {
    if (model.running()) {
      return Step.to(model.busy());
    }
    String host = RolloutRow.chosen(model).orElseThrow().host();
    String tool = RolloutCalls.back(model.survey().migration().rollout(), host);
    return Step.to(model.over(new Overlay.Name(host, "to bring it back", tool, new Command.TakeBack(host), "", "")));
  }

  /** After a host: the next one that is not confirmed, or what comes after the rollout. */
  private static Step next(WizardModel model) {
    List<RolloutRow> left = RolloutRow.left(model);
    return left.isEmpty() ? onward(model) : Step.to(list(model.at(model.place().on(left.get(0).host()))));
  }

  /** Where the migration goes on. */
  static Step onward(WizardModel model) {
    if (model.next() <= model.phases()) {
      return Wizard.go(model, Place.phase(model.next()));
    }
    return Wizard.go(model, model.closes() && !model.done(Phase.CLOSING) ? Place.phase(Phase.CLOSING) : Place.done());
  }

  /** The keys of this screen. */
  static void keys(List<Keys.Binding> out, WizardModel model) {
    View view = model.place().view();
    String does = does(model);
    if (!does.isEmpty()) {
      out.add(Keys.Binding.of("Enter", does, Key.of(Key.Name.ENTER)));
    }
    if (view == View.STEPS) {
      if (!model.running()) {
        out.add(Keys.Binding.of('h', "health of all"));
      }
      out.add(Keys.Binding.of('l', "log"));
    } else {
      out.add(Keys.Binding.of("Esc", "every host", Key.of(Key.Name.ESCAPE)));
      out.add(Keys.Binding.of('/', "search"));
    }
    if (returns(model) && !model.running()) {
      out.add(Keys.Binding.of('b', "bring back"));
    }
  }

  /** A name that is typed, letter by letter. */
  static Step typing(WizardModel model, Overlay.Name o, Key key) {
    String text = OverlayKeys.typed(o.typed(), key);
    if (text != null) {
      return Step.to(model.over(o.typed(text)));
    }
    WizardModel there = model.over(null);
    if (key.name() == Key.Name.ESCAPE) {
      return Step.to(there.noting("Nothing was done to " + o.host() + "."));
    }
    return o.typed().equals(o.host())
        ? Wizard.run(there, o.command())
        : Step.to(model.over(o.refused(o.typed().isEmpty() ? "Type its name first." : "That is not its name. Nothing was done.")));
  }

  static List<Line> lines(WizardModel model, Overlay.Name o, int width) {
    List<Line> out = new ArrayList<>();
    if (!model.about().isEmpty()) {
      out.add(Line.of(model.about(), Role.ACCENT));
    }
    out.add(Line.of(o.tool(), Role.TITLE));
    if (!o.remark().isEmpty()) {
      out.add(Line.of(o.remark(), Role.WARNING));
    }
    out.addAll(Wrap.lines("Type " + o.host() + " " + o.does() + "; Esc leaves it as it is.", width, Role.TEXT, ""));
    out.add(Line.EMPTY);
    out.add(Line.of("> " + o.typed(), Role.ACCENT).and("\u2588", Role.ACCENT));
    return out;
  }
}
