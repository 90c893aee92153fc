package io.github.fleetmigrate.edit.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The rule set that the migration to nixos-fleet ships. */
public final class NixosFleetRules {
  private NixosFleetRules() {}

  public static CommandRules load() {
    try {
      return new CommandRules(
          new ObjectMapper()
              .readValue(Path.of("migration-steps/nixos-fleet/command-rules.json").toFile(), CommandRuleSet.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
