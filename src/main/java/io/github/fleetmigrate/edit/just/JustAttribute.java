package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.edit.command.JustQuotes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One attribute of a recipe, an alias or a module.
 *
 * @param arguments as written, one each
 */
public record JustAttribute(String name, List<String> arguments) {
  private static final Pattern ONE =
      Pattern.compile("\\s*([a-z-]+)\\s*(?::\\s*(.+)|\\((.*)\\)|)\\s*", Pattern.DOTALL);

  public JustAttribute {
    arguments = List.copyOf(arguments);
  }

  /** What a string holds that is written without escapes; the argument as it is where it is no such string. */
  public String argument(int index) {
    String written = arguments.get(index);
    String quotes = written.startsWith("'''") || written.startsWith("\"\"\"") ? written.substring(0, 3) : written.substring(0, 1);
    boolean string =
        (quotes.charAt(0) == '\'' || quotes.charAt(0) == '"')
            && written.length() >= 2 * quotes.length()
            && JustQuotes.stringEnd(written, 0) == written.length();
    return string ? written.substring(quotes.length(), written.length() - quotes.length()) : written;
  }

  /** The attributes of one pair of brackets; none where the text has no such pair, or more behind it than a comment. */
  static List<JustAttribute> of(String text) {
    int end = end(text);
    if (end < 0) {
      return List.of();
    }
    List<JustAttribute> out = new ArrayList<>();
    for (String part : split(text.substring(1, end - 1))) {
      Matcher one = ONE.matcher(part);
      if (!one.matches()) {
        return List.of();
      }
      List<String> arguments =
          one.group(2) != null ? List.of(one.group(2).strip()) : one.group(3) == null ? List.of() : split(one.group(3));
      out.add(new JustAttribute(one.group(1), arguments));
    }
    return out;
  }

  /** The offset behind the closing bracket; -1 where there is none or where more stands behind it than a comment. */
  private static int end(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (JustQuotes.opens(c)) {
        int close = JustQuotes.stringEnd(text, i);
        if (close < 0) {
          return -1;
        }
        i = close - 1;
      } else if (c == '[' || c == '(' || c == '{') {
        depth++;
      } else if ((c == ']' || c == ')' || c == '}') && --depth == 0) {
        String rest = text.substring(i + 1).strip();
        return rest.isEmpty() || rest.startsWith("#") ? i + 1 : -1;
      }
    }
    return -1;
  }

  /** Parts between commas that stand outside strings and brackets; a comma behind the last part is just's to allow. */
  private static List<String> split(String text) {
    List<String> out = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (JustQuotes.opens(c)) {
        int close = JustQuotes.stringEnd(text, i);
        i = (close < 0 ? text.length() : close) - 1;
      } else if (c == ',' && depth == 0) {
        out.add(text.substring(from, i).strip());
        from = i + 1;
      } else {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    if (!text.substring(from).isBlank()) {
      out.add(text.substring(from).strip());
    }
    return out;
  }
}
