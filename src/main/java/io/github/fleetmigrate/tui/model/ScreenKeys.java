package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.tui.model.Place.Screen;
import io.github.fleetmigrate.tui.model.Place.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What keys do on a screen. */
final class ScreenKeys {
  static final int PAGE = 12;
  private static final int SIDEWAYS = 8;

  private ScreenKeys() {}

  static Step press(WizardModel model, Key key) {
    if (key.is('q') || key.name() == Key.Name.INTERRUPT) {
      return quit(model);
    }
    if (key.is('?')) {
      return Step.to(model.over(new Overlay.Help(0)));
    }
    if (key.is('c') && model.running()) {
      return stop(model);
    }
    if (key.is('m')) {
      return Step.to(model.noting("m switches the mouse on and off; with Shift the terminal selects as ever."), new Effect.Mouse());
    }
    if (model.survey() == null) {
      Step moved = cursor(model, key);
      return moved != null
          ? moved
          : key.is('r') ? Wizard.run(model, new Command.Survey()) : Step.to(model.running() ? model.busy() : model);
    }
    if (key.name() == Key.Name.TAB) {
      return move(model, 1);
    }
    if (key.name() == Key.Name.BACK_TAB) {
      return move(model, -1);
    }
    if (key.is('u')) {
      return rollback(model);
    }
    Step moved = cursor(model, key);
    if (moved != null) {
      return moved;
    }
    return switch (model.place().screen()) {
      case SURVEY -> key.name() == Key.Name.ENTER ? Wizard.go(model, Place.decisions()) : Step.to(model);
      case DECISIONS -> DecisionKeys.press(model, key);
      case PHASE -> phase(model, key);
      case ROLLOUT -> RolloutKeys.press(model, key);
      case DONE -> Step.to(model);
    };
  }

  static Step quit(WizardModel model) {
    return model.running() && changes(model.work().command())
        ? Step.to(model.over(new Overlay.Confirm(stopping(model, " and leave?"), List.of(new Effect.Cancel(), new Effect.Quit()), false)))
        : Step.to(model, new Effect.Cancel(), new Effect.Quit());
  }

  /** Stops what runs and stays. */
  private static Step stop(WizardModel model) {
    return changes(model.work().command())
        ? Step.to(model.over(new Overlay.Confirm(stopping(model, "?"), List.of(new Effect.Cancel()), false)))
        : Step.to(model.noting("Stopping:"), new Effect.Cancel());
  }

  /** Whether something may be half done when a command is stopped. */
  private static boolean changes(Command command) {
    return command instanceof Command.Apply || command instanceof Command.Rollback || RolloutRow.about(command) != null && !(command instanceof Command.Prepare);
  }

  private static String stopping(WizardModel model, String end) {
    String host = RolloutRow.about(model.work().command());
    return host == null
        ? "Stop what is running" + end + " It can be resumed."
        : "The program that deploys " + host + " is at work. Stop it" + end + " What became of the machine is found out the next time.";
  }

  private static Step move(WizardModel model, int by) {
    List<Place> stops = Wizard.stops(model);
    int now = 0;
    for (int i = 0; i < stops.size(); i++) {
      if (stops.get(i).screen() == model.place().screen() && stops.get(i).phase() == model.place().phase()) {
        now = i;
      }
    }
    return Wizard.go(model, stops.get(Math.floorMod(now + by, stops.size())));
  }

  /** Whether there is something to roll back. */
  static boolean begun(WizardModel model) {
    return model.failure() != null
        || model.survey().status().phases().stream()
            .anyMatch(p -> p.state() != Status.State.PENDING && p.state() != Status.State.ROLLED_BACK);
  }

  private static Step rollback(WizardModel model) {
    if (model.running() || !begun(model)) {
      return Step.to(model.running() ? model.busy() : model.noting("There is nothing to roll back."));
    }
    List<Integer> places = new ArrayList<>();
    for (int phase = model.phases(); phase >= 1; phase--) {
      if (model.done(phase)) {
        places.add(phase);
      }
    }
    places.add(0);
    return Step.to(model.over(new Overlay.Checkpoints(places, 0)));
  }

