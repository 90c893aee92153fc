package io.github.fleetmigrate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.engine.HealthRun;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.RemoteHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample's machines, asked as real ones are. */
class SampleMachinesTest {
  private static final String SYSTEMS =
      "hosts: builtins.mapAttrs (_: h: h.config.system.build.toplevel.outPath) hosts";

  @TempDir Path temp;
  private final ProcessCommandRunner commands = new ProcessCommandRunner();
  private SampleRepo repo;
  private SampleMachines machines;

  @BeforeEach
  void layOut() throws IOException {
    repo = SampleRepo.in(temp, "nix");
    machines = new SampleMachines(repo.layout(), commands, "nix");
  }

  @AfterEach
  void stop() {
    commands.close();
  }

  private static HostToCheck host(String name, String address, String user) {
    return new HostToCheck(name, name, new RemoteHosts.Target(address, user, null, List.of()), null);
  }

  private HealthReport health(HostToCheck... hosts) {
    return new HealthRun(machines, Clock.systemUTC()).check(List.of(hosts), health -> {}, new Cancellation());
  }

  private static List<String> not(CheckStatus status, HealthReport report) {
    return report.hosts().stream()
        .flatMap(h -> h.checks().stream().filter(c -> c.status() != status).map(c -> h.name() + " " + c.id().word()))
        .toList();
  }

  @Test
  void everyMachineIsHealthyAndOneHasARemark() throws IOException {
    HealthReport report =
        health(
            host("orion", "203.0.113.30", "mira"),
            host("cortex", "203.0.113.7", "jarvis"),
            host("nexus", "nexus.home", "admin"),
            host("axon", "axon", "root"));
    assertEquals(List.of("nexus disk"), not(CheckStatus.OK, report));
    assertTrue(report.passed());
    String flake = "git+file://" + repo.layout().repository() + "#nixosConfigurations";
    JsonNode told = repo.json(repo.nix("nix", "eval", "--json", flake, "--apply", SYSTEMS));
    for (HostHealth health : report.hosts()) {
      assertEquals(told.get(health.name()).asText(), health.machine().system(), "what deploy-rs had deployed");
      assertEquals("system-41-link", health.machine().profile());
      assertNotNull(health.machine().bootId());
    }
  }

  @Test
  void bothAddressesThatTheFleetHasOfCortexLeadToIt() {
    assertTrue(health(host("cortex", "203.0.113.7", "jarvis"), host("cortex", "203.0.113.10", "jarvis")).passed());
  }

  @Test
  void unitsThatAPersonWritesDownFail() throws IOException {
    Files.writeString(repo.layout().machines().resolve("axon/units"), "web.service loaded failed failed Web\n");
    HostHealth axon = health(host("axon", "203.0.113.11", "jarvis")).hosts().get(0);
    assertEquals(List.of("web.service"), axon.machine().failedUnits());
    assertEquals("degraded", axon.check(CheckId.SYSTEM_STATE).map(Check::detail).orElseThrow());
  }

  @Test
  void anotherAddressIsRefusedAndNothingIsRun() {
    CommandRunner none =
        new CommandRunner() {
          @Override
          public Result run(Call call, Cancellation cancellation, Listener listener) {
            throw new AssertionError(call.arguments());
          }

          @Override
          public Optional<Path> find(String program) {
            throw new AssertionError(program);
          }
        };
    SampleMachines alone = new SampleMachines(repo.layout(), none, "nix");
    for (String address : List.of("127.0.0.1", "localhost", "203.0.113.1", "orio", "", "../machines/axon")) {
      RemoteHosts.RemoteFailure refused =
          assertThrows(
              RemoteHosts.RemoteFailure.class,
              () ->
                  alone.open(
                      new RemoteHosts.Target(address, "mira", null, List.of()),
                      RemoteHosts.Limits.USUAL,
                      new Cancellation()));
      assertEquals(RemoteHosts.Stage.REACH, refused.stage());
      assertTrue(refused.getMessage().contains("no machine of the sample"), refused.getMessage());
    }
  }

  @Test
  void withoutNixAMachineIsNotReached() {
    SampleMachines without = new SampleMachines(repo.layout(), commands, "no-such-nix");
    HealthReport report =
        new HealthRun(without, Clock.systemUTC())
            .check(List.of(host("axon", "axon", "mira")), health -> {}, new Cancellation());
    assertFalse(report.passed());
    assertTrue(report.hosts().get(0).checks().get(0).detail().contains("no-such-nix"), report.toString());
  }
}
