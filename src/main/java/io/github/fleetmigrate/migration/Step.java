package io.github.fleetmigrate.migration;

import java.util.Map;

/**
 * One step of a phase.
 *
 * @param when dotted names of the planning context to the value each must have (a leading {@code !} negates); empty
 *     for always
 */
public record Step(String id, String title, Map<String, String> when, Action action) {
  public Step {
    when = when == null ? Map.of() : Map.copyOf(when);
  }
}
