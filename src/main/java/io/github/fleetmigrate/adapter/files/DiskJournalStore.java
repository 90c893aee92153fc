package io.github.fleetmigrate.adapter.files;

import io.github.fleetmigrate.port.JournalStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Journals in {@code <git directory>/fleet-migrate/}: {@code current} holds the open run's id,
 * {@code runs/<id>/journal.jsonl} its lines, {@code runs/<id>/logs/} its logs. All of it is the owner's alone.
 */
public final class DiskJournalStore implements JournalStore {
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path folder;
  private final ProcessLock lock;

  /**
   * @param gitDirectory the work tree's own git directory
   */
  public DiskJournalStore(Path gitDirectory) {
    this.folder = gitDirectory.resolve("fleet-migrate");
    this.lock = new ProcessLock(folder.resolve("lock"));
  }

  @Override
  public Optional<String> currentRun() throws IOException {
    try {
      String run = Files.readString(folder.resolve("current")).strip();
      return run.isEmpty() ? Optional.empty() : Optional.of(checked(run));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public void setCurrentRun(String run) throws IOException {
    Path current = folder.resolve("current");
    if (run == null) {
      if (Files.deleteIfExists(current)) {
        DurableFile.syncFolder(folder);
      }
      return;
    }
    byte[] content = (checked(run) + "\n").getBytes(StandardCharsets.UTF_8);
    makeFolder(folder);
    Path temporary = folder.resolve("current.tmp");
    DurableFile.writeNew(temporary, content, DurableFile.OWNER_ONLY_FILE);
    DurableFile.replace(temporary, current);
  }

  @Override
  public List<String> read(String run) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(journal(run));
    } catch (NoSuchFileException none) {
      return List.of();
    }
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    String whole = new String(bytes, 0, end, StandardCharsets.UTF_8);
    return whole.isEmpty() ? List.of() : List.of(whole.substring(0, whole.length() - 1).split("\n", -1));
  }

  @Override
  public void append(String run, String line) throws IOException {
    if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a journal line must not hold a line end");
    }
    Path journal = journal(run);
    makeFolder(journal.getParent());
    boolean created = createIfMissing(journal);
    try (FileChannel channel =
        FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      long end = endOfWholeLines(channel);
      channel.truncate(end).position(end);
      DurableFile.writeFully(channel, (line + "\n").getBytes(StandardCharsets.UTF_8));
      channel.force(true);
    }
    if (created) {
      DurableFile.syncFolder(journal.getParent());
    }
  }

  @Override
  public Path logs(String run) throws IOException {
    Path logs = runFolder(run).resolve("logs");
    makeFolder(logs);
    return logs;
  }

  @Override
  public AutoCloseable lock() throws IOException, Busy {
    makeFolder(folder);
    return lock.take();
  }

  private Path journal(String run) {
    return runFolder(run).resolve("journal.jsonl");
  }

  private Path runFolder(String run) {
    return folder.resolve("runs").resolve(checked(run));
  }

  private static String checked(String run) {
    if (!RUN_ID.matcher(run).matches()) {
      throw new IllegalArgumentException("not a run's id: " + run);
    }
    return run;
  }

  /** Makes a folder and those above it up to the git directory, each for the owner alone and durable. */
  private void makeFolder(Path wanted) throws IOException {
    if (Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!wanted.equals(folder)) {
      makeFolder(wanted.getParent());
    }
    try {
      Files.createDirectory(wanted, PosixFilePermissions.asFileAttribute(DurableFile.OWNER_ONLY_FOLDER));
    } catch (FileAlreadyExistsException madeMeanwhile) {
      if (!Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
        throw madeMeanwhile;
      }
    }
    DurableFile.syncFolder(wanted.getParent());
  }

  private static boolean createIfMissing(Path file) throws IOException {
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(DurableFile.OWNER_ONLY_FILE));
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  /** The offset behind the last line end: what follows was cut off by a crash. */
  private static long endOfWholeLines(FileChannel channel) throws IOException {
    byte[] block = new byte[8192];
    long end = channel.size();
    while (end > 0) {
      int length = (int) Math.min(block.length, end);
      long start = end - length;
      ByteBuffer buffer = ByteBuffer.wrap(block, 0, length);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, start + buffer.position()) < 0) {
          throw new IOException("the journal became shorter while it was read");
        }
      }
      for (int i = length - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }
}
