package io.github.fleetmigrate.demo;

import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs programs where the sample is rolled out: whatever would deploy, gain privileges or log in elsewhere is played on the
 * sample's machines, also where such a program is installed. Everything else is run as it is.
 */
public final class SampleCommands implements CommandRunner {
  /** The machine that one sits at, as far as the sample is concerned. */
  private static final String HERE = "orion";

  /** Programs that reach beyond the sample; its own do nothing in their place. */
  private static final List<String> NEVER = List.of("ssh", "sudo");

  private static final String HOST = "{host}";

  private final CommandRunner commands;
  private final SampleFleet.Layout sample;
  private final SampleMachines machines;
  /** Null where the migration has no rollout. */
  private final Migration.Rollout rollout;

  public SampleCommands(
      CommandRunner commands, SampleFleet.Layout sample, SampleMachines machines, Migration.Rollout rollout) {
    this.commands = commands;
    this.sample = sample;
    this.machines = machines;
    this.rollout = rollout;
  }

  @Override
  public Result run(Call call, Cancellation cancellation, Listener listener) throws IOException {
    List<String> arguments = call.arguments();
    String program = Path.of(arguments.get(0)).getFileName().toString();
    if (isAskedOfThisMachine(call)) {
      machines.begin(cancellation);
      return machines.on(HERE, System.getProperty("user.name"), arguments, call.timeout(), cancellation, listener);
    }
    if (rollout != null) {
      Optional<String> host = host(rollout.local(), arguments);
      if (host.isPresent()) {
        return played(List.of(sample.machine().toString(), "rebuild", host.get()), call, cancellation, listener);
      }
      if (program.equals(rollout.program())) {
        List<String> own = new ArrayList<>(List.of(sample.program().toString()));
        own.addAll(own(arguments.subList(1, arguments.size())));
        return played(own, call, cancellation, listener);
      }
    }
    if (NEVER.contains(program)) {
      List<String> harmless = new ArrayList<>(List.of(sample.stubs().resolve(program).toString()));
      harmless.addAll(arguments.subList(1, arguments.size()));
      return played(harmless, call, cancellation, listener);
    }
    return commands.run(call, cancellation, listener);
  }

  @Override
  public Optional<Path> find(String program) {
    if (rollout != null && program.equals(rollout.program())) {
      return Optional.of(sample.program());
    }
    return NEVER.contains(program) ? Optional.of(sample.stubs().resolve(program)) : commands.find(program);
  }

  /** A script for no folder: what is asked of a machine, and of this one where it is said to be a host of the fleet. */
  private static boolean isAskedOfThisMachine(Call call) {
    List<String> arguments = call.arguments();
    return call.directory() == null && arguments.size() > 2 && arguments.subList(0, 2).equals(List.of("sh", "-c"));
  }

  /** What the sample's program is told for the same: its own words, whatever the migration's program is called. */
  private List<String> own(List<String> arguments) {
    Map<String, List<String>> words = Map.of("check", rollout.check(), "push", rollout.push(), "rollback", rollout.back());
    for (Map.Entry<String, List<String>> word : words.entrySet()) {
      Optional<String> host = host(word.getValue(), arguments);
      if (host.isPresent()) {
        return List.of(word.getKey(), host.get());
      }
    }
    return arguments;
  }

  private Result played(List<String> arguments, Call call, Cancellation cancellation, Listener listener)
      throws IOException {
    Map<String, String> environment = new HashMap<>(call.environment());
    environment.putAll(machines.environment());
    return commands.run(new Call(arguments, call.directory(), environment, call.timeout()), cancellation, listener);
  }

  /** The host that arguments are about, where they are these with a host's name in them. */
  private static Optional<String> host(List<String> pattern, List<String> arguments) {
    if (pattern.size() != arguments.size()) {
      return Optional.empty();
    }
    String host = null;
    for (int i = 0; i < pattern.size(); i++) {
      String wanted = pattern.get(i);
      String given = arguments.get(i);
      int at = wanted.indexOf(HOST);
      if (at < 0) {
        if (!wanted.equals(given)) {
          return Optional.empty();
        }
        continue;
      }
      String before = wanted.substring(0, at);
      String after = wanted.substring(at + HOST.length());
      if (!given.startsWith(before) || !given.endsWith(after) || given.length() < before.length() + after.length()) {
        return Optional.empty();
      }
      host = given.substring(before.length(), given.length() - after.length());
    }
    return Optional.ofNullable(host);
  }
}
