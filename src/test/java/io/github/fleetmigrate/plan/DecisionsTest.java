package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.NotRead;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions of the real migration as they stand for a small fleet. */
class DecisionsTest {
  private final ObjectMapper json = new ObjectMapper();
  private final FleetFacts fleet =
      Fleets.facts(
          List.of("cortex", "nexus", "orion"),
          List.of(Fleets.node("cortex", "10.0.0.7", "jarvis"), Fleets.node("nexus", "10.0.0.22", null)),
          Fleets.inventory(
              Map.of(
                  "cortex", Fleets.entry("10.0.0.10", "jarvis", 22, null),
                  "orion", Fleets.entry("10.0.0.30", "syg", 22, null))));

  @Test
  void aQuestionWithADefaultIsNotOpenAndTheDefaultIsRecommendedFirst() throws Exception {
    Decision strategy = decision("{}", 0, "strategy", null);
    assertEquals("gradual", strategy.value().asText());
    assertFalse(strategy.given() || strategy.open() || strategy.settled());
    assertEquals("gradual", strategy.choices().get(0).value().asText());
    Decision cli = decision("{}", 0, "cli", null);
    assertEquals("dev-shell", cli.value().asText(), "the flake has dev shells");
  }

  @Test
  void anAnswerCountsOverTheDefaultAndTheRecommendationStays() throws Exception {
    Decision strategy = decision("{\"strategy\": \"full\"}", 0, "strategy", null);
    assertEquals("full", strategy.value().asText());
    assertTrue(strategy.given());
    assertEquals("gradual", strategy.choices().get(0).value().asText());
  }

  @Test
  void aFlagHasItsDefaultFirst() throws Exception {
    assertEquals(List.of("no", "yes"), labels(decision("{}", 0, "iso", null)));
    assertEquals(List.of("yes", "no"), labels(decision("{}", 0, "keepDeployRs", null)));
    assertFalse(decision("{}", 0, "iso", null).value().asBoolean());
    assertTrue(decision("{\"iso\": true}", 0, "iso", null).value().asBoolean());
  }

  @Test
  void aQuestionIsSettledOnceItsPhaseHasRun() throws Exception {
    assertTrue(decision("{}", 2, "strategy", null).settled());
    assertFalse(decision("{}", 2, "cli", null).settled());
    assertTrue(decision("{}", 2, "settle", "cortex.targetHost").settled());
  }

  @Test
  void everyConflictIsADecisionOfItsOwnWithWhatDeployRsUsesFirst() throws Exception {
    Decision address = decision("{}", 0, "settle", "cortex.targetHost");
    assertEquals(List.of("10.0.0.7", "10.0.0.10"), labels(address));
    assertEquals("10.0.0.7", address.value().asText());
    Decision settled = decision("{\"settle\": {\"cortex.targetHost\": \"10.9.9.9\"}}", 0, "settle", "cortex.targetHost");
    assertEquals("10.9.9.9", settled.value().asText());
    assertTrue(settled.given());
  }

  @Test
  void aUserThatNoSourceGivesIsOpen() throws Exception {
    Decision user = decision("{}", 0, "settle", "nexus.targetUser");
    assertTrue(user.open());
    assertEquals(List.of(), user.choices());
    assertFalse(decision("{\"settle\": {\"nexus.targetUser\": \"admin\"}}", 0, "settle", "nexus.targetUser").open());
  }

  @Test
  void aHostWithoutANodeIsAskedForByName() throws Exception {
    Decision orion = decision("{}", 0, "withoutNode", "orion");
    assertTrue(orion.text().contains("orion") && !orion.text().contains("{host}"), orion.text());
    assertEquals("exclude", orion.value().asText());
    assertEquals("local", decision("{\"withoutNode\": {\"orion\": \"local\"}}", 0, "withoutNode", "orion").value().asText());
    assertEquals(1, decisions("{}", 0).stream().filter(d -> d.question().key().equals("withoutNode")).count());
  }

  @Test
  void whereDeployRsHasNoNodeAnyMoreTheInventorySaysWhichHostsTheFleetHas() throws Exception {
    Inventory.Entry kept = new Inventory.Entry("10.0.0.30", "syg", 22, null, List.of(), false);
    FleetFacts left =
        Fleets.facts(
            List.of("axon", "cortex", "orion"),
            List.of(),
            Fleets.inventory(Map.of("cortex", Fleets.entry("10.0.0.10", "jarvis", 22, null), "orion", kept)));
    assertEquals("ssh", decision(left, "{}", "cortex").value().asText());
    assertEquals("over SSH", decision(left, "{}", "cortex").choices().get(0).label(), "the default stands first");
    assertEquals("exclude", decision(left, "{}", "orion").value().asText(), "the inventory keeps it from deployment");
    assertEquals("exclude", decision(left, "{}", "axon").value().asText(), "the inventory does not have it");
    assertEquals("exclude", decision(left, "{\"withoutNode\": {\"cortex\": \"exclude\"}}", "cortex").value().asText());
  }

