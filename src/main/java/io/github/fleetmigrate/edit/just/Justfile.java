package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.edit.command.JustQuotes;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A justfile read for its structure: every character belongs to exactly one item, whatever stands in the file. */
public final class Justfile {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("^(?:(?:export|eager)\\s+)*[A-Za-z_][A-Za-z0-9_-]*\\s*:=.*", Pattern.DOTALL);
  private static final Pattern FUNCTION =
      Pattern.compile("^[A-Za-z_][A-Za-z0-9_-]*\\s*\\([\\w\\s,-]*\\)\\s*:=.*", Pattern.DOTALL);
  private static final Pattern UNEXPORT = Pattern.compile("^unexport\\s+[A-Za-z_][A-Za-z0-9_-]*\\s*(?:#.*)?$");
  private static final Pattern SETTING = Pattern.compile("^set\\s+([A-Za-z_][\\w-]*)\\s*(?::=\\s*(.*)|#.*|)$", Pattern.DOTALL);
  private static final Pattern ALIAS =
      Pattern.compile("^alias\\s+([A-Za-z_][\\w-]*)\\s*:=\\s*([A-Za-z_][\\w-]*(?:\\s*::\\s*[A-Za-z_][\\w-]*)*)\\s*(?:#.*)?$");
  private static final Pattern IMPORT = Pattern.compile("^import\\s*(\\?)?\\s*[xf]?(['\"].*)", Pattern.DOTALL);
  private static final Pattern MODULE =
      Pattern.compile("^mod\\s*(?:\\?\\s*|\\s)([A-Za-z_][\\w-]*)\\s*(?:[xf]?(['\"].*)|#.*|)$", Pattern.DOTALL);

  private final String text;
  private final List<JustItem> items = new ArrayList<>();
  private final List<JustRecipe> recipes = new ArrayList<>();

  private Justfile(String text) {
    this.text = text;
  }

  public static Justfile parse(String text) {
    Justfile file = new Justfile(text);
    file.read();
    return file;
  }

  public String text() {
    return text;
  }

  public List<JustItem> items() {
    return List.copyOf(items);
  }

  public List<JustRecipe> recipes() {
    return List.copyOf(recipes);
  }

  /** Whether a recipe, an alias or a module has the name. */
  public boolean isTaken(String name) {
    return recipe(name).isPresent()
        || aliases().containsKey(name)
        || modules().stream().anyMatch(m -> m.name().equals(name));
  }

  /** Names, each with what it stands for. */
  public Map<String, String> aliases() {
    Map<String, String> out = new LinkedHashMap<>();
    matches(JustItem.Kind.ALIAS, ALIAS).forEach(m -> out.put(m.group(1), m.group(2).replaceAll("\\s", "")));
    return out;
  }

  /** Names, each with the text of its value; an empty text where there is none. */
  public Map<String, String> settings() {
    Map<String, String> out = new LinkedHashMap<>();
    matches(JustItem.Kind.SETTING, SETTING).forEach(m -> out.put(m.group(1), m.group(2) == null ? "" : m.group(2)));
    return out;
  }

  /**
   * Another justfile that is a module of this one.
   *
   * @param path as written; null where just looks for it by the name
   */
  public record Module(String name, String path) {}

  public List<Module> modules() {
    return matches(JustItem.Kind.MODULE, MODULE).stream()
        .map(m -> new Module(m.group(1), m.group(2) == null ? null : string(m.group(2))))
        .toList();
  }

  /** The paths, as written, of files whose items belong to this one. */
  public List<String> imports() {
    return matches(JustItem.Kind.IMPORT, IMPORT).stream().map(m -> string(m.group(2))).toList();
  }

  private List<MatchResult> matches(JustItem.Kind kind, Pattern pattern) {
    return items.stream()
        .filter(i -> i.kind() == kind)
        .map(i -> pattern.matcher(i.range().in(text).strip()))
        .filter(Matcher::matches)
        .map(Matcher::toMatchResult)
        .toList();
  }

  /** What the string at the start of a text holds. */
  private static String string(String text) {
    int end = JustQuotes.stringEnd(text, 0);
    return new JustAttribute("", List.of(end < 0 ? text : text.substring(0, end))).argument(0);
  }

  public Optional<JustRecipe> recipe(String name) {
    return recipes.stream().filter(r -> r.name().equals(name)).findFirst();
  }

