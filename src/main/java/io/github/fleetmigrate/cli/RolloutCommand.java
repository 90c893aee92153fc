package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollout}. */
@Command(
    name = "rollout",
    header = "Pushes host by host: health, build, what would change, your consent, push, health again.",
    description = {
      "Hosts that were confirmed are not pushed again; the first that fails ends it. Run it again to go on.",
      ""
    })
final class RolloutCommand extends Subcommand {
  @Option(names = "--hosts", paramLabel = "A,B", split = ",", description = "Only these hosts, in this order.")
  List<String> hosts = List.of();

  @Option(names = "--yes", description = "Agree beforehand; hosts must be named then.")
  boolean yes;

  @Option(names = "--back", paramLabel = "HOST", description = "Bring a pushed host back to what it ran before.")
  String back;

  @Option(
      names = "--finish",
      description = "Once every host is confirmed: remove what was kept as a fallback, as a checkpoint of its own.")
  boolean finish;

  @Override
  ExitStatus work() throws Exception {
    RolloutRun run = new RolloutRun(parent.program());
    if (back != null && finish || !hosts.isEmpty() && (back != null || finish)) {
      throw new Refusal(
          ExitStatus.BAD_INPUT, "--hosts, --back and --finish do not go together", "take one of them at a time");
    }
    if (back != null) {
      return run.back(back, yes);
    }
    return finish ? run.finish(yes) : run.run(hosts, yes);
  }
}
