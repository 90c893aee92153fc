package io.github.fleetmigrate.edit.script;

import io.github.fleetmigrate.edit.command.CommandRules;
import io.github.fleetmigrate.text.TextRange;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file's own variables that stand for the beginning of a command: {@code DEPLOY = nix run github:serokell/deploy-rs --}. */
final class ScriptVariables {
  private static final Map<ScriptFormat, Pattern> DEFINITIONS =
      Map.of(
          ScriptFormat.MAKE, Pattern.compile("(?m)^(?:export +|override +)*(\\w+) *(?::{1,3}|\\?)?= *([^\\n#]*)"),
          ScriptFormat.SHELL, Pattern.compile("(?m)^[ \\t]*(?:(?:export|readonly|local|declare|typeset)(?: -\\w+)* +)?(\\w+)=([^\\n]*)"),
          ScriptFormat.YAML, Pattern.compile("(?m)^ +(\\w+): +([^\\n]*)"),
          ScriptFormat.JUST, Pattern.compile("(?m)^(?:export +)?([\\w-]+) *:= *([^\\n]*)"));
  private static final Map<ScriptFormat, Pattern> USES =
      Map.of(
          ScriptFormat.MAKE, Pattern.compile("(?<!\\$)\\$(?:\\((\\w+)\\)|\\{(\\w+)\\})"),
          ScriptFormat.SHELL, Pattern.compile("\"\\$(\\w+)\"|\"\\$\\{(\\w+)\\}\"|\\$(\\w+)|\\$\\{(\\w+)\\}"),
          ScriptFormat.YAML, Pattern.compile("\\{\\{ *\\.(\\w+) *\\}\\}|\\$(\\w+)|\\$\\{(\\w+)\\}"),
          ScriptFormat.JUST, Pattern.compile("\\{\\{ *([\\w-]+) *\\}\\}"));
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"\\s*(?:#.*)?|'([^']*)'\\s*(?:#.*)?|([^\"'#]*?)\\s*(?:#.*)?");

  /** Deeper, a variable stands for itself. */
  private static final int ROUNDS = 4;

  private final ScriptFormat format;
  private final Map<String, String> values = new HashMap<>();

  /** A variable that is given several values, or one that begins no command of a known tool, is left as it is. */
  ScriptVariables(ScriptFormat format, String text, CommandRules rules) {
    this.format = format;
    Pattern pattern = DEFINITIONS.get(format);
    if (pattern == null) {
      return;
    }
    Map<String, Integer> count = new HashMap<>();
    for (Matcher definition = pattern.matcher(text); definition.find(); ) {
      Matcher value = STRING.matcher(definition.group(2).strip());
      if (value.matches()) {
        String plain = value.group(1) != null ? value.group(1) : value.group(2) != null ? value.group(2) : value.group(3);
        count.merge(definition.group(1), 1, Integer::sum);
        values.put(definition.group(1), plain);
      }
    }
    values.entrySet().removeIf(e -> count.get(e.getKey()) > 1 || !rules.isCall(e.getValue()));
  }

  ScriptText resolve(ScriptText script) {
    ScriptText out = script;
    for (int round = 0; round < ROUNDS && !values.isEmpty(); round++) {
      ScriptText once = once(out);
      if (once == out) {
        break;
      }
      out = once;
    }
    return out;
  }

  private ScriptText once(ScriptText script) {
    ScriptText out = script;
    int shift = 0;
    for (Matcher use = USES.get(format).matcher(script.text()); use.find(); ) {
      String name = null;
      for (int i = 1; i <= use.groupCount(); i++) {
        name = use.group(i) == null ? name : use.group(i);
      }
      String value = values.get(name);
      boolean oneWord = use.group().startsWith("\"");
      if (value != null && !(oneWord && value.contains(" "))) {
        out = out.with(new TextRange(use.start() + shift, use.end() + shift), value);
        shift += value.length() - (use.end() - use.start());
      }
    }
    return out;
  }
}
