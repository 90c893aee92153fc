package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which phases a command is about. */
final class PhaseRange {
  @Option(
      names = "--phase",
      paramLabel = "N",
      description = "Only this phase; plan takes rollout too, for what ends a rollout.",
      converter = Number.class)
  Integer phase;

  @Option(names = "--through", paramLabel = "N", description = "Up to this phase (default: all).")
  Integer through;

  /** A phase's number, or the word that checkpoints have for what ends a rollout. */
  static final class Number implements CommandLine.ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (value.equals("rollout")) {
        return Phase.CLOSING;
      }
      if (!value.matches("-?[0-9]{1,9}")) {
        throw new CommandLine.TypeConversionException("'" + value + "' is not an int");
      }
      return Integer.valueOf(value);
    }
  }

  /** Whether it is what ends a rollout. */
  boolean isClosing() {
    return phase != null && phase == Phase.CLOSING;
  }

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
    if (isClosing()) {
      if (migration.closing() == null) {
        throw new Refusal(
            ExitStatus.BAD_INPUT,
            "this migration keeps nothing that is removed at the end",
            "`fleet-migrate steps show " + migration.id() + "` lists its phases");
      }
      return;
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
