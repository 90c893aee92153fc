package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signal ends the packaged program and what it started, with 130 and a word on how to go on. */
class SignalIT {
  private static final long LIMIT_SECONDS = 60;
  /** The proof alone would take hours. */
  private static final Duration SOON = Duration.ofSeconds(20);
  /** More than any of the sample's short evaluations takes. */
  private static final Duration BUSY = Duration.ofMillis(700);

  @TempDir Path folder;

  private GitRepo repository;
  private Path started;
  private Path nix;

  @BeforeEach
  void aRepositoryAndANixThatNeverAnswers() throws Exception {
    repository = GitRepo.init(folder.resolve("fleet"));
    repository.write("flake.nix", "{ outputs = { self }: { }; }\n").commit();
    started = folder.resolve("started");
    nix = folder.resolve("slow-nix");
    Files.writeString(
        nix,
        """
        #!/bin/sh
        case $* in
          *--version*) echo 'nix (Nix) 2.26.3' ;;
          *) echo $$ >'%s.new' && mv '%s.new' '%s' && exec sleep 600 ;;
        esac
        """
            .formatted(started, started, started));
    Files.setPosixFilePermissions(nix, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsTheCommandAndWhatItStarted(String signal) throws Exception {
    Path err = folder.resolve("err");
    Process program = start(err, "check", "--nix", nix.toString());
    try {
      ProcessHandle slow = waitForNix(program, err);
      send(signal, program);
      assertTrue(program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it did not end");
      assertEquals(130, program.exitValue(), Files.readString(err));
      assertFalse(slow.isAlive(), "nix still runs");
      assertEquals(
          "fleet-migrate: interrupted\n  run the same command again: it resumes where it was\n", Files.readString(err));
    } finally {
      end(program);
    }
  }

  @Test
  void theRepositoryIsAsItWas() throws Exception {
    Path err = folder.resolve("err");
    Process program = start(err, "apply", "--yes", "--nix", nix.toString());
    try {
      waitForNix(program, err);
      send("TERM", program);
      assertTrue(program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it did not end");
      assertEquals(130, program.exitValue(), Files.readString(err));
    } finally {
      end(program);
    }
    assertEquals("", repository.git("status", "--porcelain"));
    assertFalse(Files.exists(repository.root().resolve(".git/index.lock")));
  }

  /** With the real nix, in the middle of proving a phase: hosts that take for ever. */
  @Test
  void aLongProofIsOverAtOnceAndResumes() throws Exception {
    SampleRepo fleet = SampleRepo.in(folder.resolve("sample"), "nix-2.26");
    String forEver =
        "(builtins.foldl' (a: b: builtins.foldl' (c: d: c + d) a (builtins.genList (x: x) 100000))"
            + " 0 (builtins.genList (x: x) 1000000))";
    for (String host : List.of("axon", "nexus")) {
      fleet.replace(
          "systems/" + host + "/default.nix",
          "networking.hostName",
          "environment.etc.slow.text = toString (if INPUTS ? nixos-fleet then FOREVER else 0);\n  networking.hostName"
              .replace("INPUTS", host.equals("axon") ? "inputs" : "self.inputs")
              .replace("FOREVER", forEver));
    }
    fleet.commit("Hosts that take their time");
    Path err = folder.resolve("err");
    String[] apply = {
      "apply", "--through", "1", "--yes", "--nix", "nix-2.26", "--repo", fleet.root().toString(), "--answers", fleet.answers().toString()
    };
    Process program = start(err, apply);
    try {
      List<ProcessHandle> children = waitForEvaluations(program, fleet, err);
      long sent = System.nanoTime();
      send("INT", program);
      assertTrue(program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it did not end");
      Duration taken = Duration.ofNanos(System.nanoTime() - sent);
      assertEquals(130, program.exitValue(), Files.readString(err));
      assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList(), "nix still runs");
      assertTrue(taken.compareTo(SOON) < 0, "it took " + taken);
    } finally {
      end(program);
    }
    assertEquals(List.of(), fleet.checkpoints());
    assertEquals("running", fleet.phase(1).get("state").asText());

    for (String host : List.of("axon", "nexus")) {
      fleet.replace("systems/" + host + "/default.nix", forEver, "0");
    }
    fleet.git("commit", "-q", "-m", "Quicker", "systems");
    fleet.done(apply);
    assertEquals(List.of("1"), fleet.checkpoints());
    assertEquals("identical", fleet.phase(1).at("/hosts/axon/verdict").asText());
  }

  /** All that the program has started, once it evaluates a host of a phase that is written. */
  private List<ProcessHandle> waitForEvaluations(Process program, SampleRepo fleet, Path err) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      List<ProcessHandle> children = program.descendants().toList();
      long busy =
          children.stream()
              .filter(child -> child.info().totalCpuDuration().orElse(Duration.ZERO).compareTo(BUSY) > 0)
              .count();
      if (busy > 0 && fleet.read("flake.nix").contains("nixos-fleet")) {
        return children;
      }
      assertTrue(program.isAlive(), () -> "it ended before: " + read(err));
      assertTrue(System.nanoTime() < end, "no host was evaluated");
      program.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** Whatever a test that failed has left running, which may be a nix that takes for ever. */
  private static void end(Process program) {
    List<ProcessHandle> children = program.descendants().toList();
    program.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Tests that run in the background may have inherited that SIGINT is ignored; the program must not. */
  private Process start(Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Tools.require("env").toString(), "--default-signal=INT"));
    ProcessBuilder builder =
        Packaged.launcher(repository.root()).with("XDG_STATE_HOME", folder.toString()).prepared(arguments);
    command.addAll(builder.command());
    return builder
        .command(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(err.toFile())
        .start();
  }

  private ProcessHandle waitForNix(Process program, Path err) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!Files.exists(started)) {
      assertTrue(program.isAlive(), () -> "it ended before nix was asked: " + read(err));
      assertTrue(System.nanoTime() < end, "nix was not asked");
      program.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(started).strip())).orElseThrow();
  }

  private static void send(String signal, Process program) throws Exception {
    String pid = String.valueOf(program.pid());
    assertEquals(0, new ProcessBuilder("sh", "-c", "kill -\"$0\" \"$1\"", signal, pid).start().waitFor());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
