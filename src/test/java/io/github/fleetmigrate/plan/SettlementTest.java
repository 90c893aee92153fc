package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private final FleetFacts fleet =
      Fleets.facts(
          List.of("axon", "cortex", "nexus", "orion"),
          List.of(
              Fleets.node("axon", "10.0.0.11", "jarvis"),
              Fleets.node("cortex", "10.0.0.7", "jarvis"),
              Fleets.node("nexus", "10.0.0.22", "admin")),
          Fleets.inventory(
              Map.of(
                  "cortex", Fleets.entry("10.0.0.10", "jarvis", 22, true),
                  "nexus", Fleets.entry("10.0.0.22", "deploy", 22, false),
                  "orion", Fleets.entry("10.0.0.30", "syg", 22, false))));

  @Test
  void whatDeployRsUsesTodayCountsWhereNobodySettledIt() {
    Settlement settlement = Settlement.of(fleet, Answers.none(), Fleets.SHAPE);
    assertEquals("10.0.0.7", host(settlement, "cortex").address());
    assertEquals("admin", host(settlement, "nexus").user());
    assertFalse(host(settlement, "cortex").buildOnTarget());
  }

  @Test
  void everyDifferenceBetweenSourcesIsAConflict() {
    Settlement settlement = Settlement.of(fleet, Answers.none(), Fleets.SHAPE);
    assertEquals(
        List.of("cortex.targetHost", "cortex.buildOnTarget", "nexus.targetUser"),
        settlement.conflicts().stream().map(Settlement.Conflict::item).toList());
  }

  @Test
  void aSettledValueCountsOverBothSources() throws Exception {
    Settlement settlement =
        Settlement.of(fleet, answers("{\"settle\": {\"cortex.targetHost\": \"10.9.9.9\"}}"), Fleets.SHAPE);
    assertEquals("10.9.9.9", host(settlement, "cortex").address());
    assertEquals("\"10.9.9.9\"", NixText.value(host(settlement, "cortex").overlay().get("ip")));
  }

  @Test
  void theOverlayHoldsOnlyWhatTheInventoryDoesNotSay() {
    Settlement settlement = Settlement.of(fleet, Answers.none(), Fleets.SHAPE);
    assertEquals(List.of("ip", "ssh.user"), List.copyOf(host(settlement, "axon").overlay().keySet()));
    assertEquals(List.of("ip", "deploy.remoteBuild"), List.copyOf(host(settlement, "cortex").overlay().keySet()));
    assertEquals(List.of("ssh.user"), List.copyOf(host(settlement, "nexus").overlay().keySet()));
  }

  @Test
  void aHostWithoutANodeStaysOutUnlessAPersonSaysOtherwise() throws Exception {
    assertEquals(
        HostSettings.Mode.EXCLUDED, host(Settlement.of(fleet, Answers.none(), Fleets.SHAPE), "orion").mode());
    assertEquals(
        HostSettings.Mode.LOCAL,
        host(Settlement.of(fleet, answers("{\"withoutNode\": {\"orion\": \"local\"}}"), Fleets.SHAPE), "orion")
            .mode());
  }

  @Test
  void aNodeWithoutAUserIsAQuestion() {
    FleetFacts nobody =
        Fleets.facts(List.of("h"), List.of(Fleets.node("h", "10.0.0.1", null)), null);
    Settlement settlement = Settlement.of(nobody, Answers.none(), Fleets.SHAPE);
    assertEquals(List.of("h.targetUser"), settlement.conflicts().stream().map(Settlement.Conflict::item).toList());
    assertNull(host(settlement, "h").user());
  }

  @Test
  void whatCouldNotBeReadOfANodeIsAskedForAndTakenFromTheInventoryOnlyWhereThatSaysIt() {
    DeployNode node =
        new DeployNode(
            "h", null, null, null, false, List.of(), List.of("system"), List.of(), false, null, Source.STATIC, null,
            List.of("targetHost", "targetUser", "targetPort", "buildOnTarget"), null, null);
    Settlement alone = Settlement.of(Fleets.facts(List.of("h"), List.of(node), null), Answers.none(), Fleets.SHAPE);
    assertEquals(
        List.of("h.targetHost", "h.targetUser"), alone.conflicts().stream().map(Settlement.Conflict::item).toList());
    assertTrue(alone.conflicts().stream().allMatch(Settlement.Conflict::unread));
    assertNull(host(alone, "h").address());
    Settlement told =
        Settlement.of(
            Fleets.facts(
                List.of("h"), List.of(node), Fleets.inventory(Map.of("h", Fleets.entry("10.0.0.5", "ops", 2222, true)))),
            Answers.none(),
            Fleets.SHAPE);
    assertEquals(
        List.of("h.targetHost", "h.targetUser", "h.targetPort", "h.buildOnTarget"),
        told.conflicts().stream().map(Settlement.Conflict::item).toList());
    assertEquals("10.0.0.5", host(told, "h").address());
    assertTrue(host(told, "h").buildOnTarget());
  }

  @Test
  void tagsAreLaidOverTheInventory() throws Exception {
    Settlement settlement =
        Settlement.of(fleet, answers("{\"tags\": {\"nexus\": [\"server\", \"homelab\"]}}"), Fleets.SHAPE);
    assertEquals("[ \"server\" \"homelab\" ]", NixText.value(host(settlement, "nexus").overlay().get("tags")));
    assertTrue(host(settlement, "orion").overlay().isEmpty());
  }

  private static HostSettings host(Settlement settlement, String name) {
    return settlement.hosts().stream().filter(h -> h.host().equals(name)).findFirst().orElseThrow();
  }

  private static Answers answers(String json) throws Exception {
    return Answers.of(new ObjectMapper().readTree(json));
  }
}
