package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.adapter.ssh.SshHosts;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckId;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.health.HostToCheck;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.RemoteHosts;
import io.github.fleetmigrate.port.SshQuestions;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check on a real sshd, made to fail there. */
@Timeout(60)
class HealthRunTest {
  private static final String SYSTEM = "/nix/store/" + "a".repeat(32) + "-nixos-system-axon-26.05";

  @TempDir Path temp;
  private SshFleet fleet;
  private SshHosts hosts;
  private final ProcessCommandRunner commands = new ProcessCommandRunner(System.getenv());

  @BeforeEach
  void start() throws IOException {
    fleet = SshFleet.of(temp.resolve("fleet"), "axon");
    hosts = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), SshQuestions.NOBODY);
  }

  @AfterEach
  void stop() {
    fleet.close();
    hosts.close();
    commands.close();
  }

  private static HostToCheck host(String name, String expected) {
    return new HostToCheck(name, name, new RemoteHosts.Target(name, null, null, List.of()), expected);
  }

  private HealthRun run() {
    return new HealthRun(
        hosts, new RemoteHosts.Limits(Duration.ofSeconds(6), Duration.ofSeconds(6)), Duration.ofSeconds(4), Clock.systemUTC());
  }

  private HostHealth check() {
    return run().check(host("axon", null), new Cancellation());
  }

  private void only(CheckId id, CheckStatus status, String detail) {
    HostHealth health = check();
    for (Check check : health.checks()) {
      assertEquals(check.id() == id ? status : CheckStatus.OK, check.status(), health.checks().toString());
    }
    Check found = health.check(id).orElseThrow(() -> new AssertionError(health.checks()));
    assertTrue(found.detail().contains(detail), found.detail());
    assertFalse(found.remedy().isBlank());
    assertEquals(status, health.status());
  }

  @Test
  void aHealthyMachinePassesEveryCheckAndTellsWhatItRuns() {
    HostHealth health = run().check(host("axon", SYSTEM), new Cancellation());
    assertEquals(CheckStatus.OK, health.status(), health.checks().toString());
    assertEquals(List.of(CheckId.values()), health.checks().stream().map(Check::id).toList());
    assertTrue(health.check(CheckId.GENERATION).orElseThrow().detail().endsWith("is the system that is expected"));
    assertEquals(SYSTEM, health.machine().system());
    assertNotNull(health.machine().bootId());
    assertEquals("127.0.0.2", health.address());
    assertEquals(fleet.machine("axon").port(), health.port());
    assertEquals(SshFleet.user(), health.user());
    String other = SYSTEM.replace("26.05", "26.11");
    HostHealth moving = run().check(host("axon", other), new Cancellation());
    assertTrue(moving.check(CheckId.GENERATION).orElseThrow().detail().endsWith("would become nixos-system-axon-26.11"));
  }

  /** networking.hostName need not be the host's name in the flake, and NixOS puts it into the system's. */
  @ParameterizedTest
  @CsvSource({"axon-box, OK", "nexus, FAILED", "axon, FAILED", "unnamed, WARNING"})
  void aMachineMayHaveTheNameThatTheFlakeGivesIt(String described, CheckStatus status) throws IOException {
    fleet.machine("axon").answers("uname", "case $1 in -n) echo axon-box;; *) echo 6;; esac");
    HostHealth health = run().check(host("axon", SYSTEM.replace("axon", described)), new Cancellation());
    assertEquals(status, health.check(CheckId.HOSTNAME).orElseThrow().status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOSTNAME | FAILED | uname | case $1 in -n) echo nexus;; *) echo 6;; esac | calls itself nexus",
        "SYSTEM_STATE | WARNING | systemctl | case $1 in is-*) echo degraded; exit 1;; esac | degraded",
        "SYSTEM_STATE | FAILED | systemctl | case $1 in is-*) echo maintenance; exit 1;; esac | maintenance",
        "UNITS | FAILED | systemctl | case $1 in is-*) echo running;; *) echo 'plex.service loaded failed failed Plex';; esac | plex.service",
        "GENERATION | FAILED | readlink | exit 1 | no system",
        "GENERATION | WARNING | readlink | case $2 in */booted-system/kernel) echo /nix/store/old;; *) echo /nix/store/x;; esac | another kernel",
        "NIX | FAILED | nix | echo 'nix: not found'; exit 127 | nix: not found",
        "CLOCK | WARNING | date | echo $(($(/bin/date +%s) - 100)) | behind",
        "CLOCK | FAILED | date | echo $(($(/bin/date +%s) + 4000)) | ahead",
        "DISK | FAILED | df | exit 1 | cannot be told",
      })
  void aCheckFailsWhereTheMachineSaysSo(CheckId id, CheckStatus status, String program, String body, String detail)
      throws IOException {
    fleet.machine("axon").answers(program, body);
    only(id, status, detail);
  }

  @ParameterizedTest
  @CsvSource({"500000, FAILED, 488 MiB", "0, FAILED, 0 MiB", "3000000, WARNING, 2.9 GiB"})
  void aStoreThatIsNearlyFullIsTold(long free, CheckStatus status, String detail) throws IOException {
    fleet.machine("axon").answers("df", "case $2 in /nix) " + SshFleet.df(free) + ";; *) " + SshFleet.df(900_000) + ";; esac");
    only(CheckId.DISK, status, detail);
  }

  @Test
  void aFullBootPartitionIsTold() throws IOException {
    fleet.machine("axon").answers("df", "case $2 in /boot) " + SshFleet.df(20_000) + ";; *) " + SshFleet.df(90_000_000) + ";; esac");
    only(CheckId.DISK, CheckStatus.FAILED, "/boot 19 MiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo 'sudo: a password is required'; exit 1 | echo root mira | FAILED | a password is required",
        "exit 0 | echo root @admin | FAILED | no trusted user",
        "exit 0 | exit 1 | WARNING | cannot be told",
      })
  void aUserThatMayNotPushIsTold(String sudo, String nix, CheckStatus status, String detail) throws IOException {
    fleet.machine("axon").answers("id", "case $1 in -u) echo 1000;; -un) echo mira;; *) echo users wheel;; esac");
    fleet.machine("axon").answers("sudo", sudo);
    fleet.machine("axon").answers("nix", "case \"$*\" in *version) echo 'nix (Nix) 2.28.5';; *) " + nix + ";; esac");
    only(CheckId.PRIVILEGE, status, detail);
  }

  @Test
  void aMemberOfATrustedGroupMayPush() throws IOException {
    fleet.machine("axon").answers("id", "case $1 in -u) echo 1000;; -un) echo mira;; *) echo users wheel;; esac");
    assertEquals(CheckStatus.OK, check().check(CheckId.PRIVILEGE).orElseThrow().status());
  }

  @Test
  void whatComesBeforeAFailureIsToldAndNothingAfterIt() throws IOException {
    Path key = fleet.keygen(temp.resolve("other"), "ed25519", "");
    fleet.machine("axon").authorizes(Path.of(key + ".pub"));
    HostHealth denied = check();
    assertEquals(List.of("ok", "ok", "failed"), denied.checks().stream().map(c -> c.status().word()).toList());
    fleet.machine("axon").installedAnew();
    HostHealth changed = check();
    assertEquals(CheckId.HOST_KEY, changed.checks().get(1).id());
    assertEquals(2, changed.checks().size());
    fleet.machine("axon").stop();
    HostHealth off = check();
    assertEquals(List.of(CheckId.REACHABLE), off.checks().stream().map(Check::id).toList());
    assertEquals(CheckStatus.FAILED, off.status());
  }

  @Test
  void aMachineThatHangsWhileItIsAskedKeepsWhatItSaid() throws IOException {
    fleet.machine("axon").answers("systemctl", "exec sleep 600");
    HostHealth health = check();
    assertEquals(CheckStatus.OK, health.check(CheckId.DISK).orElseThrow().status());
    assertTrue(health.check(CheckId.SYSTEM_STATE).orElseThrow().detail().contains("did not answer in time"));
  }

  @Test
  void aConnectionThatBreaksWhileTheMachineIsAskedIsTold() throws IOException {
    fleet.machine("axon").answers("df", "kill -9 $(while read k v; do [ $k = PPid: ] && echo $v; done </proc/$PPID/status)");
    Check login = check().check(CheckId.LOGIN).orElseThrow();
    assertEquals(CheckStatus.FAILED, login.status());
    assertTrue(login.detail().contains("broke"), login.detail());
  }

  @Test
  void aLoginWithoutAShellIsTold() throws IOException {
    fleet.machine("axon").configured("ForceCommand echo this account is not available; exit 1");
    Check login = check().check(CheckId.LOGIN).orElseThrow();
    assertEquals(CheckStatus.FAILED, login.status());
    assertTrue(login.detail().contains("this account is not available"), login.detail());
  }

  @Test
  void oneThatStallsAfterItsBannerKeepsNobodyWaiting() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.3"))) {
      Thread banner =
          new Thread(
              () -> {
                try (var connected = silent.accept()) {
                  connected.getOutputStream().write("SSH-2.0-slow\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                  connected.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException gone) {
                  return;
                }
              });
      banner.start();
      String known = Files.readString(fleet.config());
      Files.writeString(fleet.config(), "Host slow\n  HostName 127.0.0.3\n  Port " + silent.getLocalPort() + "\n" + known);
      long start = System.nanoTime();
      HealthReport report =
          run().check(List.of(host("slow", null), host("axon", null)), health -> {}, new Cancellation());
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertEquals(List.of("slow", "axon"), report.hosts().stream().map(HostHealth::name).toList());
      assertEquals(List.of("failed", "ok"), report.hosts().stream().map(h -> h.status().word()).toList());
      assertTrue(millis < 11_500, millis + " ms for a limit of 6000");
      banner.join();
    }
  }

  @Test
  void manyFailedUnitsAndAFloodOfTextStayReadable() throws IOException {
    fleet.machine("axon").answers(
        "systemctl", "case $1 in is-*) echo running;; *) i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo \"unit$i.service loaded failed failed\"; done;; esac");
    fleet.machine("axon").answers("uname", "case $1 in -n) head -c 3000000 /dev/zero | tr '\\0' x; echo;; *) echo 6;; esac");
    HostHealth health = check();
    assertTrue(health.check(CheckId.HOSTNAME).orElseThrow().detail().length() < 1000);
    fleet.machine("axon").answers("uname", "case $1 in -n) echo axon;; *) echo 6;; esac");
    Check units = check().check(CheckId.UNITS).orElseThrow();
    assertTrue(units.detail().startsWith("failed: unit1.service, ") && units.detail().endsWith("unit20.service and 2980 more"), units.detail());
  }

  @Test
  void whatAPersonIsAskedIsNotTheMachinesTime() throws Exception {
    Files.writeString(fleet.knownHosts(), "");
    SshQuestions slow =
        new SshQuestions() {
          @Override
          public java.util.Optional<char[]> passphrase(String keyFile) {
            return java.util.Optional.empty();
          }

          @Override
          public boolean trust(RemoteHosts.Address host, String keyType, String fingerprint) {
            try {
              return !new java.util.concurrent.CountDownLatch(1).await(3, java.util.concurrent.TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return false;
            }
          }
        };
    try (SshHosts asking = new SshHosts(commands, fleet.config(), Map.of("HOME", temp.toString()), slow)) {
      long start = System.nanoTime();
      HostHealth health = new HealthRun(asking, Clock.systemUTC()).check(host("axon", null), new Cancellation());
      assertEquals(CheckStatus.OK, health.status(), health.checks().toString());
      long whole = Duration.ofNanos(System.nanoTime() - start).toMillis();
      assertTrue(health.elapsed().toMillis() <= whole - 3000, health.elapsed() + " of " + whole + " ms");
    }
  }

  @Test
  void aHostWithoutAnAddressIsTold() {
    HostHealth health = run().check(new HostToCheck("axon", "axon", null, null), new Cancellation());
    assertTrue(health.check(CheckId.REACHABLE).orElseThrow().remedy().contains("axon.targetHost"));
  }
}