  private void read() {
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    if (at > 0) {
      items.add(new JustItem(JustItem.Kind.UNKNOWN, new TextRange(0, at)));
    }
    while (at < text.length()) {
      int end = logicalLineEnd(at);
      String line = text.substring(at, end).stripTrailing();
      JustItem.Kind kind = kind(line);
      if (kind == JustItem.Kind.RECIPE) {
        end = recipe(at, end, JustHeader.of(line).orElseThrow());
      }
      items.add(new JustItem(kind, new TextRange(at, end)));
      at = end;
    }
  }

  private static JustItem.Kind kind(String line) {
    if (line.isBlank()) {
      return JustItem.Kind.BLANK;
    }
    if (Character.isWhitespace(line.charAt(0))) {
      return JustItem.Kind.UNKNOWN;
    }
    if (line.startsWith("#")) {
      return JustItem.Kind.COMMENT;
    }
    if (line.startsWith("[")) {
      return JustAttribute.of(line).isEmpty() ? JustItem.Kind.UNKNOWN : JustItem.Kind.ATTRIBUTE;
    }
    if (IMPORT.matcher(line).matches()) {
      return JustItem.Kind.IMPORT;
    }
    if (SETTING.matcher(line).matches()) {
      return JustItem.Kind.SETTING;
    }
    if (line.matches("(?s)alias\\s.*") && line.contains(":=")) {
      return JustItem.Kind.ALIAS;
    }
    if (MODULE.matcher(line).matches()) {
      return JustItem.Kind.MODULE;
    }
    if (ASSIGNMENT.matcher(line).matches() || FUNCTION.matcher(line).matches() || UNEXPORT.matcher(line).matches()) {
      return JustItem.Kind.ASSIGNMENT;
    }
    return JustHeader.of(line).isPresent() ? JustItem.Kind.RECIPE : JustItem.Kind.UNKNOWN;
  }

  /** Reads the lines below a header; returns where the item ends. */
  private int recipe(int start, int headerEnd, JustHeader header) {
    int at = headerEnd;
    int bodyEnd = headerEnd;
    while (at < text.length()) {
      int end = bodyLineEnd(at);
      boolean blank = text.substring(at, end).isBlank();
      char first = text.charAt(at);
      if (!blank && first != ' ' && first != '\t') {
        break;
      }
      at = end;
      if (!blank) {
        bodyEnd = end;
      }
    }
    TextRange body = new TextRange(headerEnd, bodyEnd);
    String lines = body.in(text);
    recipes.add(
        new JustRecipe(
            header.name(),
            header.parameters(),
            header.parameterNames(),
            header.dependencies(),
            attributesAbove(),
            header.quiet(),
            new TextRange(start, headerEnd),
            body,
            lines.stripLeading().startsWith("#!") ? lines.lines().findFirst().orElse("").strip().substring(2).strip() : null));
    return bodyEnd;
  }

  private List<JustAttribute> attributesAbove() {
    List<JustAttribute> out = new ArrayList<>();
    for (int i = items.size() - 1; i >= 0 && items.get(i).kind() == JustItem.Kind.ATTRIBUTE; i--) {
      out.addAll(0, JustAttribute.of(items.get(i).range().in(text).strip()));
    }
    return out;
  }

  /** A line of a body; a {@code {{…}}} in it may span lines. */
  private int bodyLineEnd(int from) {
    int end = lineEnd(from);
    int at = text.indexOf("{{", from);
    while (at >= 0 && at < end) {
      int close = text.startsWith("{{{{", at) ? at + 4 : JustQuotes.interpolationEnd(text, at);
      if (close > end) {
        end = lineEnd(close - 1);
      }
      at = text.indexOf("{{", close < 0 ? at + 2 : close);
    }
    return end;
  }

  /** A line with its continuations: behind a backslash, inside an open quote or bracket. */
  private int logicalLineEnd(int from) {
    if (text.charAt(from) == ' ' || text.charAt(from) == '\t' || text.charAt(from) == '#') {
      return lineEnd(from);
    }
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (JustQuotes.opens(c)) {
        int close = JustQuotes.stringEnd(text, i);
        if (close < 0) {
          return lineEnd(from);
        }
        i = close - 1;
      } else if (c == '(' || c == '{' || c == '[') {
        depth++;
      } else if (c == ')' || c == '}' || c == ']') {
        depth--;
      } else if (c == '#') {
        i = lineEnd(i) - 1;
        if (depth <= 0) {
          return i + 1;
        }
      } else if (c == '\\' && (text.startsWith("\n", i + 1) || text.startsWith("\r\n", i + 1))) {
        i = lineEnd(i) - 1;
      } else if (c == '\n' && depth <= 0) {
        return i + 1;
      }
    }
    return depth > 0 ? lineEnd(from) : text.length();
  }

  private int lineEnd(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }
}
