package io.github.fleetmigrate.testing;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.NixOptions;
import io.github.fleetmigrate.nixeval.NixProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Evaluators over the real nix programs, for tests. */
public final class Nix {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Nix() {}

  public static FlakeEvaluator evaluator(String program) {
    return evaluator(program, Map.of(), false);
  }

  public static FlakeEvaluator evaluator(String program, Map<String, String> overrides, boolean impure) {
    return evaluator(program, overrides, impure, LIMIT);
  }

  /** One whose calls may take no longer than this. */
  public static FlakeEvaluator evaluator(String program, Duration limit) {
    return evaluator(program, Map.of(), false, limit);
  }

  private static FlakeEvaluator evaluator(
      String program, Map<String, String> overrides, boolean impure, Duration limit) {
    Path path = Tools.require(program);
    ProcessCommandRunner runner = new ProcessCommandRunner(System.getenv());
    NixProgram nix =
        NixProgram.probe(runner, path.toString(), LIMIT)
            .value()
            .orElseThrow(() -> new AssertionError(program + " does not tell its version"));
    return new FlakeEvaluator(runner, nix, new NixOptions(path, true, impure, overrides, limit));
  }
}
