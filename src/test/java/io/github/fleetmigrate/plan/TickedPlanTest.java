package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes of a person's plan through the phases of the real migration, on a small repository. */
class TickedPlanTest {
  private static final String PLAN = "docs/todo/nixos-fleet.md";
  private static final String ALL = "{\"hostsEntries\": \"fleet-hosts\", \"tags\": {\"nexus\": [\"lab\"]}}";

  private LoadedMigration loaded = load("nixos-fleet");
  private final Map<String, String> repository =
      new TreeMap<>(
          Map.of(
              "flake.nix",
              """
              {
                inputs.nixpkgs.url = "nixpkgs";
                inputs.deploy-rs.url = "github:serokell/deploy-rs";
                outputs = { self, nixpkgs, deploy-rs }: {
                  nixosConfigurations.nexus = nixpkgs.lib.nixosSystem {
                    system = "x86_64-linux";
                    modules = [ ./nexus.nix ];
                  };
                  devShells.x86_64-linux.default = nixpkgs.legacyPackages.x86_64-linux.mkShell {
                    packages = [ nixpkgs.legacyPackages.x86_64-linux.git ];
                  };
                  deploy.nodes.nexus.hostname = "10.0.0.7";
                };
              }
              """,
              "nexus.nix", "{ }\n",
              "fleet-config.nix", "{\n  network = { };\n  hosts = {\n    nexus = {\n      ip = \"10.0.0.7\";\n    };\n  };\n}\n",
              "justfile", "deploy:\n    deploy .#nexus\n",
              "scripts/fleet.sh", "#!/bin/sh\n",
              "README.md", "Run `deploy .#nexus`.\n"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Add nixos-fleet as a flake input              | 1
          nixos-fleet added to the inputs               | 1
          **Phase 1**: add the `nixos-fleet` input      | 1
          1.1 Add flake input                           | 1
          Add home-manager as flake input               | 0
          Pass inputs to flake-parts                    | 1
          Run `nix flake lock`                          | 1
          Test the nixos-fleet input                    | 0
          Add the nixos-fleet input and test it         | 0
          Remove the deploy-rs input                    | 0
          Path or GitHub URL for the nixos-fleet input? | 1
          Decide: option A or option B                  | 2
          Choose a migration strategy                   | 2
          Option B: beside the other outputs            | 2
          Option A: mkFleet                             | 0
          Replace the structure with mkFleet            | 0
          Move the outputs: mkFleet, or generateColmena | 2
          Add a Colmena configuration                   | 2
          Phase 2: move the outputs                     | 2
          Install the `fleet` CLI                       | 3
          Add fleet to the dev shell                    | 3
          Add fleet to system packages                  | 0
          Update the justfile                           | 4
          Archive fleet.sh                              | 4
          Remove mentions of fleet.sh                   | 0
          Update the justfile, archive fleet.sh         | 4
          Update the justfile and the README            | 0
          Update documentation                          | 4
          Update documentation of the network           | 0
          Create docs/FLEET-MANAGEMENT.md               | 4
          Do we want an ISO?                            | 0
          Enable fleet-hosts                            | 5
          Import fleet-deploy-user                      | 5
          Enable `fleet-hosts` and `fleet-deploy-user`  | 5
          Add tags to fleet-config.nix                  | 5
          Add the nixos-fleet input, install the fleet CLI | 3
          Deploy to nexus                               | 0
          Migrate all hosts                             | 0
          Write a blog post                             | 0
          Buy milk                                      | 0
          """)
  void aTaskIsTickedByThePhaseThatFulfilsIt(String task, int phase) {
    assertEquals(phase, ticking("# Move to nixos-fleet\n\n- [ ] " + task + "\n", ALL), task);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"strategy": "full", "hostsEntries": "own"}   | Option A: mkFleet       | 2
          {"strategy": "full", "hostsEntries": "own"}   | Option B: the old way   | 0
          {"hostsEntries": "own"}                       | Enable fleet-hosts      | 0
          {"hostsEntries": "own"}                       | Enable fleet modules    | 0
          {"hostsEntries": "own"}                       | Import fleet-deploy-user | 5
          {"hostsEntries": "own", "cli": "nix-run"}     | Install the fleet CLI   | 0
          {"hostsEntries": "own", "iso": false}         | Do we want an ISO?      | 4
          {"hostsEntries": "own"}                       | Add tags to fleet-config.nix | 0
          {"hostsEntries": "own", "tickPlan": false}    | Archive fleet.sh        | 0
          """)
  void whatTheAnswersLeaveOutStaysOpen(String answers, String task, int phase) {
    assertEquals(phase, ticking("# Move to nixos-fleet\n\n- [ ] " + task + "\n", answers), task);
  }

  @Test
  void whatIsLeftToThePersonStaysOpenAndIsListed() {
    repository.put("docs/how.md", "`./scripts/fleet.sh secrets config`\n");
    List<PhasePlan> plans = plans("# Move to nixos-fleet\n\n- [ ] Update documentation\n- [ ] Archive fleet.sh\n", ALL);
    StepPlan step = tickStep(plans.get(3));
    assertEquals(
        List.of("stays open: " + PLAN + ":3 Update documentation (part of it is left to you)"), step.notes());
    assertEquals("# Move to nixos-fleet\n\n- [ ] Update documentation\n- [x] Archive fleet.sh\n", after(plans));
  }

  @Test
  void aBoxWithAnOpenBoxInsideStaysOpen() {
    String text =
        """
        # Move to nixos-fleet

        - [ ] Phase 1: the nixos-fleet input
          - [ ] Add the nixos-fleet input
          - [ ] Test it
        - [ ] Phase 3: the fleet CLI
          - [ ] Install the fleet CLI
          - [x] Think
        """;
    List<PhasePlan> plans = plans(text, ALL);
    assertEquals(
        text.replace("[ ] Add", "[x] Add").replace("[ ] Phase 3", "[x] Phase 3").replace("[ ] Install", "[x] Install"),
        after(plans));
    assertTrue(tickStep(plans.get(0)).notes().get(0).endsWith("input (a box inside it is open)"), plans.get(0).toString());
  }

  @Test
  void whatWasThereBeforeIsThePersonsToTick() {
    String text = "# Move to nixos-fleet\n\n- [ ] Install the fleet CLI\n";
    repository.replaceAll((path, t) -> t.replace("packages = [", "packages = [ nixos-fleet.packages.x86_64-linux.fleet"));
    PhasePlan third = plans(text, ALL).get(2);
    assertEquals(List.of(), third.changes());
    third.steps().forEach(s -> assertEquals(StepState.DONE, s.state(), s.toString()));
    assertEquals(
        List.of("stays open: " + PLAN + ":3 Install the fleet CLI (its work was there before this phase)"),
        tickStep(third).notes());
  }

  @Test
  void withEverythingTickedThereIsNothingToDo() {
    List<PhasePlan> plans = plans("# Move to nixos-fleet\n\n- [x] Archive fleet.sh\n- [X] Update the justfile\n", ALL);
    plans.forEach(p -> assertEquals(StepState.DONE, tickStep(p).state()));
    assertEquals(List.of(), plans.stream().flatMap(p -> tickStep(p).notes().stream()).toList());
  }

  @Test
  void aRepositoryWithoutAPlanIsNotAskedAndHasNothingToTick() {
    repository.put("TODO.md", "# To do\n\n- [ ] Archive fleet.sh\n- [ ] Update the justfile\n");
    repository.put("docs/fleet.md", "# Working with nixos-fleet\n\n- [ ] Update documentation\n- [ ] Buy a host\n");
    assertEquals(List.of(), PlanDocuments.of(snapshot(), loaded.migration()));
    PlanContext context = context(ALL);
    Action.TickBoxes first =
        loaded.migration().phase(1).steps().stream()
            .flatMap(s -> s.action() instanceof Action.TickBoxes a ? Stream.of(a) : Stream.empty())
            .findFirst()
            .orElseThrow();
    StepContext at = new StepContext(snapshot(), context, context.values(), loaded::file, new Templates(), Map.of());
    assertEquals(StepState.NOT_APPLICABLE, new BoxActions().tick(first, at).state());
    assertEquals(List.of(), decisions());
    assertEquals(List.of(), findings());
    plans(ALL).forEach(p -> assertTrue(p.steps().stream().noneMatch(step -> step.id().equals("tick-plan"))));
  }

  @Test
  void thePlanIsOfferedWhereThereIsOne() {
    repository.put(PLAN, "# Move to nixos-fleet\n\n- [x] Think\n- [ ] Archive fleet.sh\n");
    assertEquals(List.of("tickPlan"), decisions());
    assertEquals(List.of(PLAN + ":4"), findings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/archive/nixos-fleet-migration.md",
        "docs/planning/2026-01-22-nixos-fleet.md",
        ".github/PULL_REQUEST_TEMPLATE.md",
        "docs/migration-template.md",
        "secrets/nixos-fleet-plan.md",
        "docs/nixos-fleet-plan.txt"
      })
  void historyTemplatesAndOtherFilesAreNoPlan(String path) {
    repository.put(path, "# Plan: move to nixos-fleet\n\n- [ ] Add nixos-fleet as flake input\n");
    assertEquals(List.of(), PlanDocuments.of(snapshot(), loaded.migration()));
  }

  @Test
  void aListOfThousandsAndATaskOfManyLinesAreNobodysPlan() {
    repository.put(PLAN, "# Move to nixos-fleet\n\n" + "- [ ] Archive fleet.sh\n".repeat(2001));
    assertEquals(List.of(), PlanDocuments.of(snapshot(), loaded.migration()));
    assertEquals(0, ticking("# Move to nixos-fleet\n\n- [ ] Archive fleet.sh" + "\n  and so on".repeat(40) + "\n", ALL));
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, '## Ideas', Add nixos-fleet as flake input",
    "docs/roadmap.md, '## nixos-fleet', Archive fleet.sh",
    "docs/planning/TODO-NIXOS-FLEET.md, '## Next', Archive fleet.sh",
    "todo.markdown, '## Migrate to mkFleet of nixos-fleet', Buy milk"
  })
  void aPlanIsKnownByWhereItsTasksStandOrByWhatTheyName(String path, String heading, String task) {
    repository.put(path, "# Home\n\n- [ ] Buy milk\n\n" + heading + "\n\n- [ ] " + task + "\n");
    List<PlanDocuments.Document> found = PlanDocuments.of(snapshot(), loaded.migration());
    assertEquals(List.of(path), found.stream().map(PlanDocuments.Document::path).toList());
    assertTrue(found.get(0).own().contains(1), found.toString());
    assertEquals(path.contains("NIXOS-FLEET"), found.get(0).own().contains(0));
  }

