package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clears lock files that a dead process of ours left in the git directory, and never anyone else's. A lock is ours only
 * if an {@linkplain Intention intention} names it, its process is dead, no process that it started lives, the lock was
 * made within ten seconds of the intention, and nobody has it open.
 */
public final class StaleLocks {
  private static final long SPAN_MILLIS = 10_000;

  private final GitLayout layout;
  private final Path processes;

  StaleLocks(GitLayout layout) {
    this(layout, Path.of("/proc"));
  }

  /**
   * @param processes where the system shows its processes; a folder that does not exist stands for a system without
   */
  StaleLocks(GitLayout layout, Path processes) {
    this.layout = layout;
    this.processes = processes;
  }

  /**
   * Clears what is ours. To be called once the process lock of the journal is held, before the first effect.
   *
   * @return the lock files that were removed, for a person to be told; mostly empty
   */
  public List<Path> clear() throws IOException {
    Optional<Intention> found = Intention.read(layout);
    if (found.isEmpty() || !found.get().process().isDead() || isWorkedFor(found.get())) {
      return List.of();
    }
    List<Path> cleared = new ArrayList<>();
    boolean undecided = false;
    for (String name : found.get().locks()) {
      Path lock = Path.of(name).normalize();
      if (!isLockFile(lock) || !isOfThatTime(lock, found.get())) {
        continue;
      }
      if (isOpen(lock)) {
        undecided = true;
      } else {
        Files.delete(lock);
        cleared.add(lock);
      }
    }
    if (!undecided) {
      Intention.remove(layout);
    }
    return List.copyOf(cleared);
  }

  private boolean isLockFile(Path lock) {
    return lock.getFileName().toString().endsWith(".lock")
        && (lock.startsWith(layout.gitDirectory()) || lock.startsWith(layout.commonDirectory()))
        && Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS);
  }

  /** A file's time may be coarser than the clock's, by a second at most where git runs. */
  private static boolean isOfThatTime(Path lock, Intention intention) throws IOException {
    long made =
        Files.readAttributes(lock, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).lastModifiedTime().toMillis();
    boolean wholeSeconds = made % 1000 == 0;
    long earliest = intention.beganAt() - (wholeSeconds ? intention.beganAt() % 1000 : 10);
    return made >= earliest && made <= intention.beganAt() + SPAN_MILLIS;
  }

  /** Whether a process that was started for the effect (git, a hook) still runs. Unknown counts as yes. */
  private boolean isWorkedFor(Intention intention) throws IOException {
    if (!Files.isDirectory(processes)) {
      return ProcessHandle.allProcesses()
          .anyMatch(p -> p.info().command().map(c -> Path.of(c).endsWith("git")).orElse(false));
    }
    String wanted = Intention.MARK_VARIABLE + "=" + intention.mark();
    for (Path process : running()) {
      try {
        String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        if (environment.contains(wanted)) {
          return true;
        }
      } catch (IOException notOurs) {
        // Another user's, which no effect of ours started, or one that has just ended.
        continue;
      }
    }
    return false;
  }

  private boolean isOpen(Path lock) throws IOException {
    if (!Files.isDirectory(processes)) {
      return false;
    }
    Path real = lock.toRealPath();
    for (Path process : running()) {
      try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
        for (Path handle : open) {
          if (leadsTo(handle, real)) {
            return true;
          }
        }
      } catch (IOException | UncheckedIOException notReadable) {
        continue;
      }
    }
    return false;
  }

  private static boolean leadsTo(Path handle, Path file) {
    try {
      return Files.readSymbolicLink(handle).equals(file);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private List<Path> running() throws IOException {
    List<Path> running = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
      all.forEach(running::add);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return running;
  }
}
