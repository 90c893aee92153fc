package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.text.TextRange;
import java.util.List;
import java.util.Optional;

/**
 * A recipe.
 *
 * @param parameters as written
 * @param parameterNames without their signs and defaults
 * @param dependencies names of the recipes it depends on, without their arguments
 * @param attributes those above it, in the file's order
 * @param quiet whether its name has an {@code @} in front
 * @param header the line with its name
 * @param body the lines below it, without blank lines behind the last; empty where there are none
 * @param shebang what the first line of its body names behind {@code #!}; null where it names nothing
 */
public record JustRecipe(
    String name,
    String parameters,
    List<String> parameterNames,
    List<String> dependencies,
    List<JustAttribute> attributes,
    boolean quiet,
    TextRange header,
    TextRange body,
    String shebang) {
  public JustRecipe {
    parameterNames = List.copyOf(parameterNames);
    dependencies = List.copyOf(dependencies);
    attributes = List.copyOf(attributes);
  }

  public Optional<JustAttribute> attribute(String wanted) {
    return attributes.stream().filter(a -> a.name().equals(wanted)).findFirst();
  }

  /** Where the whole recipe stands, without its attributes and comments. */
  public TextRange range() {
    return new TextRange(header.start(), Math.max(header.end(), body.end()));
  }
}
