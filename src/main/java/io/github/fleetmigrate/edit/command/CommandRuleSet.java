package io.github.fleetmigrate.edit.command;

import java.util.List;

/**
 * Rules for rewriting commands.
 *
 * @param schema version of the format
 * @param tools the first whose program and rule fit wins
 */
public record CommandRuleSet(int schema, List<Tool> tools) {
  public CommandRuleSet {
    tools = List.copyOf(tools);
  }

  /**
   * A program whose commands become others.
   *
   * @param programs ways to call it, longest first; {@code {path}} stands for a folder in front of a program's name
   * @param drop flags that may stand anywhere and have no equal; one that ends in {@code =} takes a value behind {@code
   *     =} or as the next word
   * @param rules the first that fits wins
   * @param otherwise why a call that no rule fits is left alone
   */
  public record Tool(List<String> programs, List<String> drop, List<CommandRule> rules, String otherwise) {
    public Tool {
      programs = List.copyOf(programs);
      drop = drop == null ? List.of() : List.copyOf(drop);
      rules = List.copyOf(rules);
    }
  }
}
