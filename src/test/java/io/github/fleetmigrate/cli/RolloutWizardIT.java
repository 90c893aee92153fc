package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.SshFleet;
import io.github.fleetmigrate.testing.Tools;
import io.github.fleetmigrate.wizard.Tmux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged wizard in a real terminal rolls the migrated sample out to four real sshds. */
class RolloutWizardIT {
  private static RolloutFleet fleet;

  @TempDir Path temp;
  private SampleRepo repo;

  @BeforeAll
  static void migrate(@TempDir Path folder) throws IOException {
    Tools.require("tmux");
    fleet = RolloutFleet.in(folder, "exclude");
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
  }

  @BeforeEach
  void anew() throws IOException {
    repo = fleet.repo(temp);
  }

  private Tmux wizard(int columns, int rows) throws Exception {
    List<String> program =
        List.of(
            "env",
            "PATH=" + fleet.environment().get("PATH"),
            "XDG_STATE_HOME=" + temp.resolve("state"),
            Packaged.built().toString(),
            "--offline",
            "--ssh-config",
            fleet.machines().config().toString());
    return new Tmux(columns, rows, repo.root(), program);
  }

  private static void kill(Tmux terminal) throws Exception {
    ProcessHandle.of(terminal.process()).orElseThrow().children().forEach(ProcessHandle::destroyForcibly);
    terminal.waitFor("exit code 137");
  }

  /** One pushed, the second fails and is left; nothing is done to the third. Killed in its retry, it finds out what became of it. */
  @Test
  void aFailureStopsItAndAKilledPushIsFoundOut() throws Exception {
    fleet.tool().told("nexus", "fails");
    try (Tmux terminal = wizard(100, 30)) {
      terminal.waitFor("0 of 3 confirmed");
      assertTrue(terminal.waitFor("orion").contains("left out"));
      terminal.keys("Enter");
      String shown = terminal.waitFor("What a push changes");
      assertTrue(shown.contains("user deploy is new"), shown);
      assertEquals(List.of("check axon"), fleet.tool().calls());
      terminal.keys("Enter");
      terminal.waitFor("Type axon to push it");
      terminal.keys("nexus", "Enter");
      terminal.waitFor("That is not its name. Nothing was done.");
      assertEquals(List.of(), fleet.tool().changes());
      terminal.keys("axon", "Enter");
      terminal.waitFor("axon runs what was pushed, and is as healthy as before.");
      terminal.keys("Enter");
      terminal.waitFor("1 of 3 confirmed");
      terminal.keys("Enter");
      terminal.waitFor("What a push changes");
      terminal.keys("Enter");
      terminal.waitFor("Type nexus to push it");
      terminal.keys("nexus", "Enter");
      terminal.waitFor("look at it again, and try again");
      terminal.keys("Down", "Down", "Enter");
      String failed = terminal.waitUntil(s -> !s.contains("leave, and resume later"), "the host behind the question");
      assertTrue(failed.contains("nix run github:serokell/deploy-rs -- .#nexus") && failed.contains("fleet-migrate rollout --back nexus") && failed.contains("fleet: no space left on nexus"), failed);
      fleet.tool().untold("nexus", "fails").told("nexus", "stalls");
      terminal.keys("Enter");
      terminal.waitFor("What a push changes");
      terminal.keys("Enter");
      terminal.waitFor("Type nexus to push it");
      terminal.keys("nexus", "Enter");
      terminal.waitFor("being pushed");
      terminal.waitUntil(s -> s.contains("fleet: push nexus"), "the program's own words");
      kill(terminal);
    }
    assertEquals(List.of("push axon", "switched axon", "ended axon", "push nexus", "push nexus"), fleet.tool().changes());
    try (Tmux terminal = wizard(80, 24)) {
      String resumed = terminal.waitFor("Enter asks nexus what became of it. Still to be pushed: cortex.");
      assertTrue(resumed.contains("push unclear"), resumed);
      terminal.keys("Enter");
      terminal.waitFor("still runs (process ");
      fleet.tool().untold("nexus", "stalls");
      terminal.waitFor("nexus had arrived: it runs what was pushed.");
      terminal.keys("q");
      terminal.waitFor("exit code 0");
    }
    assertEquals(2, fleet.tool().changes().stream().filter("push nexus"::equals).count(), "it was not pushed again");
    assertEquals(fleet.before("cortex"), fleet.tool().system("cortex"));
  }

