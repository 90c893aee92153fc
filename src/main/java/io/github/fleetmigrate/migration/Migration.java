package io.github.fleetmigrate.migration;

import java.util.List;
import java.util.Map;

/**
 * A way from one deployment tool to another: questions, and phases in order.
 *
 * @param id folder name in the catalogue, such as {@code nixos-fleet}
 * @param summary what it does, one or two sentences
 * @param inventory how the fleet's inventory file is read and written
 * @param hive the output that the new tool evaluates, for the proof; null if there is none
 */
public record Migration(
    String id,
    String title,
    String summary,
    List<Question> questions,
    InventoryShape inventory,
    Hive hive,
    List<Phase> phases) {
  public Migration {
    questions = List.copyOf(questions);
    phases = List.copyOf(phases);
  }

  /**
   * @param paths where an inventory is looked for, first match wins
   * @param fields node setting ({@code targetHost}, {@code targetUser}, {@code targetPort}, {@code buildOnTarget},
   *     {@code tags}; {@code deployed}, which need not be there, for whether the host is one to deploy to) to the dotted
   *     path under a host's entry
   */
  public record InventoryShape(List<String> paths, Map<String, String> fields) {
    public InventoryShape {
      paths = List.copyOf(paths);
      fields = Map.copyOf(fields);
    }
  }

  /**
   * @param output the flake output, {@code colmenaHive}
   * @param toplevel attribute path of a node's system derivation, with {@code {host}} for the node
   * @param settings attribute path of a node's settings, with {@code {host}}
   */
  public record Hive(String output, String toplevel, String settings) {}

  /** The phase of a number, from 1. */
  public Phase phase(int number) {
    return phases.get(number - 1);
  }
}
