package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollout} of the host that has no deploy node, where one sits at it and where it stays out. */
class RolloutLocalTest {
  private static final String ORION =
      "nix --extra-experimental-features 'nix-command flakes' --offline eval --raw .#nixosConfigurations.orion.config.system.build.toplevel.outPath";

  @TempDir Path temp;
  private RolloutFleet fleet;

  @AfterEach
  void stop() {
    if (fleet != null) {
      fleet.close();
    }
  }

  /** Programs that make this machine look like orion, and a nixos-rebuild that does what it is told to. */
  private Map<String, String> orion() throws IOException {
    Path bin = Files.createDirectories(temp.resolve("orion"));
    Path system = temp.resolve("tool/orion.system");
    script(bin, "uname", "case $1 in -n) echo orion;; *) echo 6.12.1;; esac");
    script(bin, "readlink", "case \"$*\" in *kernel) echo /nix/store/k;; *profiles*) echo system-1-link;; *current-system|*booted-system) cat '" + system + "';; *) exec /bin/readlink \"$@\";; esac");
    script(bin, "df", SshFleet.df(50_000_000));
    script(bin, "systemctl", "case $1 in is-*) echo running;; esac");
    script(bin, "sudo", "echo \"sudo $*\" >> '" + temp.resolve("local") + "'; shift; exec \"$@\"");
    script(
        bin,
        "nixos-rebuild",
        ORION + " > '" + system + "'");
    Map<String, String> environment = new HashMap<>(fleet.environment());
    environment.merge("PATH", bin.toString(), (old, first) -> first + ":" + old);
    return environment;
  }

  private static void script(Path bin, String name, String body) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    file.toFile().setExecutable(true);
  }

  @Test
  void theMachineOneSitsAtIsSwitchedHereAndComesLast() throws IOException {
    fleet = RolloutFleet.in(temp, "local");
    SampleRepo repo = fleet.repo(temp.resolve("copy"));
    InProcess.Ended elsewhere = fleet.rollout(repo, "--hosts", "orion", "--yes");
    assertEquals(1, elsewhere.exit(), elsewhere.out() + elsewhere.err());
    assertTrue(elsewhere.err().contains("orion is not healthy, so it is not pushed: hostname"), elsewhere.err());
    assertEquals(List.of(), fleet.tool().calls());
    InProcess.Setting typed = new InProcess.Setting(orion(), "axon\nnexus\ncortex\norion\n");
    InProcess.Ended ended = repo.run(typed, fleet.arguments());
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("orion (this machine) runs"), ended.out());
    assertTrue(fleet.tool().calls().stream().noneMatch(call -> call.contains("orion")), "fleet never touches it");
    assertEquals(
        "sudo -n nixos-rebuild switch --flake .#orion",
        Files.readAllLines(temp.resolve("local")).stream().filter(l -> l.contains("rebuild")).findFirst().orElse("none"));
    assertEquals("true", repo.status().at("/rollout/hosts/3/local").asText());
    assertEquals("confirmed", repo.status().at("/rollout/hosts/3/state").asText());
  }

  @Test
  void aHostThatStaysOutIsNeverPushed() throws IOException {
    fleet = RolloutFleet.in(temp, "exclude");
    SampleRepo repo = fleet.repo(temp.resolve("copy"));
    InProcess.Ended named = fleet.rollout(repo, "--hosts", "axon,orion", "--yes");
    assertEquals(2, named.exit(), named.err());
    assertTrue(named.err().contains("orion is not in the fleet"), named.err());
    assertEquals(List.of(), fleet.tool().calls());
    Path now = Files.writeString(temp.resolve("now.json"), "{\"withoutNode\": {\"orion\": \"ssh\"}}");
    repo.done("apply", "--yes", "--answers", now.toString());
    InProcess.Ended late = fleet.rollout(repo, "--hosts", "orion", "--yes");
    assertEquals(3, late.exit(), late.err());
    assertTrue(late.err().contains("which made it no part of the fleet"), late.err());
    assertEquals(List.of(), fleet.tool().calls());
    repo.done("apply", "--yes", "--answers", Files.writeString(now, "{\"withoutNode\": {\"orion\": \"exclude\"}}").toString());
    InProcess.Ended ended = fleet.typed(repo, List.of("axon", "nexus", "cortex"));
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("Every host of the fleet is confirmed: 3."), ended.out());
  }
}
