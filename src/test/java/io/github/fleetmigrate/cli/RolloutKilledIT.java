package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout is killed, with SIGKILL, and the same command finds out what became of it. */
class RolloutKilledIT {
  private static final long LIMIT_SECONDS = 120;
  private static final long SEED = 20261123;
  /** Runs during which the second host fails. */
  private static final int FAILING = 8;
  private static RolloutFleet fleet;

  @TempDir Path temp;
  private SampleRepo repo;

  @BeforeAll
  static void migrate(@TempDir Path folder) throws IOException {
    fleet = RolloutFleet.in(folder, "ssh");
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

  /** What the program that pushes does is waited for: it was not begun by mistake, and not begun a second time. */
  @Test
  void thePushThatWasLeftBehindIsWaitedFor() throws Exception {
    fleet.tool().told("axon", "stalls");
    Process first = started("--hosts", "axon,nexus", "--yes");
    until(first, () -> fleet.tool().calls().contains("push axon"));
    kill(first);
    Path said = Files.createTempFile(temp, "said", "");
    Process second = started(said, "--hosts", "axon,nexus", "--yes");
    until(second, () -> Files.readString(said).contains("still runs (process "));
    assertEquals(List.of("push axon"), fleet.tool().changes());
    fleet.tool().untold("axon", "stalls");
    assertTrue(second.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, second.exitValue(), Files.readString(said));
    assertTrue(Files.readString(said).contains("fleet: axon switched"), "what it said meanwhile is told: " + Files.readString(said));
    assertEquals(
        List.of("push axon", "switched axon", "ended axon", "push nexus", "switched nexus", "ended nexus"),
        fleet.tool().changes());
  }

  /** Its terminal is closed, as when the line to the machine one sits at is lost: the host is seen through. */
  @Test
  void aTerminalThatIsClosedEndsNoPush() throws Exception {
    fleet.tool().told("axon", "stalls");
    Path said = Files.createTempFile(temp, "said", "");
    Process process = started(said, "--hosts", "axon", "--yes");
    until(process, () -> fleet.tool().calls().contains("push axon"));
    assertEquals(0, new ProcessBuilder("kill", "-HUP", "" + process.pid()).start().waitFor());
    fleet.tool().untold("axon", "stalls");
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(said));
    assertEquals("confirmed", states().get(0));
  }

  /** The program was killed too, before it did anything: the machine says so, and the host is pushed again. */
  @Test
  void aPushThatNeverArrivedIsMadeAgain() throws Exception {
    fleet.tool().told("axon", "stalls");
    Process first = started("--hosts", "axon", "--yes");
    until(first, () -> fleet.tool().calls().contains("push axon"));
    kill(first);
    fleet.tool().killed("axon");
    fleet.tool().untold("axon", "stalls");
    ended("axon");
    assertEquals(List.of("push axon", "push axon", "switched axon", "ended axon"), fleet.tool().changes());
  }

  /** Killed between the switch and its end: the machine runs what was pushed, and nothing is done again. */
  @Test
  void aPushThatArrivedIsConfirmedAndNotMadeAgain() throws Exception {
    fleet.tool().told("axon", "lingers");
    Process first = started("--hosts", "axon", "--yes");
    until(first, () -> fleet.tool().calls().contains("switched axon"));
    kill(first);
    fleet.tool().killed("axon");
    ended("axon");
    assertEquals(List.of("push axon", "switched axon"), fleet.tool().changes());
    assertEquals("confirmed", states().get(0));
  }

  /** Killed while it looks whether the machine stays healthy: what was pushed is looked at, and not pushed again. */
  @Test
  void aPushThatIsWatchedIsNotMadeAgain() throws Exception {
    Path said = Files.createTempFile(temp, "said", "");
    Process first = started(said, "--hosts", "axon", "--yes", "--watch", "600");
    until(first, () -> Files.readString(said).contains("Looking at axon again"));
    kill(first);
    assertEquals("pushing", states().get(0));
    ended("axon");
    assertEquals(List.of("push axon", "switched axon", "ended axon"), fleet.tool().changes());
    assertEquals("confirmed", states().get(0));
  }

  /** One generation back, and not two: the program that does it is waited for, and the machine is asked. */
  @Test
  void goingBackThatWasLeftBehindIsWaitedForAndNotDoneTwice() throws Exception {
    ended("axon");
    fleet.tool().told("axon", "back-stalls");
    Process first = started("--back", "axon", "--yes");
    until(first, () -> fleet.tool().calls().contains("rollback axon"));
    kill(first);
    assertEquals("rolling-back", states().get(0));
    Path said = Files.createTempFile(temp, "said", "");
    Process second = started(said, "--back", "axon", "--yes");
    until(second, () -> Files.readString(said).contains("The program that brings back axon still runs (process "));
    fleet.tool().untold("axon", "back-stalls");
    assertTrue(second.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, second.exitValue(), Files.readString(said));
    assertEquals(fleet.before("axon"), fleet.tool().system("axon"));
    assertEquals("rolled-back", states().get(0));
    assertEquals(
        List.of("push axon", "switched axon", "ended axon", "rollback axon", "returned axon"), fleet.tool().changes());
  }

