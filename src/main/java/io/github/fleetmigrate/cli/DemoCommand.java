package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.proof.Level;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(name = "demo", header = "Lays out a sample fleet and opens the wizard on it.")
final class DemoCommand extends Subcommand {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where; an earlier demo there is opened again (default: a fresh temporary folder).")
  Path dir;

  @Option(names = "--headless", description = "Run all phases with the sample's answers, and print what was done.")
  boolean headless;

  @Option(
      names = "--level",
      paramLabel = Levels.WORDS,
      converter = Levels.class,
      description = "How deep to verify (default: build).")
  Level level = Level.BUILD;

  @Override
  ExitStatus work() throws Exception {
    return new DemoRun(parent.program(), parent.services()).run(dir, headless, level);
  }
}
