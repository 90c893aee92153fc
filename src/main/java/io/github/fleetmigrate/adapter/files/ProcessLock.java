package io.github.fleetmigrate.adapter.files;

import io.github.fleetmigrate.port.JournalStore.Busy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One process at a time, by a lock of the operating system on a file: it goes with the process, however that ends. The
 * file's text, the holder's process id, is for messages alone.
 *
 * <p>A second channel on the file would, when closed, drop the lock of this whole process (POSIX); so one instance
 * opens the file once, and there must be one instance for a file.
 */
final class ProcessLock {
  private final Path file;
  private boolean held;

  ProcessLock(Path file) {
    this.file = file;
  }

  synchronized AutoCloseable take() throws IOException, Busy {
    if (held) {
      throw new Busy(message("this process"));
    }
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(DurableFile.OWNER_ONLY_FILE));
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new Busy(message("process " + holder(channel)));
      }
      channel.truncate(0);
      DurableFile.writeFully(
          channel, (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw new Busy(message("this process"));
    } catch (IOException | Busy failed) {
      channel.close();
      throw failed;
    }
    held = true;
    return () -> release(channel);
  }

  private synchronized void release(FileChannel channel) throws IOException {
    if (channel.isOpen()) {
      held = false;
      channel.close();
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "of unknown number" : pid;
  }

  private static String message(String who) {
    return "Another fleet-migrate works on this repository (" + who + "). Finish or end it, then try again.";
  }
}
