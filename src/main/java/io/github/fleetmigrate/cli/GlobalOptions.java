package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.EngineOptions.RolloutLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before its name or behind it. */
final class GlobalOptions {
  enum Format {
    text,
    json
  }

  enum Color {
    auto,
    always,
    never
  }

  enum LogLevel {
    error,
    warn,
    info,
    debug
  }

  @Option(names = "--repo", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "The repository (default: here).")
  Path repo = Path.of(".");

  @Option(names = "--steps", paramLabel = "DIR", scope = ScopeType.INHERIT, description = "Another catalogue of migrations.")
  Path steps;

  @Option(
      names = "--migration",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      description = "The migration (default: ${DEFAULT-VALUE}).")
  String migration = "nixos-fleet";

  @Option(names = "--nix", paramLabel = "PATH", scope = ScopeType.INHERIT, description = "The nix program to use.")
  String nix = "nix";

  @Option(names = "--offline", scope = ScopeType.INHERIT, description = "Do not use the network.")
  boolean offline;

  @Option(names = "--impure", scope = ScopeType.INHERIT, description = "Handed to nix.")
  boolean impure;

  @Option(
      names = "--override-input",
      arity = "2",
      parameterConsumer = Pair.class,
      paramLabel = "NAME URL",
      hideParamSyntax = true,
      scope = ScopeType.INHERIT,
      description = "Handed to nix; can be given several times.")
  List<String> overrideInput = new ArrayList<>();

  @Option(
      names = "--ssh-config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Handed to ssh -G as -F.")
  Path sshConfig;

  /** How long a rollout waits: {@code rollout} alone has options for it. */
  RolloutLimits rollout = RolloutLimits.USUAL;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      scope = ScopeType.INHERIT,
      description = "How reports are printed (default: ${DEFAULT-VALUE}).")
  Format format = Format.text;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      scope = ScopeType.INHERIT,
      description = "Colours (default: ${DEFAULT-VALUE}; NO_COLOR is honoured).")
  Color color = Color.auto;

  @Option(
      names = "--log-level",
      paramLabel = "error|warn|info|debug",
      scope = ScopeType.INHERIT,
      description = "What is written to the log file (default: ${DEFAULT-VALUE}); debug also prints stack traces.")
  LogLevel logLevel = LogLevel.info;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
  boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, scope = ScopeType.INHERIT, description = "Show the version.")
  boolean version;

  /** Adds two words to the list, whichever side of the command's name they stand: picocli begins a new list there. */
  static final class Pair implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
      // Neither a name nor an address begins with a dash; nix would take it for an option of its own.
      boolean pair =
          words.size() >= 2 && words.stream().skip(words.size() - 2L).noneMatch(word -> word.startsWith("-"));
      if (!pair) {
        throw new ParameterException(
            command.commandLine(), "--override-input takes an input's name and a flake URL");
      }
      List<String> values = option.getValue();
      values.add(words.pop());
      values.add(words.pop());
    }
  }

  boolean json() {
    return format == Format.json;
  }

  boolean colored(Console console) {
    String no = console.environment().get("NO_COLOR");
    return switch (color) {
      case always -> true;
      case never -> false;
      case auto -> console.screen() && (no == null || no.isEmpty());
    };
  }

  Map<String, String> overrides() {
    Map<String, String> out = new LinkedHashMap<>();
    for (int i = 0; i + 1 < overrideInput.size(); i += 2) {
      out.put(overrideInput.get(i), overrideInput.get(i + 1));
    }
    return out;
  }
}
