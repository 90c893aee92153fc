package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A flake's formatter: the program of {@code formatter.<system>} that {@code nix fmt} runs. It is found as nix finds it
 * ({@code meta.mainProgram}, else {@code pname}, else the name), built, and started by ourselves, because {@code nix fmt}
 * would copy the whole tree into the store each time.
 */
public final class FlakeFormatter {
  private static final String PROGRAM =
      "f: { folder = \"${f}/bin\"; name = f.meta.mainProgram or f.pname or (builtins.parseDrvName f.name).name; }";

  private final FlakeEvaluator evaluator;
  private final NixCommand command;

  FlakeFormatter(FlakeEvaluator evaluator, NixCommand command) {
    this.evaluator = evaluator;
    this.command = command;
  }

  /** The program, built; a failure where the flake has none for this machine, or where it cannot be built here. */
  public Evaluated<Path> program(FlakeSource source) {
    return command
        .run(List.of("eval", "--impure", "--raw", "--expr", "builtins.currentSystem"), null, line -> {})
        .flatMap(
            system -> {
              AttrPath path = AttrPath.of("formatter", system.strip());
              Evaluated<JsonNode> named = evaluator.value(source, path, PROGRAM);
              return named.succeeded() ? evaluator.build(source, path, line -> {}).flatMap(built -> named) : named;
            })
        .map(named -> Path.of(named.get("folder").asText(), named.get("name").asText()));
  }

  /**
   * Runs the program on files of a folder, which it may change.
   *
   * @param files paths in the folder
   * @return why it failed, in its own first words; empty where it ended well
   */
  public Optional<String> run(Path program, Path folder, List<String> files, Duration limit) {
    List<String> arguments = new ArrayList<>(List.of(program.toString()));
    // A name that begins like an option is none.
    files.forEach(file -> arguments.add(file.startsWith("-") ? "./" + file : file));
    try {
      CommandRunner.Result result = command.program(arguments, folder, limit);
      return switch (result.end()) {
        case EXITED -> result.exitCode() == 0 ? Optional.empty() : Optional.of(words(result));
        case TIMED_OUT -> Optional.of("it did not end within " + limit.toSeconds() + " s");
        case CANCELLED -> Optional.of("it was stopped");
      };
    } catch (IOException e) {
      return Optional.of("it cannot be started: " + e.getMessage());
    }
  }

  private static String words(CommandRunner.Result result) {
    return (result.errors() + "\n" + result.output())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("exit code " + result.exitCode());
  }
}
