package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.Planner;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes plans final: what a tool computes is computed in a scratch copy, so that the plan holds every byte. */
final class PhasePlanner {
  private static final String LOCK = "flake.lock";

  private final Planner planner = new Planner();
  private final LoadedMigration migration;
  private final Evaluation evaluation;
  private final EngineOptions options;

  PhasePlanner(LoadedMigration migration, Evaluation evaluation, EngineOptions options) {
    this.migration = migration;
    this.evaluation = evaluation;
    this.options = options;
  }

  /**
   * A final plan and the repository as it leaves it.
   */
  record Final(PhasePlan plan, RepoSnapshot after) {}

  /** Plans without computing anything: enough to know the states of the steps. */
  Final sketch(Phase phase, PlanContext context, RepoSnapshot files) {
    Planner.Planned planned = planner.plan(phase, context, files, migration::file);
    return new Final(planned.plan(), planned.after());
  }

  Final plan(Phase phase, PlanContext context, RepoSnapshot files, Cancellation cancellation) {
    return new Formatting(evaluation, context, files, cancellation).of(locked(phase, context, files, cancellation));
  }

  private Final locked(Phase phase, PlanContext context, RepoSnapshot files, Cancellation cancellation) {
    Planner.Planned planned = planner.plan(phase, context, files, migration::file);
    if (planned.lockInput() == null) {
      return new Final(planned.plan(), planned.after());
    }
    Evaluation.Locked locked =
        options.offline()
            ? new Evaluation.Locked(null, "it is computed by nix, and --offline was given", List.of())
            : evaluation.lock(planned.after(), cancellation);
    if (locked.lock() == null) {
      Planner.Planned unlocked = planner.plan(phase, context, files, migration::file, Set.of(lockStep(phase)));
      PhasePlan plan = unlocked.plan();
      return new Final(
          new PhasePlan(
              plan.number(),
              plan.id(),
              plan.title(),
              plan.summary(),
              plan.steps(),
              plan.changes(),
              List.of(LOCK + ": " + locked.failure())),
          unlocked.after());
    }
    FileVersion computed = new FileVersion(locked.lock(), false);
    PhasePlan plan = Planner.withComputed(planned.plan(), files, lockStep(phase), LOCK, computed);
    return new Final(refuseMoved(plan, lockStep(phase), moved(phase, planned.lockInput(), locked.changed())), planned.after().with(Map.of(LOCK, computed)));
  }

  /** A plan with what a person refused or wrote themselves. */
  PhasePlan chosen(Phase phase, PlanContext context, RepoSnapshot files, PhasePlan plan, Command.Choices choices) {
    return new ChosenPlan(planner, migration, phase, context, files).of(plan, choices);
  }

  /** Whether a plan as it was chosen has hosts deployed as the deploy user. */
  boolean laidOver(Phase phase, PlanContext context, RepoSnapshot files, PhasePlan plan) {
    Set<String> ids =
        phase.steps().stream().filter(s -> s.action() instanceof Action.DeployAs).map(Step::id).collect(Collectors.toSet());
    return sketch(phase, context, files.with(after(plan))).plan().steps().stream()
        .anyMatch(step -> ids.contains(step.id()) && step.state() == StepState.DONE);
  }

  /** What moved in the lock file; an input that goes takes its own inputs along. */
  private static List<String> moved(Phase phase, String input, List<String> changed) {
    boolean goes = phase.steps().stream().anyMatch(s -> s.action() instanceof Action.Lock lock && lock.gone());
    return goes ? changed.stream().filter(path -> !path.equals(input) && !path.startsWith(input + "/")).toList() : changed;
  }

  static Map<String, FileVersion> after(PhasePlan plan) {
    Map<String, FileVersion> out = new HashMap<>();
    plan.changes().forEach(c -> out.put(c.path(), c.after()));
    return out;
  }

  private static String lockStep(Phase phase) {
    return phase.steps().stream()
        .filter(s -> s.action() instanceof Action.Lock)
        .map(Step::id)
        .findFirst()
        .orElse("");
  }

  /** A lock file in which something else moved is not written: an update is the person's own. */
  private static PhasePlan refuseMoved(PhasePlan plan, String lockStep, List<String> moved) {
    if (moved.isEmpty()) {
      return plan;
    }
    List<StepPlan> steps = new ArrayList<>();
    for (StepPlan step : plan.steps()) {
      steps.add(
          step.id().equals(lockStep)
              ? new StepPlan(
                  step.id(),
                  step.title(),
                  StepState.CONFLICT,
                  LOCK + ": nix would also move " + String.join(", ", moved) + "; run `nix flake lock` by hand",
                  List.of(),
                  step.notes())
              : step);
    }
    return new PhasePlan(
        plan.number(), plan.id(), plan.title(), plan.summary(), steps, plan.changes(), plan.uncomputed());
  }
}
