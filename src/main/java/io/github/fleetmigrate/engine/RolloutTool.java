package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.plan.HostSettings;
import io.github.fleetmigrate.port.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The calls of the program that deploys hosts from now on; a host's name is an argument of its own, never shell text. */
final class RolloutTool {
  /** What deploying programs read as one host, and neither as an option nor as a pattern, a tag or a list of hosts. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private final Migration.Rollout rollout;
  private final CommandRunner commands;
  private final Evaluation evaluation;

  RolloutTool(Migration.Rollout rollout, CommandRunner commands, Evaluation evaluation) {
    this.rollout = rollout;
    this.commands = commands;
    this.evaluation = evaluation;
  }

  /** A name that is not that of one host to the program is never handed to it. */
  static void refuseOther(String name, Migration.Rollout rollout) throws Stopped {
    if (!NAME.matcher(name).matches() || name.equals(rollout.every())) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "\"" + name + "\" would mean an option or other hosts to the programs that deploy it",
          "give the host another name, of letters, digits and - _ . between them");
    }
  }

  /** Empty where the tool checks nothing by itself, or the host is applied on the machine itself. */
  List<String> check(HostSettings host) throws Stopped {
    return host.mode() == HostSettings.Mode.LOCAL || rollout.check().isEmpty()
        ? List.of()
        : call(rollout.check(), host.host());
  }

  List<String> push(HostSettings host) throws Stopped {
    return host.mode() == HostSettings.Mode.LOCAL ? filled(rollout.local(), host.host()) : call(rollout.push(), host.host());
  }

  /** Empty where the tool has no way back of its own. */
  List<String> back(HostSettings host) throws Stopped {
    return host.mode() == HostSettings.Mode.LOCAL || rollout.back().isEmpty()
        ? List.of()
        : call(rollout.back(), host.host());
  }

  /** What a person types for the same. */
  static String words(Migration.Rollout rollout, List<String> arguments, String host) {
    return rollout.program() + " " + String.join(" ", filled(arguments, host));
  }

  private List<String> call(List<String> arguments, String host) throws Stopped {
    List<String> out = new ArrayList<>();
    if (commands.find(rollout.program()).isPresent()) {
      out.add(rollout.program());
    } else {
      out.addAll(evaluation.running(rollout.flake()));
    }
    if (out.isEmpty()) {
      throw Stopped.because(
          ExitStatus.MISSING,
          rollout.program() + " is not installed, and there is no nix to run it with",
          "install nix, or put " + rollout.program() + " into PATH");
    }
    out.addAll(filled(arguments, host));
    return out;
  }

  private static List<String> filled(List<String> arguments, String host) {
    return arguments.stream().map(a -> a.replace("{host}", host)).toList();
  }
}
