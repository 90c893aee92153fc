package io.github.fleetmigrate.adapter.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner.Call;
import io.github.fleetmigrate.port.CommandRunner.End;
import io.github.fleetmigrate.port.CommandRunner.Listener;
import io.github.fleetmigrate.port.CommandRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCommandRunnerTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final ProcessCommandRunner runner = new ProcessCommandRunner(System.getenv());

  private Result shell(String script) throws IOException {
    return runner.run(Call.of(LONG, "sh", "-c", script), new Cancellation(), line -> {});
  }

  @Test
  void keepsBothOutputsAndTheExitCode() throws IOException {
    Result result = shell("printf 'ä\\nb'; echo error >&2; exit 3");
    assertEquals(End.EXITED, result.end());
    assertEquals(3, result.exitCode());
    assertEquals("ä\nb", result.output());
    assertEquals("error\n", result.errors());
    assertFalse(result.succeeded());
  }

  @Test
  void standardInputIsClosed() throws IOException {
    assertEquals("nothing", shell("read line || printf nothing").output());
  }

  @Test
  void thereIsNoTerminalToAskOn() throws IOException {
    assertEquals("none", shell("(: </dev/tty) 2>/dev/null || printf none").output());
  }

  @Test
  void readsMoreThanAPipeHoldsFromBothOutputs() throws IOException {
    Result result = shell("i=0; while [ $i -lt 20000 ]; do echo line$i; echo error$i >&2; i=$((i+1)); done");
    assertTrue(result.output().endsWith("line19999\n"));
    assertTrue(result.errors().endsWith("error19999\n"));
  }

  @Test
  void tellsEachErrorLine() throws IOException {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    runner.run(Call.of(LONG, "sh", "-c", "echo one >&2; echo two >&2"), new Cancellation(), lines::add);
    assertEquals(List.of("one", "two"), lines);
  }

  @Test
  void runsInTheFolderWithTheEnvironmentGiven(@TempDir Path folder) throws IOException {
    Call call = new Call(List.of("sh", "-c", "pwd -P; echo $COLOUR"), folder, Map.of("COLOUR", "blue"), LONG);
    Result result = runner.run(call, new Cancellation(), line -> {});
    assertEquals(folder.toRealPath() + "\nblue\n", result.output());
  }

  @Test
  void aTimeLimitEndsChildrenToo() throws Exception {
    Call call = Call.of(Duration.ofSeconds(2), "sh", "-c", "sleep 300 & echo $!; sleep 301");
    Result result = runner.run(call, new Cancellation(), line -> {});
    assertEquals(End.TIMED_OUT, result.end());
    assertEquals(-1, result.exitCode());
    assertGone(Long.parseLong(result.output().trim()));
  }

  @Test
  void cancellationEndsAStubbornTree() throws Exception {
    // Shell and grandchild both ignore TERM.
    String script = "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ >&2; while :; do sleep 5; done' & wait; sleep 99";
    Cancellation cancellation = new Cancellation();
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    CompletableFuture<Result> result = runAsync(Call.of(LONG, "sh", "-c", script), cancellation, lines);
    long grandchild = Long.parseLong(lines.poll(20, TimeUnit.SECONDS));
    cancellation.cancel();
    assertEquals(End.CANCELLED, result.get(20, TimeUnit.SECONDS).end());
    assertGone(grandchild);
  }

  @Test
  void closingEndsWhatRuns() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    CompletableFuture<Result> result =
        runAsync(Call.of(LONG, "sh", "-c", "echo $$ >&2; sleep 300"), new Cancellation(), lines);
    long shell = Long.parseLong(lines.poll(20, TimeUnit.SECONDS));
    runner.close();
    assertEquals(End.CANCELLED, result.get(20, TimeUnit.SECONDS).end());
    assertGone(shell);
  }

  @Test
  void nothingIsStartedAfterACancellation(@TempDir Path folder) throws IOException {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    Result result = runner.run(Call.of(LONG, "touch", "made").in(folder), cancellation, line -> {});
    assertEquals(End.CANCELLED, result.end());
    assertFalse(Files.exists(folder.resolve("made")));
  }

  @Test
  void aProcessLeftInTheBackgroundDoesNotHoldUpTheResult() throws IOException {
    Result result = shell("sleep 20 & echo $!");
    long background = Long.parseLong(result.output().trim());
    ProcessHandle.of(background).ifPresent(ProcessHandle::destroyForcibly);
    assertEquals(0, result.exitCode());
    assertTrue(result.elapsed().toSeconds() < 15, "waited for the background process: " + result.elapsed());
  }

  @Test
  void aMissingProgramIsNamed() {
    IOException problem =
        assertThrows(
            IOException.class,
            () -> runner.run(Call.of(LONG, "no-such-program-here"), new Cancellation(), line -> {}));
    assertTrue(problem.getMessage().contains("no-such-program-here"));
  }

  @Test
  void findsByPathAsAShellDoes(@TempDir Path folder) throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path program = Files.createFile(folder.resolve("program"));
    assertTrue(program.toFile().setExecutable(true));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/nowhere:" + folder);
    ProcessCommandRunner here = new ProcessCommandRunner(environment);
    assertEquals(Optional.of(program), here.find("program"));
    assertEquals(Optional.empty(), here.find(plain.getFileName().toString()));
    assertEquals(Optional.of(program), here.find(program.toString()));
    assertEquals(Optional.empty(), here.find("sh"));
  }

  /** Waits with what it does until it is told to, and says it into a file. */
  private record Held(Path outlet, Consumer<ProcessHandle> seen, List<String> lines) implements Listener {
    @Override
    public void started(ProcessHandle process) {
      seen.accept(process);
    }

    @Override
    public boolean holds() {
      return true;
    }

    @Override
    public void outputLine(String line) {
      lines.add(line);
    }
  }

  @Test
  void aHeldProgramDoesNothingBeforeItWasSeenAndSaysEverythingIntoItsFile(@TempDir Path folder) throws Exception {
    Path done = folder.resolve("done");
    Path outlet = folder.resolve("outlet");
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    List<Boolean> early = new ArrayList<>();
    Listener held = new Held(outlet, process -> early.add(Files.exists(done)), lines);
    String script = "touch '" + done + "'; echo \"$1\"; echo error >&2; read more || echo nothing";
    Result result = runner.run(Call.of(LONG, "sh", "-c", script, "sh", "it's $HOME"), new Cancellation(), held);
    assertEquals(List.of(false), early);
    assertEquals(List.of("it's $HOME", "error", "nothing"), lines);
    assertEquals("it's $HOME\nerror\nnothing\n", result.output());
    assertEquals(result.output(), Files.readString(outlet));
  }

  @Test
  void aHeldProgramNeverRunsWhereItCannotBeRecorded(@TempDir Path folder) throws Exception {
    Path done = folder.resolve("done");
    List<ProcessHandle> seen = new ArrayList<>();
    Listener full =
        new Held(
            folder.resolve("outlet"),
            process -> {
              seen.add(process);
              throw new IllegalStateException("the disk is full");
            },
            new ArrayList<>());
    Call call = Call.of(LONG, "touch", done.toString());
    assertThrows(IllegalStateException.class, () -> runner.run(call, new Cancellation(), full));
    assertGone(seen.get(0).pid());
    assertFalse(Files.exists(done));
  }

  private CompletableFuture<Result> runAsync(Call call, Cancellation cancellation, BlockingQueue<String> lines) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(runner.run(call, cancellation, lines::add));
              } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** A killed orphan may wait a moment for whoever reaps it: that counts as gone as soon as its process ends. */
  private static void assertGone(long pid) throws Exception {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    if (handle.isPresent() && !isZombie(pid)) {
      handle.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }

  private static boolean isZombie(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    return Files.exists(status) && Files.readString(status).contains("State:\tZ");
  }
}
