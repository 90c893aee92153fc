package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Phase 4 of the real migration on a small repository. */
class ScriptsAndDocumentsTest {
  private static final String KEPT = "See `nix run github:serokell/deploy-rs -- .#nexus`.\n";

  private final Map<String, String> repository =
      new TreeMap<>(
          Map.of(
              "justfile", "deploy HOST:\n    deploy .#{{HOST}}\n\nls:\n    deploy --boot .#x\n",
              "README.md", KEPT,
              "docs/blog/first.md", KEPT,
              "docs/TODO.md", KEPT,
              "scripts/fleet.sh", "#!/bin/sh\n",
              "scripts/archive/fleet.sh.old", "older\n",
              "Makefile", "all:\n\tdeploy .#nexus\n",
              "flake.lock", "deploy-rs",
              "secrets/deploy.md", KEPT));

  @Test
  void livingDocumentsAndRecipesChangeAndHistoryStays() throws Exception {
    PhasePlan plan = plan(snapshot()).plan();
    Map<String, FileVersion> after = new TreeMap<>();
    plan.changes().forEach(c -> after.put(c.path(), c.after()));
    assertEquals(
        List.of("README.md", "docs/FLEET-MANAGEMENT.md", "justfile", "scripts/archive/fleet.sh.old.2", "scripts/fleet.sh"),
        List.copyOf(after.keySet()));
    assertEquals("See `fleet push nexus`.\n", after.get("README.md").text());
    assertTrue(after.get("justfile").text().startsWith("deploy HOST:\n    fleet push {{HOST}}\n\nls:\n    deploy --boot .#x\n"));
    assertNull(after.get("scripts/fleet.sh"));
    assertEquals("#!/bin/sh\n", after.get("scripts/archive/fleet.sh.old.2").text());
    String notes = String.join("\n", plan.steps().stream().flatMap(s -> s.notes().stream()).toList());
    assertTrue(notes.contains("ls: deploy --boot .#x (its arguments"), notes);
    assertTrue(notes.contains("docs/blog/first.md:1 (history"), notes);
    assertTrue(notes.contains("docs/TODO.md:1 (a plan"), notes);
    assertTrue(notes.contains("Makefile:2 (a build file"), notes);
    assertTrue(notes.contains("by hand: Makefile:2 `deploy .#nexus` becomes `fleet push nexus`"), notes);
  }

  @Test
  void importedFilesAndModulesAreRewrittenAsTheJustfileIs() throws Exception {
    repository.remove("justfile");
    repository.put("Justfile", "import 'just/hosts.just'\nmod ops\nls:\n  true\n");
    repository.put("just/hosts.just", "deploy-tag TAG:\n  deploy .#{{TAG}}\n");
    repository.put("ops/mod.just", "push:\n  deploy .#h\n");
    repository.put("other/justfile", "push:\n  deploy .#h\n");
    PhasePlan plan = plan(snapshot()).plan();
    Map<String, String> after = new TreeMap<>();
    plan.changes().stream().filter(c -> c.after() != null).forEach(c -> after.put(c.path(), c.after().text()));
    assertEquals("deploy-tag TAG:\n  fleet push {{TAG}}\n", after.get("just/hosts.just"));
    assertEquals("push:\n  fleet push h\n", after.get("ops/mod.just"));
    assertNull(after.get("Justfile"), "the recipe that would be added is there already, in an imported file");
    assertNull(after.get("other/justfile"));
    assertEquals(List.of(), plan(plan(snapshot()).after()).plan().changes());
  }

  @Test
  void planningAgainFindsNothingToDo() throws Exception {
    assertEquals(List.of(), plan(plan(snapshot()).after()).plan().changes());
  }

  @Test
  void theHiveHasEveryHostOfTheInventoryThatIsANode() {
    FleetFacts facts = facts(null);
    assertEquals(
        "removeAttrs (lib.recursiveUpdate fleetConfig.hosts settled) [ \"orion\" ]",
        new PlanContext(migration().migration(), facts, Answers.none(), "plain").values().get("hostsExpression"));
  }

  @Test
  void theDeployUserTrustsTheControlHostsKeyWhereTheInventoryHasIt() throws Exception {
    String values = "{\"hosts\": {\"nexus\": {\"ssh\": {\"publicKey\": \"ssh-ed25519 A\"}}, \"orion\": {}}}";
    assertEquals("[ fleetConfig.hosts.nexus.ssh.publicKey ]", deployKeys(values, "nexus"));
    assertTrue(deployKeys(values, "orion").startsWith("lib.unique"));
    assertTrue(deployKeys(values, "").startsWith("lib.unique"));
    assertTrue(deployKeys(null, "nexus").startsWith("lib.unique"));
  }

  private static String deployKeys(String values, String controlHost) throws IOException {
    Answers answers = Answers.of(new ObjectMapper().readTree("{\"controlHost\": \"" + controlHost + "\"}"));
    return new PlanContext(migration().migration(), facts(values), answers, "plain").values().get("deployKeys").toString();
  }

  private static FleetFacts facts(String values) {
    return Fleets.facts(
        List.of("nexus", "orion"),
        List.of(Fleets.node("nexus", "10.0.0.7", "jarvis")),
        new Inventory(
            "fleet-config.nix",
            List.of(),
            List.of(),
            "home",
            Map.of(
                "nexus", Fleets.entry("10.0.0.22", "jarvis", 22, false), "orion", Fleets.entry("10.0.0.30", "syg", 22, false)),
            values,
            Source.EVALUATED));
  }

  private Planner.Planned plan(RepoSnapshot files) {
    LoadedMigration loaded = migration();
    PlanContext context = new PlanContext(loaded.migration(), facts(null), Answers.none(), "plain");
    return new Planner().plan(loaded.migration().phase(4), context, files, loaded::file);
  }

  /** Fails where a secret or a lock file is read. */
  private RepoSnapshot snapshot() {
    return new RepoSnapshot(
        repository.keySet(),
        path -> {
          if (path.startsWith("secrets/") || path.endsWith(".lock")) {
            throw new IOException("was read: " + path);
          }
          return Optional.of(FileVersion.of(repository.get(path)));
        });
  }

  private static LoadedMigration migration() {
    try {
      return new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
