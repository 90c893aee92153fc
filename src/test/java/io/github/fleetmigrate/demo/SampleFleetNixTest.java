package io.github.fleetmigrate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample fleet under the real nix. */
class SampleFleetNixTest {
  private static final List<String> HOSTS = List.of("axon", "cortex", "nexus", "orion");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void everyHostAndEveryOtherOutputBuilds(String nix) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String commit = repo.start();
    for (String host : HOSTS) {
      String system = repo.built(nix, commit, "nixosConfigurations." + host + ".config.system.build.toplevel");
      assertTrue(system.startsWith("nixos-version 26.05"), system);
    }
    String platform = repo.eval(nix, commit, "nixosConfigurations.axon.pkgs.system", "x: x").asText();
    assertTrue(repo.built(nix, commit, "devShells." + platform + ".default").contains("-just-"));
    assertTrue(repo.built(nix, commit, "checks." + platform + ".deploy-activate").contains("nixos-system-nexus"));
    assertTrue(repo.built(nix, commit, "homeConfigurations.mira.activationPackage").contains("mira@example.org"));
    repo.nix(nix, "fmt", "flake.nix");
    assertEquals(
        "[\"apps\",\"checks\",\"deploy\",\"devShells\",\"formatter\",\"homeConfigurations\",\"legacyPackages\","
            + "\"nixosConfigurations\",\"nixosModules\",\"overlays\",\"packages\"]",
        repo.outputs(nix, commit).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void bothVersionsReadTheLockAlike(String locks) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, locks);
    String commit = repo.start();
    JsonNode systems = repo.systems("nix", commit, "nixosConfigurations");
    assertEquals(HOSTS, systems.properties().stream().map(e -> e.getKey()).sorted().toList());
    assertEquals(systems, repo.systems("nix-2.26", commit, "nixosConfigurations"));
    assertEquals("", repo.nix("nix-2.26", "flake", "lock"));
    assertEquals(commit, repo.start(), "neither has changed the lock file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void onlyTheHostThatEmbedsTheFlakeChangesWithEveryCommit(String nix) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    Path note = Files.createDirectories(temp.resolve("overlay")).resolve("NOTE.md");
    Files.writeString(note, "a note");
    JsonNode before = repo.systems(nix, repo.start(), "nixosConfigurations");
    JsonNode after = repo.systems(nix, repo.with(nix, temp.resolve("overlay")), "nixosConfigurations");
    for (String host : HOSTS) {
      assertEquals(host.equals("nexus"), !before.get(host).equals(after.get(host)), host);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void aMistakeInAHostIsNamedWithItsFile(String nix) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    Path axon = Files.createDirectories(temp.resolve("overlay/systems/axon")).resolve("default.nix");
    Files.writeString(axon, "{ imports = [ ./hardware.nix ]; networking.hostNam = \"axon\"; }");
    String commit = repo.with(nix, temp.resolve("overlay"));
    IOException e = assertThrows(IOException.class, () -> repo.systems(nix, commit, "nixosConfigurations"));
    assertTrue(e.getMessage().contains("The option `networking.hostNam' does not exist"), e.getMessage());
    assertTrue(e.getMessage().contains("/systems/axon'"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void nixosFleetTakesItsArgumentsLiterally(String nix) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String flake = "path:" + repo.layout().inputs().resolve("nixos-fleet");
    for (String call :
        List.of(
            "lib: lib.mkFleet { inputs = { }; fleet = { }; hostConfigurations = { }; specialArgs = { }; }",
            "lib: lib.mkFleet { inputs = { }; fleet = { }; }",
            "lib: lib.mkFleet { inputs = { }; fleet.hosts = { }; hostConfigurations = { }; }",
            "lib: lib.generateColmena { inputs = { }; fleet = { network = { }; hosts = { }; tags = { }; }; }")) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> repo.nix(nix, "eval", "--no-write-lock-file", flake + "#lib", "--apply", call + " // { x = 1; }"));
      assertTrue(e.getMessage().contains("it takes exactly"), e.getMessage());
    }
    assertEquals(
        "\"203.0.113.7 cortex cortex.home\\n\"",
        repo.nix(
                nix,
                "eval",
                "--json",
                "--no-write-lock-file",
                flake + "#lib.generateHosts",
                "--apply",
                "f: f { network.domain = \"home\"; hosts.cortex.ip = \"203.0.113.7\"; }")
            .strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void theFleetProgramRecordsItsCalls(String nix) throws Exception {
    SampleRepo repo = SampleRepo.in(temp, nix);
    String flake = "path:" + repo.layout().inputs().resolve("nixos-fleet") + "#fleet";
    JsonNode built = repo.json(repo.nix(nix, "build", "--no-link", "--json", "--no-write-lock-file", flake));
    Path fleet = Path.of(built.get(0).get("outputs").get("out").asText(), "bin/fleet");
    Path record = temp.resolve("record");
    assertEquals(0, run(fleet, record, "", "push", "axon"));
    assertEquals(1, run(fleet, record, "nexus", "exec", "nexus", "--", "df -h"));
    assertEquals(0, run(fleet, record, "nexus", "push", "--tag", "media"));
    assertEquals(
        List.of("push\taxon", "exec\tnexus\t--\tdf -h", "push\t--tag\tmedia"),
        Files.readAllLines(record).stream().map(line -> line.split("\t", 2)[1]).toList());
    assertTrue(
        Files.readAllLines(record).stream().allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\t.*")));
  }

  private static int run(Path fleet, Path record, String fail, String... arguments) throws Exception {
    List<String> call = Stream.concat(Stream.of(fleet.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(call).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("FLEET_RECORD", record.toString());
    builder.environment().put("FLEET_FAIL", fail);
    return builder.start().waitFor();
  }
}
