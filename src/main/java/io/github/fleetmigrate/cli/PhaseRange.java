package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.migration.Migration;
import picocli.CommandLine.Option;

/** Which phases a command is about. */
final class PhaseRange {
  @Option(names = "--phase", paramLabel = "N", description = "Only this phase.")
  Integer phase;

  @Option(names = "--through", paramLabel = "N", description = "Up to this phase (default: all).")
  Integer through;

  static PhaseRange all() {
    return new PhaseRange();
  }

  int from() {
    return phase == null ? 1 : phase;
  }

  /** The last phase. */
  int through(Migration migration) {
    return phase != null ? phase : through != null ? through : migration.phases().size();
  }

  /** Refuses what no migration, or not this one, has. */
  void check(Migration migration) throws Refusal {
    if (phase != null && through != null) {
      throw new Refusal(ExitStatus.BAD_INPUT, "--phase and --through exclude each other", "name one of them");
    }
    int last = migration.phases().size();
    int named = phase != null ? phase : through != null ? through : last;
    if (named < 1 || named > last) {
      throw new Refusal(
          ExitStatus.BAD_INPUT,
          "there is no phase " + named,
          "phases go from 1 to " + last + "; `fleet-migrate steps show " + migration.id() + "` lists them");
    }
  }
}
