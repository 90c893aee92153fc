package io.github.fleetmigrate.edit.command;

import io.github.fleetmigrate.edit.command.ShellWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns of a rule set against words of a command. */
final class WordPatterns {
  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)\\}");

  /** A host's name, or what stands for exactly one: a variable, a substitution, just's interpolation, a placeholder. */
  private static final String HOST =
      "(?:[\\w-]|\\${1,2}\\w++|\\${1,2}\\{\\w+\\}|\\$\\{\\{[^{}]*\\}\\}|\\$\\([^()]*\\)|\\{\\{[^{}]*\\}\\}|<[^<>]+>)+";

  /** No name is longer, and the matching of longer words would go deep. */
  private static final int LONGEST = 300;

  private WordPatterns() {}

  /** The words behind the first of some programs that a command begins with. */
  static Optional<List<Word>> arguments(List<String> programs, List<Word> words) {
    for (String program : programs) {
      String[] patterns = program.split(" ");
      boolean all = words.size() >= patterns.length;
      for (int i = 0; i < patterns.length && all; i++) {
        all = match(patterns[i], words.get(i).text(), new LinkedHashMap<>());
      }
      if (all) {
        return Optional.of(words.subList(patterns.length, words.size()));
      }
    }
    return Optional.empty();
  }

  /** Words in front of {@code --} less the flags that are dropped, with their values. */
  static List<Word> without(List<String> drop, List<Word> words) {
    List<Word> out = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).text();
      if (word.equals("--")) {
        out.addAll(words.subList(i, words.size()));
        break;
      }
      if (drop.contains(word + "=")) {
        i++;
      } else if (!drop.contains(word) && drop.stream().noneMatch(d -> d.endsWith("=") && word.startsWith(d))) {
        out.add(words.get(i));
      }
    }
    return out;
  }

  /**
   * The commands that a rule makes of some arguments, empty where it does not fit. A last word with {@code ...} makes
   * one command of each word that it stands for. A rule without a replacement makes one empty command.
   */
  static Optional<List<String>> fill(CommandRule rule, List<Word> words) {
    String[] patterns = rule.match().isEmpty() ? new String[0] : rule.match().split(" ");
    boolean many = rule.match().endsWith("...");
    if (many ? words.size() < patterns.length : words.size() != patterns.length) {
      return Optional.empty();
    }
    Map<String, String> names = new LinkedHashMap<>();
    List<String> out = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean repeated = many && i >= patterns.length - 1;
      String pattern = repeated ? rule.match().substring(0, rule.match().length() - 3) : patterns[i];
      if (!match(repeated ? pattern.substring(pattern.lastIndexOf(' ') + 1) : pattern, words.get(i).text(), names)) {
        return Optional.empty();
      }
      if (repeated) {
        out.add(command(rule, names));
      }
    }
    return Optional.of(many ? out : List.of(command(rule, names)));
  }

  private static boolean match(String pattern, String word, Map<String, String> names) {
    if (word.length() > LONGEST) {
      return false;
    }
    StringBuilder regex = new StringBuilder();
    List<String> groups = new ArrayList<>();
    Matcher name = NAME.matcher(pattern);
    int from = 0;
    while (name.find()) {
      regex.append(Pattern.quote(pattern.substring(from, name.start()))).append('(').append(form(name.group(1))).append(')');
      groups.add(name.group(1));
      from = name.end();
    }
    regex.append(Pattern.quote(pattern.substring(from)));
    Matcher whole = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(word);
    if (!whole.matches()) {
      return false;
    }
    for (int i = 0; i < groups.size(); i++) {
      names.put(groups.get(i), whole.group(i + 1));
    }
    return true;
  }

  private static String form(String name) {
    return switch (name) {
      case "path" -> "(?:\\S*/)?";
      case "host" -> HOST;
      case "store" -> "\\$\\{[^{}]+\\}";
      case "word" -> ".*";
      default -> "[^\\s#-][^\\s#]*";
    };
  }

  private static String command(CommandRule rule, Map<String, String> names) {
    return rule.replace() == null
        ? ""
        : NAME.matcher(rule.replace())
            .replaceAll(m -> Matcher.quoteReplacement(word(names.getOrDefault(m.group(1), m.group()))));
  }

  /** A shell expansion gets quotes; anything else goes without. */
  private static String word(String value) {
    return value.contains("$") ? "\"" + value + "\"" : value;
  }
}
