package io.github.fleetmigrate.adapter.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.JournalStore.Busy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskJournalStoreTest {
  @TempDir Path git;
  private DiskJournalStore store;

  @BeforeEach
  void open() {
    store = new DiskJournalStore(git);
  }

  @Test
  void hasNoRunUntilOneIsMadeCurrent() throws IOException {
    assertEquals(Optional.empty(), store.currentRun());
    store.setCurrentRun("r-1");
    assertEquals(Optional.of("r-1"), new DiskJournalStore(git).currentRun());
    store.setCurrentRun("r-2");
    assertEquals(Optional.of("r-2"), store.currentRun());
    store.setCurrentRun(null);
    store.setCurrentRun(null);
    assertEquals(Optional.empty(), store.currentRun());
  }

  @Test
  void keepsLinesInOrder() throws IOException {
    assertEquals(List.of(), store.read("r"));
    store.append("r", "{\"a\":1}");
    store.append("r", "");
    store.append("r", "{\"b\":\"ä\"}");

    assertEquals(List.of("{\"a\":1}", "", "{\"b\":\"ä\"}"), new DiskJournalStore(git).read("r"));
    assertEquals(List.of(), store.read("another"));
  }

  @Test
  void leavesOutATornLastLineAndWritesOverIt() throws IOException {
    store.append("r", "whole");
    Path journal = git.resolve("fleet-migrate/runs/r/journal.jsonl");
    Files.writeString(journal, "x".repeat(20_000), StandardOpenOption.APPEND);

    assertEquals(List.of("whole"), store.read("r"));
    store.append("r", "next");
    assertEquals("whole\nnext\n", Files.readString(journal));
  }

  @Test
  void aJournalThatIsNothingButATornLineBeginsAnew() throws IOException {
    store.append("r", "x");
    Path journal = git.resolve("fleet-migrate/runs/r/journal.jsonl");
    Files.writeString(journal, "{\"cut");

    assertEquals(List.of(), store.read("r"));
    store.append("r", "first");
    assertEquals(List.of("first"), store.read("r"));
  }

  @Test
  void isForTheOwnerAlone() throws IOException {
    store.setCurrentRun("r");
    store.append("r", "x");
    store.logs("r");

    try (Stream<Path> all = Files.walk(git.resolve("fleet-migrate"))) {
      for (Path path : all.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertEquals(expected, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), path.toString());
      }
    }
  }

  @Test
  void refusesIdsAndLinesThatWouldBreakTheFiles() {
    assertThrows(IllegalArgumentException.class, () -> store.append("../x", "line"));
    assertThrows(IllegalArgumentException.class, () -> store.logs("a/b"));
    assertThrows(IllegalArgumentException.class, () -> store.setCurrentRun(""));
    assertThrows(IllegalArgumentException.class, () -> store.append("r", "two\nlines"));
  }

  @Test
  void isBusyWhileAnotherProcessHoldsItAndFreeWhenThatIsKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                git.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader says = new BufferedReader(new InputStreamReader(holder.getInputStream()))) {
      assertEquals("held", says.readLine());

      Busy busy = assertThrows(Busy.class, store::lock);
      assertTrue(busy.getMessage().contains(Long.toString(holder.pid())), busy.getMessage());
    } finally {
      holder.destroyForcibly();
    }
    holder.waitFor();
    store.lock().close();
  }

  @Test
  void isBusyForASecondTakerOfThisProcessUntilItIsReleased() throws Exception {
    AutoCloseable first = store.lock();
    assertThrows(Busy.class, store::lock);
    first.close();
    first.close();
    AutoCloseable second = store.lock();
    assertThrows(Busy.class, store::lock);
    second.close();
  }

  /** Takes the lock in a process of its own and holds it until it is killed. */
  static final class LockHolder {
    public static void main(String[] arguments) throws Exception {
      AutoCloseable lock = new DiskJournalStore(Path.of(arguments[0])).lock();
      System.out.println("held");
      System.in.read();
      lock.close();
    }
  }
}
