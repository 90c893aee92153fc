package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.proof.Level;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}. */
@Command(name = "verify", header = "Verifies the tree as it is against the baseline.")
final class VerifyCommand extends Subcommand {
  @Option(names = "--hosts", paramLabel = "A,B", split = ",", description = "Only these hosts.")
  List<String> hosts = List.of();

  @Option(
      names = "--level",
      paramLabel = Levels.WORDS,
      split = ",",
      converter = Levels.class,
      description = "How deep (default: eval); of several the deepest, which includes the others.")
  List<Level> levels = List.of(Level.EVAL);

  @Override
  ExitStatus work() throws Exception {
    return engine().verify(hosts, Collections.max(levels));
  }
}
