package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.edit.markdown.TaskBoxes;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.HunkChoices;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.Planner;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A phase's plan with what a person refused or wrote themselves. Where a step does not find its work done in the result,
 * no box of the person's own plan stays ticked for it.
 */
final class ChosenPlan {
  private final Planner planner;
  private final LoadedMigration migration;
  private final Phase phase;
  private final PlanContext context;
  private final RepoSnapshot files;

  ChosenPlan(Planner planner, LoadedMigration migration, Phase phase, PlanContext context, RepoSnapshot files) {
    this.planner = planner;
    this.migration = migration;
    this.phase = phase;
    this.context = context;
    this.files = files;
  }

  PhasePlan of(PhasePlan plan, Command.Choices choices) {
    Map<String, FileVersion> instead = HunkChoices.versions(plan, choices.refusedHunks(), choices.edited());
    PhasePlan chosen = with(plan, instead);
    Set<String> givenUp = givenUp(plan, chosen, instead.keySet());
    if (givenUp.isEmpty()) {
      return chosen;
    }
    RepoSnapshot earned = planner.plan(phase, context, files, migration::file, givenUp).after();
    Map<String, FileVersion> unticked = new HashMap<>();
    plan.steps().stream()
        .filter(s -> ticking().contains(s.id()))
        .flatMap(s -> s.changes().stream())
        .map(FileChange::path)
        .filter(path -> !choices.edited().containsKey(path))
        .forEach(path -> unticked.put(path, unticked(path, chosen, earned)));
    return with(chosen, unticked);
  }

  /** Steps of which a part was chosen otherwise and that have work left after it. */
  private Set<String> givenUp(PhasePlan plan, PhasePlan chosen, Set<String> paths) {
    Set<String> done =
        planner.plan(phase, context, files.with(PhasePlanner.after(chosen)), migration::file).plan().steps().stream()
            .filter(s -> s.state() == StepState.DONE)
            .map(StepPlan::id)
            .collect(Collectors.toSet());
    return plan.steps().stream()
        .filter(s -> s.changes().stream().anyMatch(c -> paths.contains(c.path())))
        .map(StepPlan::id)
        .filter(id -> !done.contains(id) && !ticking().contains(id))
        .collect(Collectors.toSet());
  }

  private List<String> ticking() {
    return phase.steps().stream().filter(s -> s.action() instanceof Action.TickBoxes).map(Step::id).toList();
  }

  /** A document as chosen, without ticks that were planned and are not earned. No choice of hunks adds or removes a box. */
  private FileVersion unticked(String path, PhasePlan chosen, RepoSnapshot earned) {
    FileVersion version = files.with(PhasePlanner.after(chosen)).read(path).orElseThrow();
    TaskBoxes boxes = boxes(version);
    List<TaskBox> before = boxes(files.read(path).orElseThrow()).all();
    List<TaskBox> may = boxes(earned.read(path).orElseThrow()).all();
    List<Integer> open =
        IntStream.range(0, boxes.all().size())
            .filter(i -> boxes.all().get(i).ticked() && !before.get(i).ticked() && !may.get(i).ticked())
            .boxed()
            .toList();
    SourceText text = SourceText.read(version.content());
    return new FileVersion(text.with(boxes.untick(open)).bytes(), version.executable());
  }

  private static TaskBoxes boxes(FileVersion version) {
    return TaskBoxes.of(SourceText.read(version.content()).text());
  }

  private static PhasePlan with(PhasePlan plan, Map<String, FileVersion> instead) {
    List<FileChange> changes = new ArrayList<>();
    for (FileChange change : plan.changes()) {
      FileVersion after = instead.containsKey(change.path()) ? instead.get(change.path()) : change.after();
      if (!Objects.equals(change.before(), after)) {
        changes.add(new FileChange(change.path(), change.before(), after));
      }
    }
    return new PhasePlan(
        plan.number(), plan.id(), plan.title(), plan.summary(), plan.steps(), changes, plan.uncomputed());
  }
}
