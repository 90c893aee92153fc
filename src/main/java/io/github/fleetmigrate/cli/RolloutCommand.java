package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.EngineOptions.RolloutLimits;
import io.github.fleetmigrate.engine.ExitStatus;
import java.time.Duration;
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

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long a machine may take to come back after a push (default: 300).")
  Integer wait;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description = "How long it has to stay healthy then (default: 10).")
  Integer watch;

  @Override
  ExitStatus work() throws Exception {
    parent.options.rollout = limits();
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

  private RolloutLimits limits() throws Refusal {
    RolloutLimits usual = RolloutLimits.USUAL;
    return new RolloutLimits(
        usual.push(), seconds("--wait", wait, usual.comeBack()), seconds("--watch", watch, usual.watch()), usual.pause());
  }

  private static Duration seconds(String option, Integer given, Duration usual) throws Refusal {
    if (given != null && given < 0) {
      throw new Refusal(ExitStatus.BAD_INPUT, option + " " + given + " is no time", "give seconds, 0 or more");
    }
    return given == null ? usual : Duration.ofSeconds(given);
  }
}
