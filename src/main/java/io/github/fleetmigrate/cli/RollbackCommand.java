package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollback}. */
@Command(name = "rollback", header = "Back to the checkpoint after a phase, or to before the migration.")
final class RollbackCommand extends Subcommand {
  @Option(names = "--to", paramLabel = "N|start", required = true, description = "The phase, or start.")
  String to;

  @Option(names = "--yes", description = "Agree beforehand.")
  boolean yes;

  @Override
  ExitStatus work() throws Exception {
    if (!to.equals("start") && !to.matches("[1-9][0-9]?")) {
      throw new Refusal(
          ExitStatus.BAD_INPUT,
          "--to takes a phase's number or start, not " + to,
          "`fleet-migrate status` lists the checkpoints");
    }
    return engine().rollback(to.equals("start") ? 0 : Integer.parseInt(to), yes);
  }
}
