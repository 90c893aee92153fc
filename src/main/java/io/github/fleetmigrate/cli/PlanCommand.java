package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}. */
@Command(name = "plan", header = "The exact changes that apply would make, as a diff that git apply accepts.")
final class PlanCommand extends Subcommand {
  @Mixin PhaseRange range = new PhaseRange();

  @Option(names = "--answers", paramLabel = "FILE", description = "Answers, as a JSON object.")
  Path answers;

  @Override
  ExitStatus work() throws Exception {
    return engine().plan(range, answers);
  }
}
