package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import picocli.CommandLine.Command;

/** {@code check}. */
@Command(name = "check", header = "Facts about the repository, findings, and the state of every step.")
final class CheckCommand extends Subcommand {
  @Override
  ExitStatus work() throws Exception {
    return engine().check();
  }
}
