package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollout}, which has its place in the interface and no work yet. */
@Command(name = "rollout", header = "Pushes host by host. Comes with a later version.")
final class RolloutCommand extends Subcommand {
  @Option(names = "--hosts", paramLabel = "A,B", split = ",", description = "Only these hosts, in this order.")
  List<String> hosts = List.of();

  @Option(names = "--yes", description = "Agree beforehand.")
  boolean yes;

  @Override
  ExitStatus work() throws Refusal {
    throw new Refusal(
        ExitStatus.BAD_INPUT,
        "rollout comes with a later version",
        "until then, least critical host first: `fleet push <host>`, then `fleet check <host>`");
  }
}
