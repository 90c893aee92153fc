package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.SourceText;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Edits of a justfile. Recipes that an edit does not name keep every byte. */
public final class JustfileEdits {
  private JustfileEdits() {}

  /**
   * What rewriting the commands of all recipes gives.
   *
   * @param touched names of the recipes whose body changes
   * @param left commands that a rule knows and does not rewrite, each with its recipe
   */
  public record Rewritten(EditOutcome outcome, Set<String> touched, List<String> left) {}

  /**
   * Rewrites commands in recipe bodies; comments, assignments and everything else stay. A line of a recipe is a shell of
   * its own, a body with a shebang is one script, and one that is no shell's is left alone.
   */
  public static Rewritten rewriteCommands(String source, CommandRules rules) {
    return rewriteCommands(source, rules, JustShell.of(List.of(Justfile.parse(source))));
  }

  /**
   * The same for a file that is imported, or that imports.
   *
   * @param shell by the settings of all files that make the justfile
   */
  public static Rewritten rewriteCommands(String source, CommandRules rules, JustShell shell) {
    List<TextEdit> edits = new ArrayList<>();
    Set<String> touched = new LinkedHashSet<>();
    List<String> left = new ArrayList<>();
    for (JustRecipe recipe : Justfile.parse(source).recipes()) {
      String body = recipe.body().in(source);
      CommandRules.Result result = shell.isScript(recipe) ? rules.rewrite(body) : rules.rewriteLines(body);
      if (!shell.isShell(recipe)) {
        result = result.refused(body, "the recipe is no shell script");
      }
      for (TextEdit edit : result.edits()) {
        int shift = recipe.body().start();
        edits.add(
            new TextEdit(
                new TextRange(edit.range().start() + shift, edit.range().end() + shift), edit.replacement()));
        touched.add(recipe.name());
      }
      result.left().forEach(l -> left.add(recipe.name() + ": " + l.command() + " (" + l.reason() + ")"));
    }
    EditOutcome outcome =
        edits.isEmpty() ? new EditOutcome.AlreadyApplied() : new EditOutcome.Changed(EditSet.of(edits));
    return new Rewritten(outcome, touched, left);
  }

  /**
   * Adds a recipe behind the last one, indented as that is. Whatever has the name already is somebody's and stays.
   *
   * @param doc its comment; null for none
   */
  public static EditOutcome addRecipe(
      String source, String name, String parameters, String doc, List<String> body) {
    Justfile file = Justfile.parse(source);
    if (file.isTaken(name)) {
      return new EditOutcome.AlreadyApplied();
    }
    String eol = SourceText.of(source).lineEnd();
    String indent = indent(file);
    StringBuilder out = new StringBuilder();
    int at = file.recipes().isEmpty() ? source.length() : last(file).range().end();
    if (at > 0 && source.charAt(at - 1) != '\n') {
      out.append(eol);
    }
    if (at > 0) {
      out.append(eol);
    }
    if (doc != null) {
      out.append("# ").append(doc).append(eol);
    }
    out.append(name).append(parameters == null || parameters.isBlank() ? "" : " " + parameters).append(':').append(eol);
    body.forEach(line -> out.append(indent).append(line).append(eol));
    return new EditOutcome.Changed(EditSet.of(TextEdit.insert(at, out.toString())));
  }

  private static JustRecipe last(Justfile file) {
    return file.recipes().get(file.recipes().size() - 1);
  }

  private static String indent(Justfile file) {
    for (int i = file.recipes().size() - 1; i >= 0; i--) {
      String body = file.recipes().get(i).body().in(file.text());
      int n = 0;
      while (n < body.length() && (body.charAt(n) == ' ' || body.charAt(n) == '\t')) {
        n++;
      }
      if (n > 0) {
        return body.substring(0, n);
      }
    }
    return "    ";
  }
}
