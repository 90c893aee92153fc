package io.github.fleetmigrate.edit.script;

import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.edit.just.JustRecipe;
import io.github.fleetmigrate.edit.just.Justfile;
import io.github.fleetmigrate.text.SourceText;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the commands of a known tool in a file, and what the rules make of each; nothing is edited. */
public final class FileCommands {
  private static final Pattern FUNCTION = Pattern.compile("(?m)^\\s*(?:function\\s+([\\w-]+)|([\\w-]+)\\s*\\(\\))\\s*(?:\\(\\))?\\s*\\{?");

  private final CommandRules rules;

  public FileCommands(CommandRules rules) {
    this.rules = rules;
  }

  /**
   * A command.
   *
   * @param line from 1
   * @param written as it stands there, on one line
   * @param meant with the file's own variables resolved; the same where there are none
   * @param becomes what does the same; null where nothing does
   * @param reason why nothing does, or why that does not simply take its place; null where it does
   */
  public record Found(int line, String written, String meant, String becomes, String reason) {
    /** Whether a variable of the file is part of it. */
    public boolean isSpeltOut() {
      return !written.equals(meant);
    }
  }

  /** Those of one file, in its order; none where the file's form is not known. */
  public List<Found> of(String path, String text) {
    ScriptFormat format = ScriptFormat.of(path, text);
    if (format == ScriptFormat.NONE || !rules.isNamedIn(text)) {
      return List.of();
    }
    ScriptVariables variables = new ScriptVariables(format, text, rules);
    Map<Integer, Found> out = new TreeMap<>();
    for (ScriptPart part : format == ScriptFormat.JUST ? recipes(text) : ScriptReader.parts(format, text)) {
      ScriptText script = variables.resolve(part.text());
      CommandRules.Result result = part.lines() ? rules.rewriteLines(script.text()) : rules.rewrite(script.text());
      for (TextEdit edit : result.edits()) {
        add(out, text, script, edit.range(), edit.replacement(), null);
      }
      result.left().forEach(l -> add(out, text, script, l.range(), l.equal(), l.reason()));
    }
    if (format == ScriptFormat.SHELL) {
      List<String> own = functions(text);
      out.values().removeIf(f -> own.contains(f.meant().split("\\s", 2)[0]));
    }
    return out.values().stream().sorted(Comparator.comparingInt(Found::line)).toList();
  }

  private static void add(
      Map<Integer, Found> out, String text, ScriptText script, TextRange range, String becomes, String reason) {
    TextRange origin = script.origin(range);
    out.putIfAbsent(
        origin.start(),
        new Found(
            SourceText.of(text).lineOf(origin.start()), oneLine(origin.in(text)), oneLine(range.in(script.text())), becomes, reason));
  }

  private static List<ScriptPart> recipes(String text) {
    List<ScriptPart> out = new ArrayList<>();
    for (JustRecipe recipe : Justfile.parse(text).recipes()) {
      boolean script = recipe.shebang() != null || recipe.attribute("script").isPresent();
      out.add(new ScriptPart(ScriptText.of(text, recipe.body().start(), recipe.body().end()), !script));
    }
    return out;
  }

  /** Names that the script gives to functions of its own. */
  private static List<String> functions(String text) {
    List<String> out = new ArrayList<>();
    for (Matcher function = FUNCTION.matcher(text); function.find(); ) {
      out.add(function.group(1) == null ? function.group(2) : function.group(1));
    }
    return out;
  }

  private static String oneLine(String command) {
    return command.replaceAll("\\s*\\\\\\r?\\n\\s*", " ").replaceAll("\\s*\\n\\s*|[ \\t]{2,}", " ").strip();
  }
}
