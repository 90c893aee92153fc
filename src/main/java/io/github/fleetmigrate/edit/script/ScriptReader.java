package io.github.fleetmigrate.edit.script;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.StringText;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pieces of shell that a file holds. */
final class ScriptReader {
  private static final Pattern RECIPE = Pattern.compile("(?m)^\\t(?:[^\\n]*\\\\\\r?\\n)*[^\\n]*");
  private static final Pattern RULE_LINE = Pattern.compile("(?m)^[^\\t#=\\n][^#=\\n]*:[^=;#\\n]*;([^\\n]*)");
  private static final Pattern SCRIPTS = Pattern.compile("\"scripts\"\\s*:\\s*\\{([^{}]*)\\}");
  private static final Pattern ENTRY = Pattern.compile(":\\s*\"((?:\\\\.|[^\"\\\\\\n])*)\"");
  private static final Pattern PROSE = Pattern.compile("(?s)(?:description|longDescription|help|name|message)\\s*=.*");

  private ScriptReader() {}

  static List<ScriptPart> parts(ScriptFormat format, String text) {
    return switch (format) {
      case SHELL -> List.of(new ScriptPart(ScriptText.of(text, 0, text.length()), false));
      case MAKE -> make(text);
      case YAML -> new YamlScripts(text).parts();
      case PACKAGE -> packageScripts(text);
      case NIX -> nix(text);
      case JUST, NONE -> List.of();
    };
  }

  /** Recipe lines: GNU make hands each to a shell of its own (GNU make manual, "Recipe Execution"). */
  private static List<ScriptPart> make(String text) {
    List<ScriptPart> out = new ArrayList<>();
    for (Matcher line = RECIPE.matcher(text); line.find(); ) {
      out.add(new ScriptPart(ScriptText.of(text, line.start(), line.end()), true));
    }
    for (Matcher line = RULE_LINE.matcher(text); line.find(); ) {
      out.add(new ScriptPart(ScriptText.of(text, line.start(1), line.end(1)), true));
    }
    return out;
  }

  private static List<ScriptPart> packageScripts(String text) {
    List<ScriptPart> out = new ArrayList<>();
    for (Matcher scripts = SCRIPTS.matcher(text); scripts.find(); ) {
      Matcher entry = ENTRY.matcher(text).region(scripts.start(1), scripts.end(1));
      while (entry.find()) {
        out.add(new ScriptPart(unescaped(text, entry.start(1), entry.end(1)), false));
      }
    }
    return out;
  }

  /** A double-quoted string of JSON or YAML. */
  static ScriptText unescaped(String text, int from, int to) {
    ScriptText out = new ScriptText();
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < to) {
        char escaped = text.charAt(i + 1);
        out.add(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped, i, i + 2);
        i++;
      } else {
        out.add(c, i, i + 1);
      }
    }
    return out;
  }

  /** Strings, but for those that say something to a person; what is interpolated is part of a word. */
  private static List<ScriptPart> nix(String text) {
    List<ScriptPart> out = new ArrayList<>();
    for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.STRING)) {
      int quote = StringText.isIndented(node) ? 2 : 1;
      int from = node.start() + quote;
      int to = node.start() + node.text().length() - quote;
      boolean prose = node.parent().filter(p -> PROSE.matcher(p.text()).matches()).isPresent();
      if (from < to && !prose) {
        out.add(new ScriptPart(quote == 2 ? ScriptText.of(text, from, to) : unescaped(text, from, to), false));
      }
    }
    return out;
  }
}
