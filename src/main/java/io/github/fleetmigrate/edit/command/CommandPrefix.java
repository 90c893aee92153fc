package io.github.fleetmigrate.edit.command;

import io.github.fleetmigrate.edit.command.ShellWords.Command;
import io.github.fleetmigrate.edit.command.ShellWords.Word;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands in front of a command's program: prompts, keywords, assignments, just's line prefixes.
 *
 * @param rest the program and its arguments
 * @param plain whether the prefix means the same in front of several commands that {@code &&} joins
 */
record CommandPrefix(List<Word> rest, boolean plain) {
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
  private static final Pattern PROMPT = Pattern.compile("[$%❯➜]|[^\\s$]*[@\\]][^\\s$]*[$%]");
  private static final Set<String> KEYWORDS = Set.of("if", "then", "do", "else", "elif", "while", "until", "{", "@", "-", "+", "?");
  private static final Set<String> RUNNERS = Set.of("sudo", "exec", "time", "command", "env", "nohup", "!");

  static CommandPrefix of(Command command) {
    List<Word> words = new ArrayList<>(command.words());
    boolean plain = true;
    while (!words.isEmpty()) {
      String word = words.get(0).text();
      if (RUNNERS.contains(word) || ASSIGNMENT.matcher(word).matches()) {
        plain = false;
      } else if (!KEYWORDS.contains(word) && !PROMPT.matcher(word).matches()) {
        break;
      }
      words.remove(0);
    }
    if (words.size() == command.words().size() && !words.isEmpty()) {
      words.set(0, withoutLinePrefix(words.get(0)));
    }
    return new CommandPrefix(List.copyOf(words), plain);
  }

  /** Prefixes of just and make, {@code @}, {@code -}, {@code ?} and {@code +} in any order, stand right in front of the first word. */
  private static Word withoutLinePrefix(Word word) {
    int n = 0;
    while (n < word.text().length() - 1 && "@-?+".indexOf(word.text().charAt(n)) >= 0) {
      n++;
    }
    return new Word(word.text().substring(n), new TextRange(word.range().start() + n, word.range().end()));
  }
}
