package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.testing.FleetTool;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample fleet, migrated, with a machine behind each of its addresses: real sshds, a {@code fleet} in PATH that really
 * evaluates, and four hosts that run what they ran before the migration.
 */
final class RolloutFleet implements AutoCloseable {
  static final List<String> HOSTS = List.of("axon", "nexus", "cortex", "orion");
  private final SshFleet machines;
  private final FleetTool tool;
  private final SampleRepo migrated;
  private final Map<String, String> before = new LinkedHashMap<>();

  private RolloutFleet(SshFleet machines, FleetTool tool, SampleRepo migrated) {
    this.machines = machines;
    this.tool = tool;
    this.migrated = migrated;
  }

  /**
   * @param orion how the host without a deploy node is treated: {@code ssh}, {@code local} or {@code exclude}
   */
  static RolloutFleet in(Path folder, String orion) throws IOException {
    SshFleet machines = SshFleet.of(folder.resolve("ssh"), HOSTS.toArray(String[]::new));
    try {
      FleetTool tool = FleetTool.in(folder.resolve("tool"), machines);
      SampleRepo repo = SampleRepo.in(folder, "nix");
      RolloutFleet fleet = new RolloutFleet(machines, tool, repo);
      JsonNode systems =
          repo.eval(
              repo.head(),
              "nixosConfigurations",
              "hosts: builtins.mapAttrs (_: h: h.config.system.build.toplevel.outPath) hosts");
      HOSTS.forEach(host -> fleet.before.put(host, systems.get(host).asText()));
      Path answers = repo.answers(given -> fleet.answer(given, orion));
      repo.done("apply", "--yes", "--level", "eval", "--answers", answers.toString());
      return fleet;
    } catch (IOException | RuntimeException | Error e) {
      machines.close();
      throw e;
    }
  }

  private void answer(ObjectNode given, String orion) {
    given.putObject("withoutNode").put("orion", orion);
    ObjectNode settled = given.putObject("settle");
    for (SshFleet.Machine machine : machines.machines()) {
      if (machine.name().equals("orion") && !orion.equals("ssh")) {
        continue;
      }
      settled.put(machine.name() + ".targetHost", machine.address());
      settled.put(machine.name() + ".targetPort", machine.port());
      settled.put(machine.name() + ".targetUser", SshFleet.user());
    }
  }

  /** A copy of the repository as the migration left it, with machines that nothing was done to yet. */
  SampleRepo repo(Path folder) throws IOException {
    tool.anew();
    for (String host : HOSTS) {
      tool.runs(host, before.get(host));
    }
    return migrated.copy(folder);
  }

  SshFleet machines() {
    return machines;
  }

  FleetTool tool() {
    return tool;
  }

  /** What a host ran before the migration. */
  String before(String host) {
    return before.get(host);
  }

  Map<String, String> environment() {
    return Map.of("PATH", tool.programs() + ":" + System.getenv("PATH"));
  }

  /** Without a terminal. */
  InProcess.Ended rollout(SampleRepo repo, String... more) throws IOException {
    return run(repo, null, more);
  }

  /** On a terminal where these lines are typed. */
  InProcess.Ended typed(SampleRepo repo, List<String> lines, String... more) throws IOException {
    return run(repo, String.join("\n", lines) + "\n", more);
  }

  private InProcess.Ended run(SampleRepo repo, String typed, String... more) throws IOException {
    return repo.run(new InProcess.Setting(environment(), typed), arguments(more));
  }

  String[] arguments(String... more) {
    List<String> all = new ArrayList<>(List.of("--ssh-config", machines.config().toString(), "rollout"));
    all.addAll(List.of(more));
    if (!all.contains("--watch")) {
      all.addAll(List.of("--watch", "0"));
    }
    return all.toArray(String[]::new);
  }

  @Override
  public void close() {
    machines.close();
  }
}
