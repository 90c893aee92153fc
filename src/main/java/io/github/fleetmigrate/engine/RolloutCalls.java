package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Migration;
import java.util.Optional;

/** What a person types to deploy a host, as the migration's tools are called. */
public final class RolloutCalls {
  private RolloutCalls() {}

  /** The new tool's push. */
  public static String push(Migration.Rollout tool, String host) {
    return RolloutTool.words(tool, tool.push(), host);
  }

  /** The new tool's way back; only where it has one. */
  public static String back(Migration.Rollout tool, String host) {
    return RolloutTool.words(tool, tool.back(), host);
  }

  /** The way back on the machine itself, whatever deployed it (nixos-rebuild(8)). */
  public static String backThere() {
    return "sudo nixos-rebuild switch --rollback";
  }

  /**
   * The old tool's push.
   *
   * @param kept whether what it needs is still there
   * @return empty where it cannot be run
   */
  public static Optional<String> asBefore(Migration.Rollout tool, String host, boolean kept) {
    return kept ? Optional.ofNullable(tool.fallback()).map(f -> f.replace("{host}", host)) : Optional.empty();
  }
}
