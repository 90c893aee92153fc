package io.github.fleetmigrate.nixeval;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One nix call with what all of them share. */
final class NixCommand {
  /** git must not ask for a password: there is nobody to answer. */
  private static final Map<String, String> ENVIRONMENT = Map.of("GIT_TERMINAL_PROMPT", "0", "NO_COLOR", "1");

  private static final Logger LOG = LoggerFactory.getLogger(NixCommand.class);
  /** What a URL may hold between its scheme and its host. */
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]*@");

  private final CommandRunner runner;
  private final NixProgram nix;
  private final NixOptions options;
  private final Cancellation cancellation;

  NixCommand(CommandRunner runner, NixProgram nix, NixOptions options, Cancellation cancellation) {
    this.runner = runner;
    this.nix = nix;
    this.options = options;
    this.cancellation = cancellation;
  }

  /** Runs a sub-command on a flake whose lock stays as it is. */
  Evaluated<String> onFlake(List<String> subcommand, List<String> arguments, Consumer<String> errorLines) {
    List<String> all = new ArrayList<>(subcommand);
    all.add("--no-write-lock-file");
    if (options.impure()) {
      all.add("--impure");
    }
    options
        .overrideInputs()
        .forEach((name, reference) -> all.addAll(List.of("--override-input", name, reference)));
    all.addAll(arguments);
    return run(all, null, errorLines);
  }

  /**
   * Runs a sub-command.
   *
   * @param folder where it runs; null for this process's own
   * @return what it printed
   */
  Evaluated<String> run(List<String> arguments, Path folder, Consumer<String> errorLines) {
    return start(words(arguments), folder, errorLines);
  }

  /** nix with our settings, and a sub-command. */
  List<String> words(List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(nix.path().toString());
    all.addAll(List.of("--extra-experimental-features", "nix-command flakes"));
    setting(all, "accept-flake-config", "false");
    setting(all, "warn-dirty", "false");
    // Its cache repeats an old error without its text, and answers with a .drv that the store no longer has.
    setting(all, "eval-cache", "false");
    if (options.offline()) {
      all.add("--offline");
    }
    all.addAll(arguments);
    return all;
  }

  /** Runs any program of the nix installation as it is. */
  Evaluated<String> start(List<String> arguments, Path folder, Consumer<String> errorLines) {
    try {
      CommandRunner.Result result =
          runner.run(
              new CommandRunner.Call(arguments, folder, ENVIRONMENT, options.timeout()), cancellation, errorLines);
      if (result.succeeded()) {
        return Evaluated.of(result.output());
      }
      NixFailure failure = NixErrors.of(result);
      if (failure.kind() != NixFailure.Kind.CANCELLED) {
        LOG.info("nix gave no value: {}\n{}", failure.kind(), CREDENTIALS.matcher(failure.log()).replaceAll("://…@"));
      }
      return Evaluated.failed(failure);
    } catch (IOException e) {
      return Evaluated.failed(NixFailure.noNix("nix cannot be started: " + e.getMessage()));
    }
  }

  /**
   * Runs a program that a flake made.
   *
   * @throws IOException where it cannot be started
   */
  CommandRunner.Result program(List<String> arguments, Path folder, Duration limit) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>(ENVIRONMENT);
    environment.put("PRJ_ROOT", folder.toString());
    return runner.run(new CommandRunner.Call(arguments, folder, environment, limit), cancellation, line -> {});
  }

  private static void setting(List<String> arguments, String name, String value) {
    arguments.addAll(List.of("--option", name, value));
  }
}
