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
 * @param rollout how hosts are pushed once all phases are done; null where it has no tool for that
 * @param closing what is done when every host was pushed, as the phase {@link Phase#CLOSING}; null if there is nothing
 */
public record Migration(
    String id,
    String title,
    String summary,
    List<Question> questions,
    InventoryShape inventory,
    Hive hive,
    PlanWords plan,
    List<Phase> phases,
    Rollout rollout,
    Phase closing) {
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
    this(id, title, summary, questions, inventory, hive, PlanWords.NONE, phases, null, null);
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

  /**
   * The tool that deploys hosts from now on. In its arguments {@code {host}} stands for a host; each argument is handed to
   * the program as it is, never through a shell.
   *
   * @param program its name; it is taken from the PATH where it is there
   * @param flake where {@code nix run} finds it else: a flake reference whose inputs are the repository's own
   * @param check builds a host, or looks whether it can be pushed; empty where the tool has no such command
   * @param push deploys one host
   * @param back brings one host back to its previous generation; empty where the tool has no such command
   * @param every a word that the program takes for every host: a host of that name is never handed to it; null if none
   * @param local the program and arguments that apply a host on the machine itself
   * @param fallback a command that deploys a host as before the migration, for a person to run; null if there is none
   * @param fallbackNote what a person should know of that command; null if nothing
   */
  public record Rollout(
      String program,
      String flake,
      List<String> check,
      List<String> push,
      List<String> back,
      String every,
      List<String> local,
      String fallback,
      String fallbackNote) {
    public Rollout {
      check = check == null ? List.of() : List.copyOf(check);
      push = List.copyOf(push);
      back = back == null ? List.of() : List.copyOf(back);
      local = List.copyOf(local);
    }
  }

  /** The phase that comes before one; 0 before the first. */
  public int before(int number) {
    return number == Phase.CLOSING ? phases.size() : number - 1;
  }

  /** The phase of a number, from 1; or {@link Phase#CLOSING}. */
  public Phase phase(int number) {
    return number == Phase.CLOSING ? closing : phases.get(number - 1);
  }
}
