package io.github.fleetmigrate.adapter.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one output of a program to its end on a thread of its own; bytes that are not UTF-8 become U+FFFD. */
final class StreamReader {
  private final StringBuffer text = new StringBuffer();
  private final Thread thread;

  private StreamReader(String name, InputStream stream, Consumer<String> lines) {
    thread = new Thread(() -> read(stream, lines), name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Keeps the text as it is. */
  static StreamReader whole(String name, InputStream stream) {
    return new StreamReader(name, stream, null);
  }

  /** Keeps the text and tells each line, without its end, as soon as it is complete. */
  static StreamReader byLine(String name, InputStream stream, Consumer<String> lines) {
    return new StreamReader(name, stream, lines);
  }

  private void read(InputStream stream, Consumer<String> lines) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      if (lines == null) {
        char[] buffer = new char[8192];
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
          text.append(buffer, 0, n);
        }
      } else {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          text.append(line).append('\n');
          lines.accept(line);
        }
      }
    } catch (IOException closed) {
      // The program was ended while it wrote: what came until then is the output.
    }
  }

  /**
   * What was read when the output ended, or when the time is up: a process in the background that the program left
   * behind may hold its output open for ever.
   */
  String text(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
    return text.toString();
  }
}
