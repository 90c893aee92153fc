package io.github.fleetmigrate.adapter.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one output of a program to its end on a thread of its own; bytes that are not UTF-8 become U+FFFD. */
final class StreamReader {
  private final StringBuffer text = new StringBuffer();
  private final Thread thread;

  /**
   * Keeps the text as it is.
   *
   * @param lines is told each line, without its end, as soon as it is complete
   */
  StreamReader(String name, InputStream stream, Consumer<String> lines) {
    thread = new Thread(() -> read(stream, lines), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void read(InputStream stream, Consumer<String> lines) {
    StringBuilder line = new StringBuilder();
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      char[] buffer = new char[8192];
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        text.append(buffer, 0, n);
        line.append(buffer, 0, n);
        tell(line, lines);
      }
    } catch (IOException closed) {
      // The program was ended while it wrote: what came until then is the output.
    }
    if (!line.isEmpty()) {
      lines.accept(withoutReturn(line.toString()));
    }
  }

  private static void tell(StringBuilder line, Consumer<String> lines) {
    int begin = 0;
    for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", begin)) {
      lines.accept(withoutReturn(line.substring(begin, end)));
      begin = end + 1;
    }
    line.delete(0, begin);
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
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
