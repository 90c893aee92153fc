package io.github.fleetmigrate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not write: one line for each command, option and word that can be chosen. */
final class FishScript {
  private final List<String> lines = new ArrayList<>();
  private final String program;

  private FishScript(String program) {
    this.program = program;
  }

  static String of(CommandLine root) {
    FishScript script = new FishScript(root.getCommandName());
    script.lines.add("# completion of " + script.program + " for fish");
    script.lines.add("complete -c " + script.program + " -f");
    script.options(root.getCommandSpec(), "", true);
    script.commands(root, "__fish_use_subcommand");
    return String.join("\n", script.lines) + "\n";
  }

  private void commands(CommandLine line, String when) {
    for (Map.Entry<String, CommandLine> entry : line.getSubcommands().entrySet()) {
      CommandLine sub = entry.getValue();
      lines.add(complete(when) + " -a " + entry.getKey() + " -d " + quoted(summary(sub.getCommandSpec())));
      String inside = "__fish_seen_subcommand_from " + entry.getKey();
      options(sub.getCommandSpec(), inside, false);
      sub.getCommandSpec().positionalParameters().forEach(p -> words(p.paramLabel(), inside));
      if (!sub.getSubcommands().isEmpty()) {
        String none =
            inside + "; and not __fish_seen_subcommand_from " + String.join(" ", sub.getSubcommands().keySet());
        commands(sub, none);
      }
    }
  }

  /** Options that every command has stand once, without a condition. */
  private void options(CommandSpec spec, String when, boolean everywhere) {
    for (OptionSpec option : spec.options()) {
      if (option.inherited() && !everywhere) {
        continue;
      }
      StringBuilder line = new StringBuilder(complete(when));
      for (String name : option.names()) {
        line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
      }
      if (option.arity().max() > 0) {
        String label = option.paramLabel();
        line.append(choices(label) ? " -x -a " + quoted(label.replace('|', ' ')) : isPath(label) ? " -r -F" : " -x");
      }
      lines.add(line + " -d " + quoted(first(option.description())));
    }
  }

  private void words(String label, String when) {
    if (choices(label)) {
      lines.add(complete(when) + " -a " + quoted(label.replace('|', ' ')));
    } else if (isPath(label)) {
      lines.add(complete(when) + " -F");
    }
  }

  private String complete(String when) {
    return "complete -c " + program + (when.isEmpty() ? "" : " -n " + quoted(when));
  }

  private static boolean choices(String label) {
    return label.matches("[a-z0-9]+(\\|[a-z0-9]+)+");
  }

  private static boolean isPath(String label) {
    return List.of("DIR", "FILE", "PATH").contains(label);
  }

  private static String summary(CommandSpec spec) {
    return first(spec.usageMessage().header());
  }

  private static String first(String[] texts) {
    return texts.length == 0 ? "" : texts[0].replaceAll(" \\(default:[^)]*\\)", "");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
