package io.github.fleetmigrate.edit.just;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who reads a recipe's body: the settings of a justfile and of what it imports say so together (the just manual,
 * "Settings", 1.57).
 */
public final class JustShell {
  private static final Pattern SHELL = Pattern.compile("(?:^|[/ ])(?:ba|da|k|z|fi)?sh(?:\\s|$)");
  private static final Pattern FIRST = Pattern.compile("\\[\\s*x?(?:'''|\"\"\"|'|\")([^'\"]*)");

  private final boolean lines;
  private final boolean scripts;
  private final boolean scriptsByDefault;

  private JustShell(boolean lines, boolean scripts, boolean scriptsByDefault) {
    this.lines = lines;
    this.scripts = scripts;
    this.scriptsByDefault = scriptsByDefault;
  }

  /** What the settings of several files say that make one justfile. */
  public static JustShell of(List<Justfile> files) {
    boolean lines = true;
    boolean scripts = true;
    boolean byDefault = false;
    for (Justfile file : files) {
      Map<String, String> settings = file.settings();
      lines &= isShellList(settings.get("shell"));
      scripts &= isShellList(settings.get("script-interpreter"));
      byDefault |= settings.containsKey("default-script") && !settings.get("default-script").startsWith("false");
    }
    return new JustShell(lines, scripts, byDefault);
  }

  /** Whether a body is one script, where quotes and here-documents may span lines. */
  boolean isScript(JustRecipe recipe) {
    return recipe.shebang() != null
        || recipe.attribute("script").isPresent()
        || scriptsByDefault && recipe.attribute("shell").isEmpty();
  }

  /** Whether a shell reads the body. */
  boolean isShell(JustRecipe recipe) {
    if (recipe.shebang() != null) {
      return SHELL.matcher(recipe.shebang()).find();
    }
    return recipe
        .attribute("script")
        .filter(s -> !s.arguments().isEmpty())
        .map(s -> SHELL.matcher(s.argument(0)).find())
        .orElse(isScript(recipe) ? scripts : lines);
  }

  /** A setting that is left out means {@code sh}; one that is no list of strings means that nobody knows. */
  private static boolean isShellList(String value) {
    if (value == null) {
      return true;
    }
    Matcher first = FIRST.matcher(value);
    return first.lookingAt() && SHELL.matcher(first.group(1)).find();
  }
}
