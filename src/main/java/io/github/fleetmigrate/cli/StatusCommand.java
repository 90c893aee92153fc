package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import picocli.CommandLine.Command;

/** {@code status}. */
@Command(name = "status", header = "Phases, checkpoints, verification reached, what comes next.")
final class StatusCommand extends Subcommand {
  @Override
  ExitStatus work() throws Exception {
    return engine().status();
  }
}
