package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program is killed anywhere, and the same command takes up where it was. */
class InterruptedIT {
  private static final long LIMIT_SECONDS = 120;
  private static final long SEED = 20261123;

  /** Where to kill it: at the first event of a kind in that run, or after a while that grows and is random. */
  private static final List<String> MOMENTS =
      List.of(
          "", "phase-started", "", "file-changed", "verification-finished", "",
          "checkpoint", "", "phase-started", "", "checkpoint", "");

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo start;
  private static SampleRepo whole;

  private SampleRepo repo;

  @BeforeAll
  static void runOnceToTheEnd() throws Exception {
    start = SampleRepo.in(shared.resolve("start"), "nix-2.26");
    whole = start.copy(shared.resolve("whole"));
    whole.done("apply", "--answers", start.answers().toString(), "--yes", "--level", "parse");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = start.copy(temp);
  }

  @Test
  void applyEndsAsIfItHadNeverBeenKilled() throws Exception {
    Random random = new Random(SEED);
    int kills = 0;
    for (int i = 0; i < MOMENTS.size(); i++) {
      Process process = started("apply", "--answers", start.answers().toString(), "--yes", "--level", "parse");
      boolean there =
          MOMENTS.get(i).isEmpty()
              ? !process.waitFor(300 + 100L * i + random.nextInt(900), TimeUnit.MILLISECONDS)
              : until(process, MOMENTS.get(i));
      process.destroyForcibly();
      kills += there ? 1 : 0;
      process.waitFor();
      List<String> done = repo.checkpoints();
      assertEquals(List.of("1", "2", "3", "4", "5").subList(0, done.size()), done);
    }
    assertTrue(kills > 6, "only " + kills + " runs were killed before their end");
    ended("apply", "--answers", start.answers().toString(), "--yes", "--level", "parse");
    assertEquals(whole.tree(), repo.tree());
    assertEquals(List.of("1", "2", "3", "4", "5"), repo.checkpoints());
    assertEquals("6", repo.git("rev-list", "--count", "HEAD"));
    assertInOrder();
  }

  @Test
  void rollbackEndsAsIfItHadNeverBeenKilled() throws Exception {
    repo = whole.copy(temp.resolve("back"));
    Random random = new Random(SEED);
    for (int i = 0; i < 6; i++) {
      Process process = started("rollback", "--to", "start", "--yes");
      process.waitFor(250 + 150L * i + random.nextInt(200), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      process.waitFor();
    }
    ended("rollback", "--to", "start", "--yes");
    assertEquals(start.head(), repo.head());
    assertInOrder();
    assertEquals("", repo.git("log", "--oneline", whole.head(), "--not", "--glob=refs/fleet-migrate/*"));
    assertEquals("1", repo.status().at("/next/phase").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalEndsItInOrder(String signal) throws Exception {
    Process process = started("apply", "--answers", start.answers().toString(), "--through", "2", "--yes");
    assertTrue(until(process, "verification-started"));
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue());
    assertEquals("", repo.git("fsck", "--no-dangling"));
    assertEquals(List.of(), locks());

    ended("apply", "--through", "2", "--yes", "--level", "parse");
    assertEquals(List.of("1", "2"), repo.checkpoints());
    assertEquals(whole.git("rev-parse", "HEAD~3^{tree}"), repo.tree());
    assertInOrder();
  }

  private void assertInOrder() throws IOException {
    assertEquals("", repo.git("status", "--porcelain"));
    assertEquals("", repo.git("fsck", "--strict", "--no-dangling"));
    assertEquals(List.of(), locks());
  }

  /** Lock files of git's. */
  private List<Path> locks() throws IOException {
    try (Stream<Path> files = Files.walk(repo.root().resolve(".git"))) {
      return files.filter(f -> f.getFileName().toString().endsWith(".lock")).toList();
    }
  }

  private Process started(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--repo", repo.root().toString(), "--nix", "nix-2.26", "--format", "json"));
    all.addAll(List.of(arguments));
    ProcessBuilder builder = Packaged.launcher(temp).prepared(all.toArray(String[]::new));
    // A build in the background ignores SIGINT, and so would its children.
    builder.command().addAll(0, List.of(Tools.require("env").toString(), "--default-signal=INT"));
    return builder
        .redirectError(Files.createTempFile(temp, "run", ".err").toFile())
        .start();
  }

  private void ended(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--repo", repo.root().toString(), "--nix", "nix-2.26"));
    all.addAll(List.of(arguments));
    Packaged.Ended ended = Packaged.launcher(temp).run(all.toArray(String[]::new));
    assertEquals(0, ended.code(), ended.out() + ended.err());
  }

  /** Reads events until one of a kind; false where the program ended before. */
  private static boolean until(Process process, String event) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("\"event\":\"" + event + "\"")) {
        return true;
      }
    }
    return false;
  }
}
