package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleLocksTest {
  @TempDir Path folder;
  private GitFixture repository;
  private GitLayout layout;
  private Path lock;
  private StaleLocks staleLocks;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = GitFixture.init(folder.resolve("fleet"));
    repository.write("flake.nix", "{ }\n").commitAll("First");
    layout = GitLayout.of(repository.root, repository.root.resolve(".git"));
    lock = layout.gitDirectory().resolve("index.lock");
    staleLocks = new StaleLocks(layout);
  }

  private static ProcessIdentity dead() throws Exception {
    Process process = new ProcessBuilder("true").start();
    ProcessIdentity now = ProcessIdentity.current();
    process.waitFor();
    return new ProcessIdentity(process.pid(), "1", now.boot(), now.machine());
  }

  private void intend(ProcessIdentity process, long beganAt, String mark) throws IOException {
    new Intention(process, mark, beganAt, List.of(lock.toString())).write(layout);
  }

  private boolean isGone() {
    return !Files.exists(lock);
  }

  @Test
  void clearsALockThatADeadProcessOfOursLeft() throws Exception {
    intend(dead(), System.currentTimeMillis(), "m");
    Files.createFile(lock);

    assertEquals(List.of(lock), staleLocks.clear());
    assertTrue(isGone());
    assertFalse(Files.exists(Intention.file(layout)));
    assertEquals(List.of(), staleLocks.clear());
  }

  @Test
  void clearsALockFromBeforeAReboot() throws Exception {
    ProcessIdentity now = ProcessIdentity.current();
    intend(new ProcessIdentity(now.pid(), now.started(), "another-boot", now.machine()), System.currentTimeMillis(), "m");
    Files.createFile(lock);

    assertEquals(List.of(lock), staleLocks.clear());
  }

  @Test
  void clearsALockWhoseProcessIdBelongsToALaterProcess() throws Exception {
    ProcessIdentity now = ProcessIdentity.current();
    intend(new ProcessIdentity(now.pid(), "12", now.boot(), now.machine()), System.currentTimeMillis(), "m");
    Files.createFile(lock);

    assertEquals(List.of(lock), staleLocks.clear());
  }

  @Test
  void leavesALockThatNoIntentionNames() throws Exception {
    Files.createFile(lock);
    assertEquals(List.of(), staleLocks.clear());

    new Intention(dead(), "m", System.currentTimeMillis(), List.of(lock.resolveSibling("HEAD.lock").toString()))
        .write(layout);
    assertEquals(List.of(), staleLocks.clear());
    assertFalse(isGone());
  }

  @Test
  void leavesTheLockOfALiveProcess() throws Exception {
    intend(ProcessIdentity.current(), System.currentTimeMillis(), "m");
    Files.createFile(lock);

    assertEquals(List.of(), staleLocks.clear());
    assertFalse(isGone());
  }

  @Test
  void leavesTheLockOfAnotherMachine() throws Exception {
    ProcessIdentity dead = dead();
    intend(new ProcessIdentity(dead.pid(), "1", "another-boot", "another-machine"), System.currentTimeMillis(), "m");
    Files.createFile(lock);

    assertEquals(List.of(), staleLocks.clear());
    assertFalse(isGone());
  }

  @Test
  void leavesALockOfAnotherTime() throws Exception {
    long began = System.currentTimeMillis();
    Files.createFile(lock);
    for (long made : new long[] {began - 1_500, began + 10_501}) {
      intend(dead(), began, "m");
      Files.setLastModifiedTime(lock, FileTime.fromMillis(made));
      assertEquals(List.of(), staleLocks.clear());
    }
    assertFalse(isGone());
  }

  @Test
  void leavesALockThatAProcessHasOpen() throws Exception {
    intend(dead(), System.currentTimeMillis(), "m");
    try (FileChannel held = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      assertEquals(List.of(), staleLocks.clear());
      assertTrue(held.isOpen());
    }
    assertEquals(List.of(lock), staleLocks.clear());
  }

  @Test
  void leavesTheLockWhileAProcessThatOursStartedStillRuns() throws Exception {
    intend(dead(), System.currentTimeMillis(), "mark-of-it");
    Files.createFile(lock);
    ProcessBuilder builder = new ProcessBuilder("cat");
    builder.environment().put(Intention.MARK_VARIABLE, "mark-of-it");
    Process child = builder.start();
    try {
      // The child shows its environment once it has become cat; it answers when it is there.
      child.getOutputStream().write('x');
      child.getOutputStream().flush();
      assertEquals('x', child.getInputStream().read());
      assertEquals(List.of(), staleLocks.clear());
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertEquals(List.of(lock), staleLocks.clear());
  }

  @Test
  void removesNothingThatIsNoLockOfThisRepository() throws Exception {
    Path outside = Files.createFile(folder.resolve("outside.lock"));
    Path config = layout.gitDirectory().resolve("config");
    Files.setLastModifiedTime(config, FileTime.fromMillis(System.currentTimeMillis()));
    Path sneaky = layout.gitDirectory().resolve("../../outside.lock");
    new Intention(
            dead(),
            "m",
            System.currentTimeMillis(),
            List.of(outside.toString(), config.toString(), sneaky.toString()))
        .write(layout);

    assertEquals(List.of(), staleLocks.clear());
    assertTrue(Files.exists(outside));
    assertTrue(Files.exists(config));
  }

  @Test
  void isNotConfusedByATornIntention() throws Exception {
    intend(dead(), System.currentTimeMillis(), "m");
    String whole = Files.readString(Intention.file(layout));
    Files.writeString(Intention.file(layout), whole.substring(0, whole.length() / 2));
    Files.createFile(lock);

    assertEquals(List.of(), staleLocks.clear());
    assertFalse(isGone());
  }

  /** A real kill -9 while the index is being written by JGit. */
  @Test
  void aKilledProcessLeavesNothingInTheWayOfTheNext() throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                repository.root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader says = new BufferedReader(new InputStreamReader(victim.getInputStream()))) {
      assertEquals("locked", says.readLine());
      assertTrue(Files.exists(lock));
      assertEquals(List.of(), staleLocks.clear(), "while it lives");
    } finally {
      victim.destroyForcibly();
    }
    assertTrue(victim.waitFor(60, TimeUnit.SECONDS));
    assertEquals(137, victim.exitValue());

    GitOpening opening = GitRepositories.open(repository.root, new PlainRunner(Map.of(), false), Map.of());
    GitOpening.Opened opened = opening.match(o -> o, refused -> null);
    assertEquals(List.of(lock), opened.staleLocks().clear());
    repository.write("flake.nix", "after\n");
    opened.checkpoints().stage(List.of("flake.nix"));
    assertEquals(List.of("M  flake.nix"), repository.status());
  }

  /** A real kill -9 of git itself and of us, in the middle of a commit that waits for a hook. */
  @Test
  void aGitThatOutlivesItsCallerKeepsItsLock() throws Exception {
    Path fifo = folder.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    repository.hook("pre-commit", "cat '" + fifo + "' > /dev/null");
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CommittingVictim.class.getName(),
                repository.root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Opening the pipe for writing waits until the hook has it open for reading.
    try (FileChannel toHook = FileChannel.open(fifo, StandardOpenOption.WRITE)) {
      victim.destroyForcibly().waitFor();
      assertTrue(Files.exists(lock));
      assertEquals(List.of(), staleLocks.clear());
      assertTrue(toHook.isOpen());
      assertTrue(Files.exists(lock), "git is still at work");
      List<ProcessHandle> gits =
          ProcessHandle.allProcesses().filter(p -> belongsToTheEffect(p.pid())).toList();
      assertFalse(gits.isEmpty());
      gits.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle git : gits) {
        git.onExit().get(60, TimeUnit.SECONDS);
      }
    }
    assertEquals(List.of(lock), staleLocks.clear());
    assertEquals(List.of("?? new"), repository.write("new", "x").status());
  }

  private boolean belongsToTheEffect(long pid) {
    try {
      String mark = Intention.read(layout).orElseThrow().mark();
      return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1)
          .contains(mark);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Takes the index lock in an effect and waits to be killed. */
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      Path root = Path.of(arguments[0]);
      GitLayout layout = GitLayout.of(root, root.resolve(".git"));
      QuietSystemReader.install(root);
      Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(root.resolve(".git").toFile())
              .setWorkTree(root.toFile())
              .build();
      JGitIndex index = new JGitIndex(repository, layout);
      new GitEffects(layout)
          .run(
              List.of(root.resolve(".git/index.lock")),
              mark -> {
                index.update(
                    Map.of(),
                    () -> {
                      System.out.println("locked");
                      System.in.read();
                    });
                return null;
              });
    }
  }

  /** Commits through the git program, with a hook that does not end. */
  static final class CommittingVictim {
    public static void main(String[] arguments) throws Exception {
      Path root = Path.of(arguments[0]);
      Checkpoints checkpoints =
          new GitProgramCheckpoints(
              new GitProgram(
                  Tools.require("git"),
                  GitLayout.of(root, root.resolve(".git")),
                  new PlainRunner(GitFixture.ENVIRONMENT, true)));
      checkpoints.commit(List.of(), "Never made");
    }
  }
}
