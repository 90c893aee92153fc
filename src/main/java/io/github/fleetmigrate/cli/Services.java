package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.StepsFolder;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.nio.file.Path;

/** What the command line is wired with. */
interface Services {
  Console console();

  EngineSource engines();

  CommandRunner commands();

  /** Given by a signal. */
  Cancellation cancellation();

  /** Logs into the log file from now on, down to this level. */
  void logAt(GlobalOptions.LogLevel level);

  /** The folder of migrations: {@code --steps}, or the one that came with the program. */
  StepsFolder steps(GlobalOptions options) throws Refusal;

  /** Opens the wizard, which verifies phases to this level; returns its exit code. */
  int wizard(Program program, Path repository, Level level) throws Refusal, IOException;
}
