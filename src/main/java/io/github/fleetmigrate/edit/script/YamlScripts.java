package io.github.fleetmigrate.edit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scalars of a YAML file that may be shell: block scalars, and plain or quoted ones of one line. Read line by line,
 * which is enough for Taskfiles and for the workflows of continuous integration; what else there is, is passed over.
 */
final class YamlScripts {
  private static final Pattern LINE =
      Pattern.compile("(?<indent> *)(?<dashes>(?:- +)*)(?:(?<key>\"[^\"]*\"|'[^']*'|[\\w./-]+) *:(?= |$) *)?(?<value>.*)");
  private static final Pattern BLOCK = Pattern.compile("(?<style>[|>])[-+0-9]* *(?:#.*)?");
  private static final Pattern QUOTED = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'((?:''|[^'])*)'");

  /** Keys whose values are words for a person. */
  private static final Set<String> PROSE =
      Set.of("name", "desc", "description", "summary", "title", "prompt", "label", "msg", "message", "uses", "aliases");

  private final String text;
  private final List<ScriptPart> parts = new ArrayList<>();

  YamlScripts(String text) {
    this.text = text;
  }

  List<ScriptPart> parts() {
    int at = 0;
    while (at < text.length()) {
      int end = contentEnd(at);
      Matcher line = LINE.matcher(text).region(at, end);
      if (!line.matches()) {
        at = next(end);
        continue;
      }
      boolean prose = line.group("key") != null && PROSE.contains(line.group("key").replaceAll("[\"']", ""));
      Matcher block = BLOCK.matcher(line.group("value"));
      if (block.matches()) {
        int indent = line.group("key") == null ? line.end("indent") - at : line.start("key") - at;
        at = block(next(end), indent, block.group("style").equals(">"), prose);
        continue;
      }
      if (!prose && !line.group("value").startsWith("#")) {
        scalar(line.start("value"), line.end("value"));
      }
      at = next(end);
    }
    return parts;
  }

  /** Lines that stand deeper than their key; in a folded scalar a line end is a space. */
  private int block(int from, int indent, boolean folded, boolean prose) {
    ScriptText script = new ScriptText();
    int at = from;
    while (at < text.length()) {
      int end = next(contentEnd(at));
      String line = text.substring(at, end);
      int depth = line.length() - line.stripLeading().length();
      if (!line.isBlank() && depth <= indent) {
        break;
      }
      for (int i = at; i < end; i++) {
        char c = text.charAt(i);
        script.add(folded && c == '\n' && !line.isBlank() ? ' ' : c, i, i + 1);
      }
      at = end;
    }
    if (!prose && !script.text().isBlank()) {
      parts.add(new ScriptPart(script, false));
    }
    return at;
  }

  private void scalar(int from, int to) {
    String value = text.substring(from, to);
    boolean quoted = value.startsWith("\"") || value.startsWith("'");
    Matcher string = QUOTED.matcher(text).region(from, to);
    if (value.startsWith("[") || quoted && string.lookingAt() && !isContinued(string.end(), to)) {
      string.reset();
      string.region(from, to);
      while (string.find()) {
        boolean cooked = string.group(1) != null;
        int start = string.start(cooked ? 1 : 2);
        int end = string.end(cooked ? 1 : 2);
        parts.add(new ScriptPart(cooked ? ScriptReader.unescaped(text, start, end) : ScriptText.of(text, start, end), false));
        if (!value.startsWith("[")) {
          return;
        }
      }
    } else if (!value.isBlank()) {
      parts.add(new ScriptPart(ScriptText.of(text, from, to), true));
    }
  }

  /** Whether more stands behind a quoted string than a comment: then the quotes are the shell's. */
  private boolean isContinued(int from, int to) {
    String rest = text.substring(from, to).strip();
    return !rest.isEmpty() && !rest.startsWith("#");
  }

  private int contentEnd(int from) {
    int newline = text.indexOf('\n', from);
    int end = newline < 0 ? text.length() : newline;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private int next(int contentEnd) {
    int newline = text.indexOf('\n', contentEnd);
    return newline < 0 ? text.length() : newline + 1;
  }
}
