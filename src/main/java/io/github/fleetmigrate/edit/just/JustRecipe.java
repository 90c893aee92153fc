package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.text.TextRange;
import java.util.List;

/**
 * A recipe.
 *
 * @param parameters as written
 * @param dependencies names of the recipes it depends on, without their arguments
 * @param header the line with its name
 * @param body the lines below it, without blank lines behind the last; empty where there are none
 * @param interpreter for a body that is one script: what its shebang or its attribute {@code [script(…)]} names, empty
 *     for {@code [script]} alone; null where each line is handed to the shell
 */
public record JustRecipe(
    String name, String parameters, List<String> dependencies, TextRange header, TextRange body, String interpreter) {
  public JustRecipe {
    dependencies = List.copyOf(dependencies);
  }

  /** Where the whole recipe stands, without its attributes and comments. */
  public TextRange range() {
    return new TextRange(header.start(), Math.max(header.end(), body.end()));
  }
}
