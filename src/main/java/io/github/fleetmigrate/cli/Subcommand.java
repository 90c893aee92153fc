package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** What commands under {@code fleet-migrate} share: the program's services, and an exit code from how they ended. */
abstract class Subcommand implements Callable<Integer> {
  @ParentCommand FleetMigrate parent;

  /** Does the command's work; throws {@link Refusal} for what a person can put right. */
  abstract ExitStatus work() throws Exception;

  @Override
  public final Integer call() throws Exception {
    return work().code();
  }

  final EngineCommands engine() {
    return new EngineCommands(parent.program());
  }
}
