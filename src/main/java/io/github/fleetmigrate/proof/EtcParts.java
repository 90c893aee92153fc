package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of {@code /etc}: lists that run side by side (until 20.09), a line {@code makeEtcEntry source target mode user
 * group} for each (since), or a line {@code target -> source mode}.
 */
final class EtcParts {
  private static final List<String> LISTS = List.of("sources", "targets", "modes", "uids", "gids");
  private static final Pattern CALL = Pattern.compile("\\s*makeEtcEntry\\s+(\\S+)\\s+(.*)");
  private static final Pattern ARROW = Pattern.compile("(\\S+) -> (.*)");

  private final Entries entries;

  EtcParts(Entries entries) {
    this.entries = entries;
  }

  void read(Derivation etc) {
    Map<String, String> environment = etc.environment();
    boolean lists = lists(environment);
    environment.forEach(
        (name, value) -> {
          if (lists && LISTS.contains(name)) {
            return;
          }
          List<String> rest = new ArrayList<>();
          for (String line : value.split("\n", -1)) {
            if (!call(line) && !arrow(line)) {
              rest.add(line);
            }
          }
          entries.restVariable(name, String.join("\n", rest));
        });
  }

  /** The builder splits the lists at spaces, as we do. */
  private boolean lists(Map<String, String> environment) {
    List<String[]> columns =
        LISTS.stream().filter(environment::containsKey).map(list -> words(environment.get(list))).toList();
    if (!environment.containsKey("sources")
        || !environment.containsKey("targets")
        || columns.stream().anyMatch(column -> column.length != columns.get(0).length)) {
      return false;
    }
    for (int i = 0; i < columns.get(0).length; i++) {
      List<String> row = new ArrayList<>();
      for (int column = 2; column < columns.size(); column++) {
        row.add(columns.get(column)[i]);
      }
      file(columns.get(1)[i], columns.get(0)[i], String.join(" ", row));
    }
    return true;
  }

  private boolean call(String line) {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return false;
    }
    String[] words = words(call.group(2));
    if (words.length < 1) {
      return false;
    }
    file(unquoted(words[0]), unquoted(call.group(1)), String.join(" ", List.of(words).subList(1, words.length)));
    return true;
  }

  private boolean arrow(String line) {
    Matcher arrow = ARROW.matcher(line);
    if (!arrow.matches()) {
      return false;
    }
    String[] words = words(arrow.group(2));
    file(arrow.group(1), words[0], String.join(" ", List.of(words).subList(1, words.length)));
    return true;
  }

  private void file(String target, String source, String mode) {
    Part part = new Part(Part.Kind.ETC, target);
    entries.add(part, "", source);
    entries.add(part, "mode", mode);
  }

  private static String[] words(String list) {
    return list.strip().split("\\s+");
  }

  private static String unquoted(String word) {
    boolean quoted = word.length() > 1 && word.charAt(0) == '\'' && word.endsWith("'");
    return quoted ? word.substring(1, word.length() - 1) : word;
  }
}