  @Test
  void aDocumentIsRewrittenAndTickedInOnePhase() {
    repository.put("README.md", "# Move to nixos-fleet\r\n\r\n- [ ] Archive fleet.sh\r\n- now `deploy .#nexus`\r\n");
    List<PhasePlan> plans = plans(ALL);
    assertEquals(
        "# Move to nixos-fleet\r\n\r\n- [x] Archive fleet.sh\r\n- now `fleet push nexus`\r\n",
        plans.get(3).changes().stream().filter(c -> c.path().equals("README.md")).findFirst().orElseThrow().after().text());
  }

  @ParameterizedTest
  @CsvSource({
    "Add colmena as a flake input, 1",
    "Add nixos-fleet as a flake input, 0",
    "Define colmenaHive with makeHive, 2",
    "Put colmena into the dev shell, 3",
    "Update the justfile, 4",
    "Update documentation, 4",
    "Test colmena, 0"
  })
  void theOtherMigrationHasItsOwnWords(String task, int phase) {
    loaded = load("colmena");
    assertEquals(phase, ticking("# Move to colmena\n\n- [ ] " + task + "\n", "{}"), task);
  }

  /** The phase that ticks the only box of a plan; 0 for none. */
  private int ticking(String plan, String answers) {
    List<PhasePlan> plans = plans(plan, answers);
    int ticked = 0;
    for (PhasePlan phase : plans) {
      for (FileChange change : phase.changes()) {
        if (change.path().equals(PLAN)) {
          assertEquals(0, ticked);
          assertEquals(plan.replace("[ ]", "[x]"), change.after().text());
          ticked = phase.number();
        }
      }
    }
    return ticked;
  }

