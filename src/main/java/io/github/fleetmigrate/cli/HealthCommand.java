package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code health}, which has its place in the interface and no work yet. */
@Command(name = "health", header = "Checks hosts over SSH. Comes with a later version.")
final class HealthCommand extends Subcommand {
  @Option(names = "--hosts", paramLabel = "A,B", split = ",", description = "Only these hosts.")
  List<String> hosts = List.of();

  @Override
  ExitStatus work() throws Refusal {
    throw new Refusal(
        ExitStatus.BAD_INPUT, "health comes with a later version", "until then, per host: `fleet check <host>`");
  }
}