  @Test
  void aHostThatMayHaveANodeIsOpen() throws Exception {
    FleetFacts unread =
        new FleetFacts(
            "c0",
            fleet.outputs(),
            fleet.hosts(),
            Map.of(),
            fleet.nodes(),
            fleet.inventory(),
            Map.of(),
            List.of(new NotRead("deploy.nodes", null, "flake.nix:3", "it is an option")));
    assertTrue(decision(unread, "{}", "orion").open());
    assertFalse(decision(unread, "{\"withoutNode\": {\"orion\": \"exclude\"}}", "orion").open());
  }

  private Decision decision(FleetFacts facts, String answers, String host) throws Exception {
    Migration migration = new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
    PlanContext context = new PlanContext(migration, facts, Answers.of(json.readTree(answers)), "flake-parts");
    return new Decisions()
        .of(migration, facts, context.settlement(), context.answers(), context.base(), 0).stream()
            .filter(d -> d.question().key().equals("withoutNode") && host.equals(d.item()))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void hostsTagsAndOrderAreProposedFromTheFleet() throws Exception {
    assertEquals(json.readTree("[\"cortex\", \"nexus\"]"), decision("{}", 0, "rolloutOrder", null).value(), "orion stays out");
    assertEquals(
        json.readTree("[\"nexus\", \"cortex\", \"orion\"]"),
        decision(
                "{\"withoutNode\": {\"orion\": \"local\"}, \"tags\": {\"cortex\": [\"Server\"], \"orion\": [\"media\"]}}",
                0,
                "rolloutOrder",
                null)
            .value(),
        "servers late, the machine that one sits at last");
    assertEquals(
        json.readTree("[\"nexus\", \"cortex\"]"),
        decision("{\"tags\": {\"nexus\": [\"media\", \"remote\"]}}", 0, "rolloutOrder", null).value(),
        "what one can walk up to first");
    assertEquals(
        json.readTree("[\"nexus\", \"cortex\"]"),
        decision("{\"controlHost\": \"cortex\"}", 0, "rolloutOrder", null).value());
    assertEquals(
        json.readTree("[\"orion\"]"),
        decision("{\"rolloutOrder\": [\"orion\"]}", 0, "rolloutOrder", null).value(),
        "a person's own order counts");
    assertEquals(
        json.readTree("[\"ai\"]"), decision("{\"tags\": {\"cortex\": [\"ai\"]}}", 0, "tags", null).value().get("cortex"));
    List<Decision.Choice> hosts = decision("{\"controlHost\": \"orion\"}", 0, "controlHost", null).choices();
    assertEquals("orion", hosts.get(0).label());
    Decision.Choice none = hosts.get(hosts.size() - 1);
    assertEquals("none", none.label());
    Answers given = Answers.of(json.readTree("{\"controlHost\": \"orion\"}"));
    assertTrue(given.with(Map.of("controlHost", none.value())).get("controlHost").isEmpty(), "it takes the answer back");
  }

  @Test
  void consentIsShownOnlyWhereItWasGiven() throws Exception {
    assertTrue(decisions("{}", 0).stream().noneMatch(d -> d.question().key().equals("accept")));
    assertTrue(decision("{\"accept\": {\"5\": [\"axon\"]}}", 0, "accept", null).given());
  }

  private static List<String> labels(Decision decision) {
    return decision.choices().stream().map(Decision.Choice::label).toList();
  }

  private Decision decision(String answers, int done, String key, String item) throws Exception {
    return decisions(answers, done).stream()
        .filter(d -> d.question().key().equals(key) && (item == null ? d.item() == null : item.equals(d.item())))
        .findFirst()
        .orElseThrow();
  }

  private List<Decision> decisions(String answers, int done) throws Exception {
    Migration migration = new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
    PlanContext context = new PlanContext(migration, fleet, Answers.of(json.readTree(answers)), "flake-parts");
    return new Decisions()
        .of(migration, fleet, context.settlement(), context.answers(), context.base(), done);
  }
}
