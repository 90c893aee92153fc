package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A terminal with nobody behind it: it takes what it is told, answers no question, and says of itself that it has no rows and
 * no columns. {@code script} (util-linux) makes it.
 */
final class BareTerminal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process script;
  private final InputStream told;
  private final OutputStream keyboard;
  private final StringBuilder text = new StringBuilder();
  private final Thread reader;

  /**
   * Runs shell commands in it.
   *
   * @param before what {@code script} is started with; empty for nothing
   */
  BareTerminal(Path folder, List<String> before, String commands) throws IOException {
    List<String> call = new ArrayList<>(before);
    call.addAll(List.of(Tools.require("script").toString(), "-qfc", commands, "/dev/null"));
    ProcessBuilder builder = new ProcessBuilder(call).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("SHELL", "/bin/sh");
    script = builder.start();
    told = script.getInputStream();
    keyboard = script.getOutputStream();
    reader = new Thread(this::read, "bare terminal");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    byte[] some = new byte[8192];
    try {
      for (int n = told.read(some); n > 0; n = told.read(some)) {
        synchronized (text) {
          text.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
          text.notifyAll();
        }
      }
    } catch (IOException e) {
      // The terminal is gone: what was told stays.
    }
  }

  /** What was told since the last call, once these texts are among it, one behind the other; bytes stand as characters. */
  String until(String... all) throws InterruptedException {
    String wanted = String.join("\" \"", all);
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (text) {
      while (!has(all)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          fail("no \"" + wanted + "\" in what the terminal was told:\n" + text.toString().replace('\u001b', '^'));
        }
        text.wait(left);
      }
      String out = text.toString();
      text.setLength(0);
      return out;
    }
  }

  private boolean has(String... all) {
    int at = 0;
    for (String one : all) {
      at = text.indexOf(one, at);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  @Override
  public void close() {
    script.descendants().forEach(ProcessHandle::destroy);
    script.destroy();
    try {
      reader.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
