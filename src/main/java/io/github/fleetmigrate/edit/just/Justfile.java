package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A justfile read for its structure: every character belongs to exactly one item, whatever stands in the file. */
public final class Justfile {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("^(?:(?:export|eager|unexport)\\s+)*[A-Za-z_][A-Za-z0-9_-]*\\s*:=.*", Pattern.DOTALL);
  private static final Pattern UNEXPORT = Pattern.compile("^unexport\\s+[A-Za-z_][A-Za-z0-9_-]*\\s*$");
  private static final Pattern RECIPE = Pattern.compile("^@?([A-Za-z_][A-Za-z0-9_-]*)(\\s.*|)$", Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w-]*(?:::[A-Za-z_][\\w-]*)*");
  private static final Pattern SCRIPT = Pattern.compile("[\\[,]\\s*script\\s*(?:\\(\\s*['\"]([^'\"]*)['\"][^)]*\\)|[:,\\]])");

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
    Pattern other = Pattern.compile("^(?:alias|mod\\??)\\s+" + Pattern.quote(name) + "(?![\\w-])");
    return recipe(name).isPresent()
        || items.stream()
            .filter(i -> i.kind() == JustItem.Kind.ALIAS || i.kind() == JustItem.Kind.MODULE)
            .anyMatch(i -> other.matcher(i.range().in(text)).find());
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
        end = recipe(at, end, line);
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
      return line.endsWith("]") ? JustItem.Kind.ATTRIBUTE : JustItem.Kind.UNKNOWN;
    }
    int colon = headerColon(line);
    if (line.startsWith("set ") && colon < 0) {
      return JustItem.Kind.SETTING;
    }
    if (line.startsWith("alias ") && line.contains(":=")) {
      return JustItem.Kind.ALIAS;
    }
    if (line.matches("(?s)import\\??\\s+[x'\"].*")) {
      return JustItem.Kind.IMPORT;
    }
    if (colon < 0 && line.matches("(?s)mod\\??\\s+[A-Za-z_].*")) {
      return JustItem.Kind.MODULE;
    }
    if (ASSIGNMENT.matcher(line).matches() || UNEXPORT.matcher(line).matches()) {
      return JustItem.Kind.ASSIGNMENT;
    }
    return colon > 0 && RECIPE.matcher(line.substring(0, colon)).matches()
        ? JustItem.Kind.RECIPE
        : JustItem.Kind.UNKNOWN;
  }

  /** Reads the lines below a header; returns where the item ends. */
  private int recipe(int start, int headerEnd, String line) {
    int at = headerEnd;
    int bodyEnd = headerEnd;
    while (at < text.length()) {
      int end = lineEnd(at);
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
    int colon = headerColon(line);
    Matcher header = RECIPE.matcher(line.substring(0, colon));
    if (!header.matches()) {
      throw new IllegalStateException(line);
    }
    TextRange body = new TextRange(headerEnd, bodyEnd);
    recipes.add(
        new JustRecipe(
            header.group(1),
            header.group(2).strip(),
            dependencies(line.substring(colon + 1)),
            new TextRange(start, headerEnd),
            body,
            interpreter(body.in(text))));
    return bodyEnd;
  }

  private String interpreter(String body) {
    if (body.stripLeading().startsWith("#!")) {
      return body.lines().findFirst().orElse("").strip().substring(2).strip();
    }
    for (int i = items.size() - 1; i >= 0; i--) {
      JustItem item = items.get(i);
      Matcher script = SCRIPT.matcher(item.range().in(text));
      if (item.kind() == JustItem.Kind.ATTRIBUTE && script.find()) {
        return script.group(1) == null ? "" : script.group(1);
      }
      if (item.kind() != JustItem.Kind.ATTRIBUTE && item.kind() != JustItem.Kind.COMMENT) {
        break;
      }
    }
    return null;
  }

  /** The names behind the colon; of a dependency with arguments the first name in its parentheses. */
  private static List<String> dependencies(String tail) {
    List<String> out = new ArrayList<>();
    boolean wanted = true;
    int depth = 0;
    int at = 0;
    while (at < tail.length() && tail.charAt(at) != '#') {
      char c = tail.charAt(at);
      Matcher name = NAME.matcher(tail).region(at, tail.length());
      if (c == '\'' || c == '"' || c == '`') {
        int close = closing(tail, at);
        at = close < 0 ? tail.length() : close;
      } else if (name.lookingAt()) {
        if (wanted) {
          out.add(name.group());
        }
        wanted = depth == 0;
        at = name.end();
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        wanted = depth == 0 || (c == '(' && depth == 1) || wanted;
        at++;
      }
    }
    return out;
  }

  /** The colon that ends a recipe's name and parameters, outside quotes and parentheses; -1 where there is none. */
  private static int headerColon(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        int close = closing(line, i);
        if (close < 0) {
          return -1;
        }
        i = close - 1;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '#') {
        return -1;
      } else if (c == ':' && depth == 0) {
        return line.startsWith(":=", i) ? -1 : i;
      }
    }
    return -1;
  }

  /** A line with its continuations: behind a backslash, inside an open quote or bracket. */
  private int logicalLineEnd(int from) {
    if (text.charAt(from) == ' ' || text.charAt(from) == '\t' || text.charAt(from) == '#') {
      return lineEnd(from);
    }
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        int close = closing(text, i);
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

  /** The offset behind the string that opens at {@code open}; -1 where it never closes. */
  private static int closing(String text, int open) {
    char quote = text.charAt(open);
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, open) ? triple : String.valueOf(quote);
    int i = open + end.length();
    while (i < text.length()) {
      if (quote == '"' && text.charAt(i) == '\\') {
        i += 2;
        continue;
      }
      if (text.startsWith(end, i)) {
        return i + end.length();
      }
      i++;
    }
    return -1;
  }

  private int lineEnd(int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }
}
