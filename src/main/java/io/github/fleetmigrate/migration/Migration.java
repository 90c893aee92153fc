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
 * @param plan how a person's own plan of it is known
 */
public record Migration(
    String id,
    String title,
    String summary,
    List<Question> questions,
    InventoryShape inventory,
    Hive hive,
    PlanWords plan,
    List<Phase> phases) {
  public Migration {
    questions = List.copyOf(questions);
    plan = plan == null ? PlanWords.NONE : plan;
    phases = List.copyOf(phases);
  }

  /** A migration that knows no plan by its words. */
  public Migration(
      String id,
      String title,
      String summary,
      List<Question> questions,
      InventoryShape inventory,
      Hive hive,
      List<Phase> phases) {
    this(id, title, summary, questions, inventory, hive, PlanWords.NONE, phases);
  }

  /**
   * How a person's own plan of this migration is told from any other list of tasks. All are regular expressions, found
   * anywhere and in either case.
   *
   * @param product names of what is migrated to; a document without any of them is no plan, and a task that says one and
   *     that a phase knows is a task of the plan wherever it stands
   * @param places a task whose file's path, headings and items around it, joined, match one is a task of the plan too
   * @param person what a person alone can say: such a task is never ticked
   */
  public record PlanWords(List<String> product, List<String> places, List<String> person) {
    static final PlanWords NONE = new PlanWords(List.of(), List.of(), List.of());

    public PlanWords {
      product = product == null ? List.of() : List.copyOf(product);
      places = places == null ? List.of() : List.copyOf(places);
      person = person == null ? List.of() : List.copyOf(person);
    }
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
