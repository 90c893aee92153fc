package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import picocli.CommandLine.Command;

/** {@code doctor}. */
@Command(name = "doctor", header = "What is installed, and what that allows.")
final class DoctorCommand extends Subcommand {
  @Override
  ExitStatus work() {
    return new Doctor(parent.program(), parent.services().commands()).run();
  }
}