  private String after(List<PhasePlan> plans) {
    return plans.stream()
        .flatMap(p -> p.changes().stream())
        .filter(c -> c.path().equals(PLAN))
        .reduce((a, b) -> b)
        .orElseThrow()
        .after()
        .text();
  }

  private static StepPlan tickStep(PhasePlan plan) {
    return plan.steps().stream().filter(s -> s.id().equals("tick-plan")).findFirst().orElseThrow();
  }

  private List<PhasePlan> plans(String plan, String answers) {
    repository.put(PLAN, plan);
    return plans(answers);
  }

  /** All phases, one on top of the other. */
  private List<PhasePlan> plans(String answers) {
    PlanContext context = context(answers);
    RepoSnapshot files = snapshot();
    List<PhasePlan> out = new ArrayList<>();
    for (var phase : loaded.migration().phases()) {
      Planner.Planned planned = new Planner().plan(phase, context, files, loaded::file);
      files = planned.after();
      out.add(planned.plan());
    }
    return out;
  }

  private List<String> decisions() {
    PlanContext context = context("{}");
    return new Decisions()
        .of(loaded.migration(), context.facts(), context.settlement(), context.answers(), context.base(), 0)
        .stream()
        .map(d -> d.question().key())
        .filter("tickPlan"::equals)
        .toList();
  }

  private List<String> findings() {
    return new Findings(context("{}"), snapshot(), loaded::file)
        .all().stream().filter(f -> f.id().equals("plan.boxes")).map(f -> f.where()).toList();
  }

  private PlanContext context(String answers) {
    try {
      return new PlanContext(
          loaded.migration(),
          Fleets.facts(
              List.of("nexus"),
              List.of(Fleets.node("nexus", "10.0.0.7", "root")),
              Fleets.inventory(Map.of("nexus", Fleets.entry("10.0.0.7", null, null, null)))),
          Answers.of(new ObjectMapper().readTree(answers)),
          "plain",
          !PlanDocuments.of(snapshot(), loaded.migration()).isEmpty());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private RepoSnapshot snapshot() {
    return Snapshots.of(repository);
  }

  private static LoadedMigration load(String id) {
    try {
      return new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load(id);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
