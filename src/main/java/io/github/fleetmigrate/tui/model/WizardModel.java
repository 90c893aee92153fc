package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.proof.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that is on the screen.
 *
 * @param survey null before the repository was read
 * @param plans by phase: as planned for the answers that count now
 * @param diffs by phase: the change of each of the plans, as it is shown
 * @param choices by phase: hunks refused, files edited
 * @param verified by phase: its last verification in this session
 * @param failure why the last command stopped; null if it did not
 * @param overlay null if there is none
 * @param search what is searched for; empty for nothing
 * @param note a remark such as "resumed"; empty for none
 */
public record WizardModel(
    Survey survey,
    Place place,
    Map<Integer, PhasePlan> plans,
    Map<Integer, ShownDiff> diffs,
    Map<Integer, Command.Choices> choices,
    Map<Integer, EngineEvent.VerificationFinished> verified,
    Work work,
    EngineEvent.Failed failure,
    Overlay overlay,
    String search,
    String note,
    Level level,
    Duration passed) {
  private static final String BUSY = "Not while this runs:";

  /** Before anything is known. */
  public static WizardModel start(Level level) {
    return new WizardModel(
        null, Place.survey(), Map.of(), Map.of(), Map.of(), Map.of(), Work.NONE, null, null, "", "", level, Duration.ZERO);
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
    return new WizardModel(s, place, plans, diffs, choices, verified, work, failure, overlay, search, note, level, passed);
  }

  WizardModel at(Place p) {
    return new WizardModel(survey, p, plans, diffs, choices, verified, work, failure, overlay, search, note, level, passed);
  }

  WizardModel with(Work w) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, w, failure, overlay, search, note, level, passed);
  }

  WizardModel with(EngineEvent.Failed f) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, work, f, overlay, search, note, level, passed);
  }

  WizardModel over(Overlay o) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, work, failure, o, search, note, level, passed);
  }

  WizardModel searching(String text) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, work, failure, null, text, note, level, passed);
  }

  WizardModel noting(String text) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, work, failure, overlay, search, text, level, passed);
  }

  WizardModel after(Duration time) {
    return new WizardModel(survey, place, plans, diffs, choices, verified, work, failure, overlay, search, note, level, time);
  }

  WizardModel planned(PhasePlan plan) {
    Map<Integer, PhasePlan> all = new LinkedHashMap<>(plans);
    all.put(plan.number(), plan);
    Map<Integer, ShownDiff> shown = new LinkedHashMap<>(diffs);
    shown.put(plan.number(), ShownDiff.of(plan.changes()));
    return new WizardModel(
        survey, place, Map.copyOf(all), Map.copyOf(shown), choices, verified, work, failure, overlay, search, note, level, passed);
  }

  WizardModel withoutPlans() {
    return new WizardModel(
        survey, place, Map.of(), Map.of(), Map.of(), verified, work, failure, overlay, search, note, level, passed);
  }

  WizardModel choosing(int phase, Command.Choices chosen) {
    Map<Integer, Command.Choices> all = new LinkedHashMap<>(choices);
    all.put(phase, chosen);
    return new WizardModel(
        survey, place, plans, diffs, Map.copyOf(all), verified, work, failure, overlay, search, note, level, passed);
  }

  WizardModel verified(int phase, EngineEvent.VerificationFinished finished) {
    Map<Integer, EngineEvent.VerificationFinished> all = new LinkedHashMap<>(verified);
    all.put(phase, finished);
    return new WizardModel(
        survey, place, plans, diffs, choices, Map.copyOf(all), work, failure, overlay, search, note, level, passed);
  }

  /** How many phases the migration has. */
  int phases() {
    return survey == null ? 0 : survey.status().phases().size();
  }

  Status.PhaseStatus status(int phase) {
    return survey.status().phases().get(phase - 1);
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
}
