package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.Planner;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Work that a person refuses is not ticked in their plan. */
class ChosenPlanTest {
  private static final String PLAN = "docs/todo/nixos-fleet.md";
  private static final String TEXT =
      "# Move to nixos-fleet\n\n- [ ] Update the justfile\n- [ ] Archive fleet.sh\n" + "\nmore\n".repeat(9)
          + "\n- [ ] Create docs/FLEET-MANAGEMENT.md\n";
  private static final Map<String, String> FILES =
      Map.of(PLAN, TEXT, "justfile", "deploy:\n    deploy .#nexus\n", "scripts/fleet.sh", "#!/bin/sh\n");

  private final LoadedMigration migration = load();
  private final Phase phase = migration.migration().phase(4);
  private final RepoSnapshot files =
      new RepoSnapshot(FILES.keySet(), path -> Optional.ofNullable(FILES.get(path)).map(FileVersion::of));
  private final PlanContext context =
      new PlanContext(
          migration.migration(),
          new FleetFacts("c0", List.of(), List.of(), Map.of(), List.of(), null, Map.of()),
          Answers.none(),
          "plain",
          true);
  private final PhasePlan plan = new Planner().plan(phase, context, files, migration::file).plan();

  @Test
  void withNothingRefusedEverythingIsTicked() {
    assertEquals(TEXT.replace("[ ]", "[x]"), chosen(Map.of(), Map.of()));
  }

  @Test
  void aRefusedStepIsNotTicked() {
    assertEquals(
        TEXT.replace("[ ] Archive", "[x] Archive").replace("[ ] Create", "[x] Create"),
        chosen(Map.of("justfile", Set.of(0)), Map.of()));
  }

  @Test
  void aStepOfWhichOnePartWasRefusedIsNotTicked() {
    assertEquals(
        TEXT.replace("[ ] Update", "[x] Update").replace("[ ] Create", "[x] Create"),
        chosen(Map.of("scripts/fleet.sh", Set.of(0)), Map.of()));
  }

  @Test
  void aFileThatThePersonWroteOtherwiseCountsByWhatItHolds() {
    String all = TEXT.replace("[ ]", "[x]");
    assertEquals(all, chosen(Map.of(), Map.of("justfile", "deploy:\n    fleet push nexus\n\ndeploy-tag TAG:\n    fleet push --tag {{TAG}}\n")));
    assertEquals(
        all.replace("[x] Update", "[ ] Update"), chosen(Map.of(), Map.of("justfile", "deploy:\n    deploy .#nexus\n")));
  }

  @Test
  void refusedTicksStayOpenAndThosePlannedForRefusedWorkToo() {
    assertEquals(
        TEXT.replace("[ ] Create", "[x] Create"), chosen(Map.of(PLAN, Set.of(0), "justfile", Set.of(0)), Map.of()));
    assertEquals(
        TEXT.replace("[ ] Archive", "[x] Archive"), chosen(Map.of(PLAN, Set.of(1), "justfile", Set.of(0)), Map.of()));
  }

  @Test
  void aPlanThatThePersonWroteIsTheirs() {
    assertEquals("# mine\n- [x] a\n", chosen(Map.of("justfile", Set.of(0)), Map.of(PLAN, "# mine\n- [x] a\n")));
  }

  /** The plan's text after the phase. */
  private String chosen(Map<String, Set<Integer>> refused, Map<String, String> edited) {
    PhasePlan chosen =
        new ChosenPlan(new Planner(), migration, phase, context, files).of(plan, new Command.Choices(refused, edited));
    return chosen.changes().stream()
        .filter(c -> c.path().equals(PLAN))
        .findFirst()
        .map(FileChange::after)
        .orElseThrow()
        .text();
  }

  private static LoadedMigration load() {
    try {
      return new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
