package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.proof.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is on the screen.
 *
 * @param survey null before the repository was read
 * @param plans by phase: as planned for the answers that count now
 * @param diffs by phase: the change of each of the plans, as it is shown
 * @param choices by phase: hunks refused, files edited
 * @param verified by phase: its last verification in this session
 * @param machines what this session heard of the hosts' machines
 * @param failure why the last command stopped; null if it did not. What stops a host of the rollout is told at the host
 * @param overlay null if there is none
 * @param asked a question of the engine that waits until nothing else stands in front; null if there is none
 * @param search what is searched for; empty for nothing
 * @param note a remark such as "resumed"; empty for none
 * @param window how large the screen is: how many lines there are to walk through depends on it
 * @param about what is said on every screen, such as that this is a sample; empty for nothing
 */
public record WizardModel(
    Survey survey,
    Place place,
    Map<Integer, PhasePlan> plans,
    Map<Integer, ShownDiff> diffs,
    Map<Integer, Command.Choices> choices,
    Map<Integer, EngineEvent.VerificationFinished> verified,
    Machines machines,
    Work work,
    EngineEvent.Failed failure,
    Overlay overlay,
    Overlay.Ask asked,
    String search,
    String note,
    Level level,
    Duration passed,
    Window window,
    String about) {
  private static final String BUSY = "Not while this runs:";

  /** Before anything is known. */
  public static WizardModel start(Level level, String about) {
    return new WizardModel(
        null, Place.survey(), Map.of(), Map.of(), Map.of(), Map.of(), Machines.NONE, Work.NONE, null, null, null, "", "", level, Duration.ZERO, Window.USUAL, about);
  }

  /** Whether the engine is at work. */
  public boolean running() {
    return work.running();
  }

  /**
   * Whether a phase's plan can be acted on: it is there, and the command that made it has ended. Until then the screen does
   * not show it either, so that nobody answers a screen that cannot take the answer.
   */
  boolean planned(int phase) {
    return plans.containsKey(phase) && !planning(phase);
  }

  /** Whether a phase is being planned. */
  boolean planning(int phase) {
    return running() && work.command() instanceof Command.Plan plan && plan.from() <= phase && phase <= plan.through();
  }

  /** Says that a key cannot work now, since the engine is at work. */
  WizardModel busy() {
    return noting(BUSY);
  }

  /** This model once the engine has ended: what could not work now can. */
  WizardModel idle() {
    WizardModel over = with(work.over());
    return note.equals(BUSY) ? over.noting("") : over;
  }

  WizardModel with(Survey s) {
    return new WizardModel(s, place, plans, diffs, choices, verified, machines, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel at(Place p) {
    return new WizardModel(survey, p, plans, diffs, choices, verified, machines, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel with(Work w) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, machines, w, failure, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel with(EngineEvent.Failed f) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, machines, work, f, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel with(Machines m) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, m, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  /** A question of the engine, or none any more. */
  WizardModel asking(Overlay.Ask question) {
    Overlay front = overlay instanceof Overlay.Ask ? null : overlay;
    return new WizardModel(
        survey, place, plans, diffs, choices, verified, machines, work, failure, front, question, search, note, level, passed, window, about);
  }

  /** What waits to be asked comes to the front where nothing else stands there. */
  WizardModel fronted() {
    return asked == null || overlay != null
        ? this
        : new WizardModel(
            survey, place, plans, diffs, choices, verified, machines, work, failure, asked, null, search, note, level, passed, window, about);
  }

  WizardModel over(Overlay o) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, machines, work, failure, o, asked, search, note, level, passed, window, about);
  }

  WizardModel searching(String text) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, machines, work, failure, null, asked, text, note, level, passed, window, about);
  }

  WizardModel noting(String text) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, machines, work, failure, overlay, asked, search, text, level, passed, window, about);
  }

  WizardModel in(Window other) {
    return new WizardModel(
        survey, place, plans, diffs, choices, verified, machines, work, failure, overlay, asked, search, note, level, passed, other, about);
  }

  WizardModel after(Duration time) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, machines, work, failure, overlay, asked, search, note, level, time, window, about);
  }

  WizardModel planned(PhasePlan plan) {
    Map<Integer, PhasePlan> all = new LinkedHashMap<>(plans);
    all.put(plan.number(), plan);
    Map<Integer, ShownDiff> shown = new LinkedHashMap<>(diffs);
    shown.put(plan.number(), ShownDiff.of(plan.changes()));
    return new WizardModel(
        survey, place, Map.copyOf(all), Map.copyOf(shown), choices, verified, machines, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel withoutPlans() {
    return new WizardModel(
        survey, place, Map.of(), Map.of(), Map.of(), verified, machines, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel choosing(int phase, Command.Choices chosen) {
    Map<Integer, Command.Choices> all = new LinkedHashMap<>(choices);
    all.put(phase, chosen);
    return new WizardModel(
        survey, place, plans, diffs, Map.copyOf(all), verified, machines, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  WizardModel verified(int phase, EngineEvent.VerificationFinished finished) {
    Map<Integer, EngineEvent.VerificationFinished> all = new LinkedHashMap<>(verified);
    all.put(phase, finished);
    return new WizardModel(
        survey, place, plans, diffs, choices, Map.copyOf(all), machines, work, failure, overlay, asked, search, note, level, passed, window, about);
  }

  /** How many phases the migration has. */
  int phases() {
    return survey == null ? 0 : survey.status().phases().size();
  }

  /** A phase, or what ends the rollout; only where there is one. */
  Status.PhaseStatus status(int phase) {
    return phase == Phase.CLOSING ? closing() : survey.status().phases().get(phase - 1);
  }

  private Status.PhaseStatus closing() {
    Status.Rollout rollout = survey.status().rollout();
    if (rollout != null && rollout.closing() != null) {
      return rollout.closing();
    }
    Phase last = survey.migration().closing();
    return new Status.PhaseStatus(last.number(), last.id(), last.title(), Status.State.PENDING, null, Level.NONE, List.of());
  }

  /** Why the last command stopped, at a phase or at the host that is looked at; null where it did not. */
  Problem problem() {
    boolean host = place.screen() == Place.Screen.ROLLOUT && place.host() != null;
    return host ? machines.problems().get(place.host()) : failure == null ? null : failure.problem();
  }

  /** Whether something is left to do once every host is confirmed. */
  boolean closes() {
    return survey.migration().closing() != null;
  }

  boolean done(int phase) {
    Status.State state = status(phase).state();
    return state == Status.State.DONE || state == Status.State.PARTIAL;
  }

  /** The first phase that is not done; one more than there are when all are. */
  int next() {
    for (int phase = 1; phase <= phases(); phase++) {
      if (!done(phase)) {
        return phase;
      }
    }
    return phases() + 1;
  }

  /** Whether a phase is the one to do now. */
  boolean due(int phase) {
    return phase == Phase.CLOSING ? !done(phase) && RolloutRow.over(this) : phase == next();
  }
}
