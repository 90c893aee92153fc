package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code health}. */
@Command(name = "health", header = "Checks hosts over SSH, all at once; changes nothing on them.")
final class HealthCommand extends Subcommand {
  @Option(names = "--hosts", paramLabel = "A,B", split = ",", description = "Only these hosts.")
  List<String> hosts = List.of();

  @Override
  ExitStatus work() throws Exception {
    return engine().health(hosts);
  }
}
