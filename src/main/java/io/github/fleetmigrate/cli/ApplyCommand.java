package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.proof.Level;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code apply}. */
@Command(name = "apply", header = "Runs phases in order: edit, verify, checkpoint. The same command resumes.")
final class ApplyCommand extends Subcommand {
  @Mixin PhaseRange range = new PhaseRange();

  @Option(
      names = "--level",
      paramLabel = Levels.WORDS,
      converter = Levels.class,
      description = "How deep to verify (default: eval).")
  Level level = Level.EVAL;

  @Option(names = "--answers", paramLabel = "FILE", description = "Answers, as a JSON object.")
  Path answers;

  @Option(names = "--yes", description = "Agree to every phase beforehand.")
  boolean yes;

  @Override
  ExitStatus work() throws Exception {
    return new ApplyRun(parent.program()).run(range, level, answers, yes);
  }
}