  /** A person stops it while the machine does not answer; a second rollout meanwhile is refused. */
  @Test
  void aPersonStopsTheWaitingAtOnce() throws Exception {
    fleet.tool().told("axon", "leaves");
    Path said = Files.createTempFile(temp, "said", "");
    Process first = started(said, "--hosts", "axon", "--yes", "--wait", "600");
    try {
      until(first, () -> Files.readString(said).contains("axon does not answer; it has "));
      InProcess.Ended beside = fleet.rollout(repo, "--hosts", "nexus", "--yes");
      assertEquals(3, beside.exit(), beside.out());
      assertEquals(List.of(), fleet.tool().changes().stream().filter(call -> call.endsWith("nexus")).toList());
      long start = System.nanoTime();
      first.destroy();
      assertTrue(first.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertEquals(130, first.exitValue(), Files.readString(said));
      assertTrue(millis < 1000, millis + " ms");
    } finally {
      fleet.machines().machine("axon").authorizes(Path.of(fleet.machines().key() + ".pub"));
    }
    assertEquals("pushing", states().get(0));
    fleet.tool().untold("axon", "leaves");
    ended("axon");
    assertEquals(List.of("push axon", "switched axon", "ended axon"), fleet.tool().changes());
  }

  /**
   * Killed after every entry of its journal, and a random while after it, while the second host fails and after that. What
   * was pushed is never pushed again at the same time or after it arrived, no host comes before the one that failed is well,
   * and the one that was not named is never touched.
   */
  @Test
  void itEndsAsIfItHadNeverBeenKilled() throws Exception {
    fleet.tool().told("nexus", "fails");
    Random random = new Random(SEED);
    Path journal = journal();
    int kills = 0;
    for (int run = 0; run < 24; run++) {
      if (run == FAILING) {
        Process whole = started("--hosts", "axon,nexus,cortex", "--yes");
        assertTrue(whole.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(1, whole.exitValue());
        assertTrue(fleet.tool().calls().stream().noneMatch(call -> call.endsWith(" cortex")), "no host comes after the one that fails");
        fleet.tool().untold("nexus", "fails");
      }
      long wanted = lines(journal) + 1 + run % 2;
      Process process = started("--hosts", "axon,nexus,cortex", "--yes");
      until(process, () -> lines(journal) >= wanted);
      boolean over = process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
      kill(process);
      kills += over ? 0 : 1;
      if (over && process.exitValue() == 0) {
        break;
      }
    }
    assertTrue(kills >= 5, "it was killed " + kills + " times");
    ended("axon,nexus,cortex");
    assertEquals(List.of("confirmed", "confirmed", "confirmed", "pending"), states());
    List<String> all = new ArrayList<>(fleet.tool().changes());
    // A push of the host that fails did nothing.
    for (int i = 0; i + 1 < all.size(); ) {
      if (all.get(i).equals("push nexus") && all.get(i + 1).equals("push nexus")) {
        all.remove(i);
      } else {
        i++;
      }
    }
    Iterator<String> changes = all.iterator();
    List<String> pushed = new ArrayList<>();
    while (changes.hasNext()) {
      String host = changes.next().replaceFirst("^push ", "");
      pushed.add(host);
      assertEquals("switched " + host, changes.next());
      assertEquals("ended " + host, changes.next());
    }
    assertEquals(List.of("axon", "nexus", "cortex"), pushed);
    for (String host : pushed) {
      assertNotEquals(fleet.before(host), fleet.tool().system(host));
    }
    assertEquals(fleet.before("orion"), fleet.tool().system("orion"));
    assertTrue(fleet.tool().calls().stream().noneMatch(call -> call.endsWith(" orion")));
  }

  private interface Met {
    boolean now() throws IOException;
  }

  /** Waits until it is so, or the process has ended. */
  private static void until(Process process, Met condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.now() && process.isAlive()) {
      assertTrue(System.nanoTime() < end, "it did not come to that");
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private List<String> states() throws IOException {
    List<String> out = new ArrayList<>();
    for (JsonNode host : repo.status().at("/rollout/hosts")) {
      out.add(host.get("state").asText());
    }
    return out;
  }

  private Path journal() throws IOException {
    String name = repo.journals().keySet().stream().filter(n -> n.endsWith(".jsonl")).findFirst().orElseThrow();
    return repo.root().resolve(".git/fleet-migrate/runs").resolve(name);
  }

  private static long lines(Path file) throws IOException {
    return Files.readString(file).lines().count();
  }

  private Process started(String... arguments) throws IOException {
    return started(Files.createTempFile(temp, "said", ""), arguments);
  }

  private Process started(Path said, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--repo", repo.root().toString()));
    all.addAll(List.of(fleet.arguments(arguments)));
    ProcessBuilder program =
        Packaged.launcher(temp).with("PATH", fleet.environment().get("PATH")).prepared(all.toArray(String[]::new));
    return program.redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  private void ended(String hosts) throws Exception {
    Path said = Files.createTempFile(temp, "said", "");
    Process process = started(said, "--hosts", hosts, "--yes");
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> "it did not end");
    assertEquals(0, process.exitValue(), Files.readString(said));
  }
}