  private static Step cursor(WizardModel model, Key key) {
    int last = Bodies.length(model) - 1;
    int now = Bodies.hosts(model) ? HostRows.chosen(model) : Math.min(model.place().cursor(), last);
    Place place = model.place().at(now);
    int to =
        switch (key.name()) {
          case UP -> place.cursor() - 1;
          case DOWN -> place.cursor() + 1;
          case PAGE_UP -> place.cursor() - PAGE;
          case PAGE_DOWN -> place.cursor() + PAGE;
          case HOME -> 0;
          case END -> last;
          case CHARACTER -> key.character() == 'j' ? place.cursor() + 1 : key.character() == 'k' ? place.cursor() - 1 : -2;
          default -> -2;
        };
    if (to == -2) {
      return null;
    }
    int at = Math.max(0, Math.min(last, to));
    boolean host = Bodies.hosts(model) && last >= 0;
    return Step.to(model.at(host ? place.at(at).on(HostRows.of(model).get(at).host()) : place.at(at)));
  }

  /** How far a key scrolls long lines. */
  private static int sideways(Key key) {
    if (key.name() == Key.Name.LEFT || key.is('h')) {
      return -SIDEWAYS;
    }
    return key.name() == Key.Name.RIGHT || key.is('l') ? SIDEWAYS : 0;
  }

  private static Step phase(WizardModel model, Key key) {
    Place place = model.place();
    if (key.is('v')) {
      return Step.to(to(model, View.HOSTS));
    }
    if (place.view() == View.HOSTS && (key.name() == Key.Name.ENTER || key.is('l')) && !HostRows.of(model).isEmpty()) {
      String host = HostRows.of(model).get(HostRows.chosen(model)).host();
      return Step.to(model.at(place.on(host).with(View.HOST)));
    }
    if (place.view() == View.HOST && key.name() == Key.Name.ESCAPE) {
      return Step.to(model.at(place.with(View.HOSTS)));
    }
    Step read = reading(model, key);
    if (read != null) {
      return read;
    }
    if (key.is('d')) {
      return Step.to(to(model, View.DIFF));
    }
    if (key.is('l') && place.view() == View.STEPS) {
      return Step.to(to(model, View.LOG));
    }
    if (key.name() == Key.Name.ESCAPE) {
      return Step.to(to(model, View.STEPS));
    }
    if (key.is('a') && !model.done(place.phase())) {
      return model.running() ? Step.to(model.busy()) : Accepting.ask(model);
    }
    if (key.is('r')) {
      return model.running() ? Step.to(model.busy()) : model.failure() == null ? Step.to(model) : retry(model);
    }
    if (place.view() == View.DIFF) {
      Step hunk = HunkKeys.press(model, key);
      if (hunk != null) {
        return hunk;
      }
    }
    boolean on = key.name() == Key.Name.ENTER && place.view() != View.HOST && place.view() != View.HOSTS;
    return on ? enter(model) : Step.to(model);
  }

  /** Scrolls a text sideways and searches it; null for other keys, and where there is no text. */
  static Step reading(WizardModel model, Key key) {
    if (!text(model)) {
      return null;
    }
    if (sideways(key) != 0) {
      return Step.to(model.at(model.place().shifted(model.place().shift() + sideways(key))));
    }
    if (key.is('/')) {
      return Step.to(model.over(new Overlay.Search("")));
    }
    if (key.is('n') || key.is('N')) {
      return Step.to(key.is('n') ? Search.next(model) : Search.previous(model));
    }
    return null;
  }

  /** Another view of the phase; the one that is there stays as it is. */
  private static WizardModel to(WizardModel model, View view) {
    return model.place().view() == view ? model : model.at(model.place().with(view));
  }

