package io.github.fleetmigrate.adapter.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a program writes to a file, while it writes. The stream ends when the program has ended and all of it was read. */
final class FollowedFile extends InputStream {
  private static final long PAUSE_MILLIS = 50;
  private final InputStream file;
  private final ProcessHandle writer;

  FollowedFile(Path file, ProcessHandle writer) throws IOException {
    this.file = Files.newInputStream(file);
    this.writer = writer;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      // Asked before reading: what it wrote last is then read by the look after the one that sees its end.
      boolean over = !writer.isAlive();
      int read = file.read(buffer, offset, length);
      if (read >= 0 || over) {
        return read;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while an output was followed");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
