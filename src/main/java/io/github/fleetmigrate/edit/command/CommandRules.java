package io.github.fleetmigrate.edit.command;

import io.github.fleetmigrate.edit.command.CommandRuleSet.Tool;
import io.github.fleetmigrate.edit.command.ShellWords.Command;
import io.github.fleetmigrate.edit.command.ShellWords.Word;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rewrites commands in a piece of shell by a rule set. What no rule knows is left alone, never guessed. */
public final class CommandRules {
  private static final String INSIDE = "it stands inside another command";

  /** What stands in front of a command that another one runs. */
  private static final Set<String> RUNS = Set.of("--command", "-c", "--", "--run");

  private final CommandRuleSet rules;

  public CommandRules(CommandRuleSet rules) {
    this.rules = rules;
  }

  /**
   * What rewriting gives.
   *
   * @param edits over the original text
   * @param left commands of a known tool that are not rewritten
   */
  public record Result(List<TextEdit> edits, List<Left> left) {
    public Result {
      edits = List.copyOf(edits);
      left = List.copyOf(left);
    }

    /** Nothing is rewritten: what would have been is left alone for a reason. */
    public Result refused(String text, String reason) {
      List<Left> all = new ArrayList<>(left);
      edits.forEach(e -> all.add(new Left(e.range(), e.range().in(text), reason, e.replacement())));
      return new Result(List.of(), all);
    }
  }

  /**
   * A command that is left alone, and why.
   *
   * @param equal what would do the same if it stood alone; null where nothing would
   */
  public record Left(TextRange range, String command, String reason, String equal) {
    public Left(TextRange range, String command, String reason) {
      this(range, command, reason, null);
    }
  }

  /** Whether a text may hold a command of a known tool: a quick look, before any reading. */
  public boolean isNamedIn(String text) {
    return rules.tools().stream().flatMap(t -> t.programs().stream()).map(CommandRules::name).anyMatch(text::contains);
  }

  /** The word of a program that says most. */
  private static String name(String program) {
    return Stream.of(program.replaceAll("\\{[a-z]+\\}", "").split(" "))
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  /** Whether words begin with a program of a known tool. */
  public boolean isCall(String words) {
    List<Command> commands = ShellWords.commands(words);
    return commands.size() == 1
        && rules.tools().stream()
            .anyMatch(t -> WordPatterns.arguments(t.programs(), commands.get(0).words()).isPresent());
  }

  /** Rewrites a script: quotes and here-documents may span lines. */
  public Result rewrite(String script) {
    List<TextEdit> edits = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    rewrite(script, new TextRange(0, script.length()), edits, left);
    return new Result(edits, left);
  }

  /** Rewrites lines that are read one by one, each with its continuations. */
  public Result rewriteLines(String lines) {
    List<TextEdit> edits = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    int start = 0;
    while (start < lines.length()) {
      int end = start;
      do {
        int newline = lines.indexOf('\n', end);
        end = newline < 0 ? lines.length() : newline + 1;
      } while (end < lines.length() && lines.substring(start, end).stripTrailing().endsWith("\\"));
      rewrite(lines, new TextRange(start, end), edits, left);
      start = end;
    }
    return new Result(edits, left);
  }

  private void rewrite(String text, TextRange part, List<TextEdit> edits, List<Left> left) {
    for (Command command : ShellWords.commands(part.in(text))) {
      CommandPrefix prefix = CommandPrefix.of(command);
      List<Word> words = prefix.rest();
      if (words.isEmpty()) {
        continue;
      }
      TextRange whole =
          new TextRange(
              part.start() + words.get(0).range().start(), part.start() + words.get(words.size() - 1).range().end());
      decide(command, prefix)
          .ifPresent(
              d -> {
                if (d.replacement() != null) {
                  edits.add(new TextEdit(whole, d.replacement()));
                } else {
                  left.add(new Left(whole, whole.in(text), d.reason(), d.equal()));
                }
              });
    }
  }

  /** A replacement, or a reason to leave a command alone, with what would do the same elsewhere. */
  private record Decided(String replacement, String reason, String equal) {
    Decided(String replacement, String reason) {
      this(replacement, reason, null);
    }
  }

  private Optional<Decided> decide(Command command, CommandPrefix prefix) {
    for (Tool tool : rules.tools()) {
      Optional<List<Word>> arguments = WordPatterns.arguments(tool.programs(), prefix.rest());
      if (arguments.isPresent()) {
        Optional<Decided> decided = byRule(tool, arguments.get(), command, prefix);
        if (decided.isPresent()) {
          return decided;
        }
      }
    }
    return insideAnother(prefix.rest());
  }

  private static Optional<Decided> byRule(
      Tool tool, List<Word> arguments, Command command, CommandPrefix prefix) {
    for (CommandRule rule : tool.rules()) {
      Optional<List<String>> commands = WordPatterns.fill(rule, WordPatterns.without(tool.drop(), arguments));
      if (commands.isEmpty()) {
        continue;
      }
      if (rule.replace() == null) {
        return Optional.of(new Decided(null, rule.reason()));
      }
      if (command.broken()) {
        return Optional.of(new Decided(null, "a redirection stands among its words"));
      }
      if (commands.get().size() > 1 && !(prefix.plain() && standsAlone(command))) {
        return Optional.of(new Decided(null, "it becomes several commands, which do not fit where it stands"));
      }
      return Optional.of(new Decided(String.join(" && ", commands.get()), null));
    }
    boolean called =
        arguments.stream().map(Word::text).anyMatch(w -> w.equals(".") || w.contains("#") || w.matches("-.+"));
    return called && tool.otherwise() != null
        ? Optional.of(new Decided(null, tool.otherwise()))
        : Optional.empty();
  }

  /** Whether {@code a && b} means there what one command does. */
  private static boolean standsAlone(Command command) {
    return List.of("", "\n", ";", "&&").contains(command.before())
        && List.of("", "\n", ";", "&&", "||").contains(command.after())
        && !command.redirected();
  }

  /** A command that another one runs is named with what would do the same, and left: who finds that there is not known. */
  private Optional<Decided> insideAnother(List<Word> words) {
    for (int i = 1; i < words.size(); i++) {
      List<Word> tail = words.subList(i, words.size());
      boolean runs = RUNS.contains(words.get(i - 1).text());
      for (Tool tool : rules.tools()) {
        Optional<List<Word>> arguments = WordPatterns.arguments(tool.programs(), tail);
        if (arguments.isEmpty()) {
          continue;
        }
        Optional<Decided> fits = inner(tool, arguments.get());
        if (fits.isPresent()) {
          return fits;
        }
        if (runs && tool.otherwise() != null && arguments.get().stream().anyMatch(w -> w.text().contains("#"))) {
          return Optional.of(new Decided(null, tool.otherwise() + "; " + INSIDE));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Decided> inner(Tool tool, List<Word> arguments) {
    return tool.rules().stream()
        .filter(r -> r.replace() != null)
        .flatMap(r -> WordPatterns.fill(r, WordPatterns.without(tool.drop(), arguments)).stream())
        .findFirst()
        .map(c -> new Decided(null, INSIDE, String.join(" && ", c)));
  }
}