  /** Whoever ends the wizard, or closes its terminal, ends no push in its middle. */
  @Test
  void aSignalEndsTheWizardAndNotThePush() throws Exception {
    fleet.tool().told("axon", "stalls");
    try (Tmux terminal = wizard(80, 24)) {
      terminal.waitFor("not looked at");
      terminal.keys("Enter");
      terminal.waitFor("What a push changes");
      terminal.keys("Enter");
      terminal.waitFor("Type axon to push it");
      terminal.keys("axon", "Enter");
      terminal.waitFor("fleet: push axon");
      ProcessHandle.of(terminal.process()).orElseThrow().children().forEach(ProcessHandle::destroy);
      terminal.waitFor("exit code 130");
    }
    assertEquals(List.of("push axon"), fleet.tool().changes());
    fleet.tool().untold("axon", "stalls");
    try (Tmux terminal = wizard(80, 24)) {
      terminal.waitFor("push unclear");
      terminal.keys("Enter");
      terminal.waitFor("axon had arrived: it runs what was pushed.");
    }
    assertEquals(List.of("push axon", "switched axon", "ended axon"), fleet.tool().changes());
  }

  /** A host key that is not known is asked about on the screen, and only a yes is remembered. */
  @Test
  void anUnknownHostKeyIsAskedOnTheScreen() throws Exception {
    SshFleet machines = fleet.machines();
    String known = Files.readString(machines.knownHosts());
    SshFleet.Machine nexus = machines.machine("nexus");
    String unknown = known.lines().filter(l -> !l.contains(nexus.address() + "]")).map(l -> l + "\n").reduce("", String::concat);
    try (Tmux terminal = wizard(80, 24)) {
      Files.writeString(machines.knownHosts(), unknown);
      terminal.waitFor("not looked at");
      terminal.keys("h");
      String asked = terminal.waitFor("Trust it, and add it");
      assertTrue(asked.contains(fingerprint(nexus)), asked);
      terminal.keys("Enter");
      terminal.waitFor("Not healthy: nexus.");
      assertTrue(terminal.screen().contains("host-key"), terminal.screen());
      assertEquals(unknown, Files.readString(machines.knownHosts()));
      terminal.keys("h");
      terminal.waitFor("Trust it, and add it");
      terminal.keys("y");
      terminal.waitFor("All 3 are healthy");
      assertTrue(Files.readString(machines.knownHosts()).contains(nexus.address() + "]"));
    } finally {
      Files.writeString(machines.knownHosts(), known);
    }
  }

  /** A passphrase is asked for on the screen, once for all hosts, unseen, and kept nowhere. */
  @Test
  void aPassphraseIsAskedOnTheScreen() throws Exception {
    SshFleet machines = fleet.machines();
    String config = Files.readString(machines.config());
    Path locked = machines.keygen(temp.resolve("locked"), "ed25519", "open sesame");
    try (Tmux terminal = wizard(80, 24)) {
      Files.writeString(machines.config(), config.replace("IdentityFile " + machines.key(), "IdentityFile " + locked));
      for (SshFleet.Machine machine : machines.machines()) {
        machine.authorizes(Path.of(locked + ".pub"));
      }
      terminal.waitFor("not looked at");
      terminal.keys("h");
      terminal.waitFor("Passphrase of");
      terminal.keys("wrong", "Enter");
      terminal.waitFor("That is not its passphrase.");
      terminal.keys("open sesame");
      String typed = terminal.waitFor("\u2022".repeat("open sesame".length()));
      assertFalse(typed.contains("sesame"), typed);
      terminal.keys("Enter");
      terminal.waitFor("All 3 are healthy, 3 with warnings.");
      assertFalse(holds(temp, "sesame"), "the passphrase is kept nowhere");
    } finally {
      Files.writeString(machines.config(), config);
      for (SshFleet.Machine machine : machines.machines()) {
        machine.authorizes(Path.of(machines.key() + ".pub"));
      }
    }
  }

  private static String fingerprint(SshFleet.Machine machine) throws IOException {
    return SshFleet.run("ssh-keygen", "-lf", machine.hostKey() + ".pub").split(" ")[1];
  }

  private static boolean holds(Path folder, String text) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }
}
