package io.github.fleetmigrate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.health.MachineProbe;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is played where the sample is rolled out, with programs in PATH that tell on whoever starts them. */
class SampleCommandsTest {
  private static final List<String> LOCAL = List.of("sudo", "-n", "nixos-rebuild", "switch", "--flake", ".#{host}");

  @TempDir Path temp;
  private SampleRepo repo;
  private ProcessCommandRunner real;
  private SampleCommands commands;

  @BeforeEach
  void layOut() throws IOException {
    repo = SampleRepo.in(temp, "nix");
    Path bin = Files.createDirectories(temp.resolve("bin"));
    for (String program : List.of("sudo", "ssh", "nixos-rebuild", "fleet", "colmena", "readlink", "harmless")) {
      Path file = bin.resolve(program);
      Files.writeString(file, "#!/bin/sh\necho \"$0 $* in $PWD\" >> '" + started() + "'\n");
      assertTrue(file.toFile().setExecutable(true));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.merge("PATH", bin.toString(), (old, first) -> first + ":" + old);
    real = new ProcessCommandRunner(environment);
    commands =
        commands(
            new Migration.Rollout(
                "fleet", "x#fleet", List.of("check", "{host}"), List.of("push", "{host}"), List.of("rollback", "{host}"), "all", LOCAL, null, null));
    new SampleMachines(repo.layout(), real, "nix").begin(new Cancellation());
  }

  @AfterEach
  void stop() {
    if (real != null) {
      real.close();
    }
  }

  private SampleCommands commands(Migration.Rollout rollout) {
    return new SampleCommands(real, repo.layout(), new SampleMachines(repo.layout(), real, "nix"), rollout);
  }

  private Path started() {
    return temp.resolve("started");
  }

  private CommandRunner.Result run(String... arguments) throws IOException {
    CommandRunner.Call call = CommandRunner.Call.of(Duration.ofMinutes(1), arguments).in(repo.layout().repository());
    return commands.run(call, new Cancellation(), line -> {});
  }

  private String generation(String host) throws IOException {
    return Files.readString(repo.layout().machines().resolve(host).resolve("generation")).strip();
  }

  private void nothingWasStarted() {
    assertFalse(Files.exists(started()), "a program of this machine was started");
  }

  @Test
  void theMachineOneSitsAtIsSwitchedInItsFolderAndSudoNeverRuns() throws IOException {
    CommandRunner.Result result = run("sudo", "-n", "nixos-rebuild", "switch", "--flake", ".#orion");
    assertTrue(result.succeeded(), result.errors());
    assertTrue(result.output().contains("activating the configuration"), result.output());
    assertEquals("42", generation("orion"));
    assertEquals("41", generation("axon"));
    nothingWasStarted();
  }

  @Test
  void nothingElseIsRunAsRootOrElsewhere() throws IOException {
    assertEquals(1, run("sudo", "-n", "nixos-rebuild", "boot").exitCode());
    assertEquals(1, run(temp.resolve("bin/sudo").toString(), "id").exitCode());
    assertEquals(255, run("ssh", "203.0.113.11", "reboot").exitCode());
    assertEquals(repo.layout().stubs().resolve("sudo"), commands.find("sudo").orElseThrow());
    nothingWasStarted();
  }

  @Test
  void theProgramThatDeploysIsTheSamplesOwn() throws IOException {
    assertEquals(repo.layout().program(), commands.find("fleet").orElseThrow());
    assertTrue(run("fleet", "check", "axon").output().contains("generation 41"));
    assertTrue(run("fleet", "status").output().contains("every host"));
    CommandRunner.Result unmigrated = run("fleet", "push", "axon");
    assertFalse(unmigrated.succeeded());
    assertTrue(unmigrated.errors().contains("colmenaHive"), unmigrated.errors());
    assertFalse(run("fleet", "rollback", "axon").succeeded(), "it has no generation before");
    assertEquals("41", generation("axon"));
    nothingWasStarted();
  }

  @Test
  void aProgramOfAnotherNameIsPlayedToo() throws IOException {
    commands =
        commands(
            new Migration.Rollout(
                "colmena", "x#colmena", List.of("build", "--on", "{host}"), List.of("apply", "--on", "@{host}"), null, null, LOCAL, null, null));
    assertTrue(run("colmena", "build", "--on", "axon").output().contains("axon answers"));
    assertTrue(run("colmena", "apply", "--on", "@axon").output().contains("evaluating .#colmenaHive.nodes.axon"));
    nothingWasStarted();
  }

  @Test
  void thisMachineAnswersAsOrion() throws IOException {
    CommandRunner.Call call = new CommandRunner.Call(MachineProbe.command(), null, Map.of(), Duration.ofMinutes(1));
    String told = commands.run(call, new Cancellation(), line -> {}).output();
    Map<String, MachineProbe.Answer> answers = MachineProbe.read(told);
    assertEquals("orion", answers.get("hostname").lines().get(0));
    assertTrue(answers.get("current").lines().get(0).contains("-nixos-system-orion-"), told);
    assertEquals(0, answers.get("sudo").code());
    nothingWasStarted();
  }

  @Test
  void everyOtherProgramRunsAsItIs() throws IOException {
    assertTrue(run("harmless", "push", "axon").succeeded());
    assertEquals(
        List.of(temp.resolve("bin/harmless") + " push axon in " + repo.layout().repository()),
        Files.readAllLines(started()));
    assertEquals(real.find("nix"), commands.find("nix"));
  }
}
