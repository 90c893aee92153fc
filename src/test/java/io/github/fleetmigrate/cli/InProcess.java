package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.StepsFolder;
import io.github.fleetmigrate.proof.Level;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line in this process, without a terminal, with real engines and the project's own steps. */
final class InProcess {
  private static final Path STEPS = Path.of("migration-steps");

  private InProcess() {}

  /** What a command line left. */
  record Ended(int exit, String out, String err) {}

  static Ended run(String... arguments) {
    return run(Setting.USUAL, arguments);
  }

  /**
   * Around a command line.
   *
   * @param environment variables added to this process's own
   * @param typed what a person types on a terminal; null where there is none
   */
  record Setting(Map<String, String> environment, String typed) {
    static final Setting USUAL = new Setting(Map.of(), null);
  }

  static Ended run(Setting setting, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(setting.environment());
    boolean terminal = setting.typed() != null;
    int exit;
    try (ProcessCommandRunner commands = new ProcessCommandRunner(environment);
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Console console =
          new Console(
              new BufferedReader(new StringReader(terminal ? setting.typed() : "")), printed, errors, environment, terminal, false);
      exit = FleetMigrate.run(new Wired(console, commands, new Cancellation()), arguments);
    }
    return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private record Wired(Console console, CommandRunner commands, Cancellation cancellation) implements Services {
    @Override
    public EngineSource engines() {
      return new RealEngines(commands, this::steps);
    }

    /** Tests log nowhere. */
    @Override
    public void logAt(GlobalOptions.LogLevel level) {}

    @Override
    public StepsFolder steps(GlobalOptions options) {
      return new DiskStepsFolder(options.steps == null ? STEPS : options.steps);
    }

    @Override
    public int wizard(Program program, Path repository, Level level) {
      throw new AssertionError("no test opens the wizard here");
    }
  }
}
