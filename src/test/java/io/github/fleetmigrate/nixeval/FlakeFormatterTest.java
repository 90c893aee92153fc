package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.testing.Nix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flake's formatter as a program that may do anything. */
class FlakeFormatterTest {
  /** It starts another program, says which, and never ends. */
  private static final String FOR_EVER = "sleep 600 & echo $! > pid.new; mv pid.new pid; wait";

  @TempDir Path folder;

  private Path program(String script) throws Exception {
    Path program = Files.writeString(folder.resolve("formatter"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void oneThatNeverEndsIsEndedWithWhatItStarted() throws Exception {
    Path program = program(FOR_EVER);
    try (FlakeEvaluator nix = Nix.evaluator("nix-2.26")) {
      assertEquals(
          Optional.of("it did not end within 3 s"),
          nix.formatter().run(program, folder, List.of("a.nix"), Duration.ofSeconds(3)));
    }
    assertOver();
  }

  @Test
  void onceItIsStoppedNothingOfItRuns() throws Exception {
    Path program = program(FOR_EVER);
    Cancellation cancellation = new Cancellation();
    try (FlakeEvaluator nix = Nix.evaluator("nix-2.26")) {
      FlakeFormatter formatter = nix.until(cancellation).formatter();
      CompletableFuture<Optional<String>> ended =
          CompletableFuture.supplyAsync(() -> formatter.run(program, folder, List.of("a.nix"), Duration.ofMinutes(2)));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!Files.exists(folder.resolve("pid"))) {
        assertTrue(System.nanoTime() < end && !ended.isDone(), "it was not started");
        Thread.onSpinWait();
      }
      cancellation.cancel();
      assertEquals(Optional.of("it was stopped"), ended.get(20, TimeUnit.SECONDS));
    }
    assertOver();
  }

  @Test
  void aNameThatBeginsLikeAnOptionIsAFile() throws Exception {
    Path program = program("printf '%s\\n' \"$@\" > arguments");
    try (FlakeEvaluator nix = Nix.evaluator("nix-2.26")) {
      assertEquals(
          Optional.empty(),
          nix.formatter().run(program, folder, List.of("--help.nix", "a b/c.nix"), Duration.ofMinutes(2)));
    }
    assertEquals("./--help.nix\na b/c.nix\n", Files.readString(folder.resolve("arguments")));
  }

  @Test
  void oneThatIsNotThereIsTold() {
    try (FlakeEvaluator nix = Nix.evaluator("nix-2.26")) {
      String said =
          nix.formatter().run(folder.resolve("none"), folder, List.of("a.nix"), Duration.ofMinutes(2)).orElseThrow();
      assertTrue(said.startsWith("it cannot be started: "), said);
    }
  }

  /** Waits for the end of what the formatter started, whose signal may still be on its way. */
  private void assertOver() throws Exception {
    Optional<ProcessHandle> started = ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")).strip()));
    if (started.isPresent()) {
      assertFalse(started.get().onExit().get(20, TimeUnit.SECONDS).isAlive());
    }
  }
}
