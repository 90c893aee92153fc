package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private final Templates templates = new Templates();
  private final Map<String, Object> context =
      Map.of("strategy", "gradual", "iso", true, "empty", "", "has", Map.of("devShells", "true"), "nix", "\"a\" & <b>");

  @Test
  void everyConditionMustHold() {
    assertTrue(templates.holds(Map.of(), context));
    assertTrue(templates.holds(Map.of("strategy", "gradual", "iso", "true", "has.devShells", "true"), context));
    assertFalse(templates.holds(Map.of("strategy", "gradual", "iso", "false"), context));
  }

  @Test
  void aMissingNameIsEmptyAndALeadingSignNegates() {
    assertTrue(templates.holds(Map.of("has.inventory", "", "nothing.at.all", "", "empty", ""), context));
    assertTrue(templates.holds(Map.of("strategy", "!full", "missing", "!x"), context));
    assertFalse(templates.holds(Map.of("strategy", "!gradual"), context));
    assertFalse(templates.holds(Map.of("missing", "!"), context));
  }

  @Test
  void textIsRenderedAsItIs() {
    assertEquals("\"a\" & <b>|", templates.render("{{nix}}|{{missing}}", context));
    assertEquals("no", templates.render("{{#empty}}yes{{/empty}}{{^empty}}no{{/empty}}", context));
  }
}
