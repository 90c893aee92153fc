package io.github.fleetmigrate.edit.just;

import io.github.fleetmigrate.edit.command.JustQuotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line, with its continuations, that a recipe begins with.
 *
 * @param quiet whether an {@code @} stands in front of the name
 * @param parameters as written
 * @param parameterNames without {@code $}, {@code *}, {@code +} and defaults
 * @param dependencies names of recipes, of modules too ({@code module::recipe}), without their arguments
 */
record JustHeader(
    String name, boolean quiet, String parameters, List<String> parameterNames, List<String> dependencies) {
  private static final Pattern START =
      Pattern.compile("^(@\\s*)?([A-Za-z_][A-Za-z0-9_-]*)([\\s*+$\\\\].*|)$", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][\\w-]*");
  private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(?:\\s*::\\s*[A-Za-z_][\\w-]*)*");

  JustHeader {
    parameterNames = List.copyOf(parameterNames);
    dependencies = List.copyOf(dependencies);
  }

  /** Empty where the line is no recipe's. */
  static Optional<JustHeader> of(String line) {
    int colon = colon(line);
    Matcher start = START.matcher(line.substring(0, Math.max(0, colon)));
    if (colon < 0 || !start.matches()) {
      return Optional.empty();
    }
    String parameters = start.group(3);
    return Optional.of(
        new JustHeader(
            start.group(2), start.group(1) != null, parameters.strip(), names(parameters), dependencies(line.substring(colon + 1))));
  }

  /** The colon that ends a recipe's name and parameters, outside quotes and parentheses; -1 where there is none. */
  static int colon(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (JustQuotes.opens(c)) {
        int close = JustQuotes.stringEnd(line, i);
        if (close < 0) {
          return -1;
        }
        i = close - 1;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == '#') {
        return -1;
      } else if (c == ':' && depth == 0) {
        return line.startsWith(":=", i) ? -1 : i;
      }
    }
    return -1;
  }

  /** Every name that is not part of a default. */
  private static List<String> names(String parameters) {
    List<String> out = new ArrayList<>();
    boolean inDefault = false;
    int depth = 0;
    int at = 0;
    while (at < parameters.length()) {
      char c = parameters.charAt(at);
      Matcher word = WORD.matcher(parameters).region(at, parameters.length());
      if (JustQuotes.opens(c)) {
        int close = JustQuotes.stringEnd(parameters, at);
        at = close < 0 ? parameters.length() : close;
        inDefault = depth > 0;
      } else if (word.lookingAt()) {
        at = word.end();
        boolean prefixesString = at < parameters.length() && JustQuotes.opens(parameters.charAt(at));
        if (depth == 0 && !inDefault) {
          out.add(word.group());
        }
        inDefault = depth > 0 || prefixesString || inDefault && callFollows(parameters, at);
      } else {
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        inDefault = depth > 0 || c == '=' || inDefault && !")]".contains(String.valueOf(c));
        at++;
      }
    }
    return out;
  }

  private static boolean callFollows(String text, int at) {
    int i = at;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '(';
  }

  /** The names behind the colon; of a dependency with arguments the first name in its parentheses. */
  private static List<String> dependencies(String tail) {
    List<String> out = new ArrayList<>();
    boolean wanted = true;
    int depth = 0;
    int at = 0;
    while (at < tail.length() && tail.charAt(at) != '#') {
      char c = tail.charAt(at);
      Matcher name = PATH.matcher(tail).region(at, tail.length());
      if (JustQuotes.opens(c)) {
        int close = JustQuotes.stringEnd(tail, at);
        at = close < 0 ? tail.length() : close;
      } else if (name.lookingAt()) {
        if (wanted) {
          out.add(name.group().replaceAll("\\s", ""));
        }
        wanted = depth == 0;
        at = name.end();
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        wanted = depth == 0 || c == '(' && depth == 1 || wanted;
        at++;
      }
    }
    return out;
  }
}
