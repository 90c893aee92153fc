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

/** Runs the command line in this process, without a terminal, with real engines and the project's own steps. */
final class InProcess {
  private static final Path STEPS = Path.of("migration-steps");

  private InProcess() {}

  /** What a command line left. */
  record Ended(int exit, String out, String err) {}

  static Ended run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit;
    try (ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Console console =
          new Console(new BufferedReader(new StringReader("")), printed, errors, System.getenv(), false, false);
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
