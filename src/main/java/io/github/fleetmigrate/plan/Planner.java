package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Plans phases: pure, from a snapshot, facts and answers to every byte that would be written. */
public final class Planner {
  private final Templates templates = new Templates();
  private final Actions actions = new Actions();

  /**
   * A phase as planned.
   *
   * @param lockInput the flake input that the lock file must be computed for before the plan is final; null if none
   * @param after the repository after the phase, but for computed files
   */
  public record Planned(PhasePlan plan, String lockInput, RepoSnapshot after) {}

  /**
   * @param files the repository as the phases before leave it
   * @param resources text of the files that the migration's steps name
   */
  public Planned plan(Phase phase, PlanContext context, RepoSnapshot files, Function<String, String> resources) {
    return plan(phase, context, files, resources, Set.of());
  }

  /**
   * @param givenUp ids of steps whose work is not done after all, or not whole: no box is ticked for them
   */
  public Planned plan(
      Phase phase,
      PlanContext context,
      RepoSnapshot files,
      Function<String, String> resources,
      Set<String> givenUp) {
    RepoSnapshot now = files;
    Map<String, Object> values = context.values();
    List<StepPlan> steps = new ArrayList<>();
    Map<String, StepOutcome> outcomes = new LinkedHashMap<>();
    String lockInput = null;
    for (Step step : phase.steps()) {
      if (!templates.holds(step.when(), values)) {
        continue;
      }
      StepContext at = new StepContext(now, context, values, resources, templates, outcomes);
      StepOutcome outcome = actions.plan(step.action(), at);
      outcomes.put(step.id(), givenUp.contains(step.id()) ? outcome.givenUp() : outcome);
      List<FileChange> changes = changes(now, outcome.changes());
      steps.add(
          new StepPlan(step.id(), step.title(), outcome.state(), outcome.reason(), changes, outcome.notes()));
      now = now.with(outcome.changes());
      if (outcome.lockInput() != null) {
        lockInput = outcome.lockInput();
      }
    }
    PhasePlan plan =
        new PhasePlan(
            phase.number(), phase.id(), phase.title(), phase.summary(), steps, merged(files, now, steps), List.of());
    return new Planned(plan, lockInput, now);
  }

  /** The plan with a computed file in it. */
  public static PhasePlan withComputed(
      PhasePlan plan, RepoSnapshot before, String stepAction, String path, FileVersion computed) {
    FileVersion was = before.read(path).orElse(null);
    if (Objects.equals(was, computed)) {
      return plan;
    }
    List<FileChange> changes = new ArrayList<>(plan.changes());
    changes.removeIf(c -> c.path().equals(path));
    changes.add(new FileChange(path, was, computed));
    changes.sort((a, b) -> a.path().compareTo(b.path()));
    List<StepPlan> steps =
        plan.steps().stream()
            .map(
                s ->
                    s.id().equals(stepAction)
                        ? new StepPlan(
                            s.id(), s.title(), s.state(), s.reason(), List.of(new FileChange(path, was, computed)), s.notes())
                        : s)
            .toList();
    return new PhasePlan(
        plan.number(), plan.id(), plan.title(), plan.summary(), steps, changes, plan.uncomputed());
  }

  private static List<FileChange> changes(RepoSnapshot before, Map<String, FileVersion> after) {
    List<FileChange> out = new ArrayList<>();
    after.forEach(
        (path, version) -> {
          FileVersion was = before.read(path).orElse(null);
          if (!Objects.equals(was, version)) {
            out.add(new FileChange(path, was, version));
          }
        });
    return out;
  }

  private static List<FileChange> merged(RepoSnapshot before, RepoSnapshot after, List<StepPlan> steps) {
    Map<String, FileVersion> touched = new TreeMap<>();
    Map<String, Boolean> paths = new LinkedHashMap<>();
    steps.forEach(s -> s.changes().forEach(c -> paths.put(c.path(), true)));
    paths.keySet().forEach(p -> touched.put(p, after.read(p).orElse(null)));
    return changes(before, touched);
  }
}