  /** Whether a text is shown that can be searched and scrolled sideways. */
  static boolean text(WizardModel model) {
    View view = model.place().view();
    boolean viewed = isPhase(model) || model.place().screen() == Screen.ROLLOUT;
    return model.survey() != null && viewed && view != View.STEPS && view != View.HOSTS;
  }

  /** Whether Enter asks to apply the phase that is shown. */
  static boolean applies(WizardModel model) {
    int phase = model.place().phase();
    return model.due(phase) && model.planned(phase) && model.failure() == null && !openPhase(model, phase);
  }

  /** Whether Enter goes on with the migration from here. */
  static boolean goesOn(WizardModel model) {
    View view = model.place().view();
    return !model.running() && view != View.HOST && view != View.HOSTS;
  }

  static Step retry(WizardModel model) {
    int phase = model.place().phase();
    if (model.failure() != null && model.work().command() instanceof Command.Plan) {
      return Wizard.run(model.withoutPlans(), new Command.Plan(phase, phase));
    }
    return Wizard.run(model, apply(model, phase));
  }

  private static Step enter(WizardModel model) {
    int phase = model.place().phase();
    if (model.running()) {
      return Step.to(model.busy());
    }
    if (model.done(phase)) {
      return Wizard.go(model, phase == Phase.CLOSING ? Place.done() : phase == model.phases() ? Place.rollout() : Place.phase(phase + 1));
    }
    if (!model.due(phase)) {
      return Wizard.go(model, model.next() > model.phases() ? Place.rollout() : Place.phase(model.next()));
    }
    EngineEvent.Failed failure = model.failure();
    if (failure != null && failure.problem().status() == ExitStatus.DECISION_NEEDED && !openPhase(model, phase)) {
      return Wizard.go(model.with((EngineEvent.Failed) null), Place.decisions());
    }
    Status.State state = model.status(phase).state();
    if (state == Status.State.RUNNING || state == Status.State.FAILED || failure != null) {
      return confirm(model, phase, "Go on with " + Phase.name(phase) + "?");
    }
    PhasePlan plan = model.plans().get(phase);
    if (plan == null) {
      return Wizard.run(model, new Command.Plan(phase, phase));
    }
    boolean open = model.survey().decisions().stream().anyMatch(d -> d.open() && d.question().phase() <= phase);
    if (open || !plan.conflicts().isEmpty()) {
      return Step.to(
          model.at(Place.decisions().at(firstOpen(model))).noting(Phase.sentence(phase) + " needs a decision first."));
    }
    int files = plan.changes().size();
    String question =
        files == 0
            ? Phase.sentence(phase) + " has nothing to change. Verify and set its checkpoint?"
            : "Apply " + Phase.name(phase) + " to " + files + (files == 1 ? " file" : " files") + ", verify and commit?";
    return confirm(model, phase, question);
  }

  private static boolean openPhase(WizardModel model, int phase) {
    Status.State state = model.status(phase).state();
    return state == Status.State.RUNNING || state == Status.State.FAILED;
  }

  static int firstOpen(WizardModel model) {
    List<Decision> decisions = model.survey().decisions();
    for (int i = 0; i < decisions.size(); i++) {
      if (decisions.get(i).open()) {
        return i;
      }
    }
    return 0;
  }

  private static Step confirm(WizardModel model, int phase, String question) {
    return Step.to(model.over(new Overlay.Confirm(question, List.of(new Effect.Run(apply(model, phase))), true)));
  }

  private static Command.Apply apply(WizardModel model, int phase) {
    Command.Choices choices = model.choices().get(phase);
    boolean chosen = choices != null && !(choices.refusedHunks().isEmpty() && choices.edited().isEmpty());
    return new Command.Apply(
        phase, phase, phase == Phase.CLOSING ? Level.BUILD : model.level(), chosen ? Map.of(phase, choices) : Map.of(), Set.of(phase));
  }

  /** Whether a phase is shown. */
  static boolean isPhase(WizardModel model) {
    return model.place().screen() == Screen.PHASE;
  }
}
