package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A real terminal for one program: keys in, the screen out. It waits for what is on the screen, never for a time. */
public final class Tmux implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(40);

  private final Path tmux = Tools.require("tmux");
  private final String server = "fleet-migrate-" + UUID.randomUUID();

  /** Starts a program in a terminal of this size; it runs in {@code folder}. */
  public Tmux(int columns, int rows, Path folder, List<String> program) throws IOException, InterruptedException {
    List<String> call =
        new ArrayList<>(
            List.of("-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "-c", folder.toString()));
    call.add(String.join(" ", program.stream().map(Tmux::quoted).toList()) + "; echo \"exit code $?\"; exec cat");
    run(call.toArray(String[]::new));
  }

  /** Types keys by tmux' names: {@code Enter}, {@code Down}, {@code q}. */
  public void keys(String... keys) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>(List.of("send-keys"));
    call.addAll(List.of(keys));
    run(call.toArray(String[]::new));
  }

  /** Hands the program bytes as they are, all at once, as a terminal tells of its mouse. */
  public void bytes(String text) throws IOException, InterruptedException {
    run("set-buffer", "--", text);
    run("paste-buffer", "-r");
  }

  public String screen() throws IOException, InterruptedException {
    return run("capture-pane", "-p");
  }

  /** The screen once it is drawn whole, with the escape sequences of its colours. */
  String colored() throws IOException, InterruptedException {
    settled();
    return run("capture-pane", "-p", "-e");
  }

  /** Waits until the screen shows a text, and returns the screen. */
  public String waitFor(String text) throws IOException, InterruptedException {
    return waitUntil(screen -> screen.contains(text), "the screen to show \"" + text + "\"");
  }

  public String waitUntil(Predicate<String> condition, String what) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String screen = screen();
    while (!condition.test(screen)) {
      if (System.nanoTime() > end) {
        fail("waited " + PATIENCE.toSeconds() + " s for " + what + "; the screen is:\n" + screen);
      }
      LockSupport.parkNanos(POLL.toNanos());
      screen = screen();
    }
    return screen;
  }

  /** Presses a key until the screen shows a text, waiting each time for what the key did. */
  public void press(String key, String until) throws IOException, InterruptedException {
    for (int i = 0; i < 60; i++) {
      String before = settled();
      if (before.contains(until)) {
        return;
      }
      keys(key);
      waitUntil(screen -> !screen.equals(before), "the screen to answer " + key);
    }
    fail("60 times " + key + ", and no \"" + until + "\"; the screen is:\n" + screen());
  }

  /** The screen once it has been drawn whole: the same twice. */
  private String settled() throws IOException, InterruptedException {
    String before = screen();
    while (true) {
      LockSupport.parkNanos(POLL.toNanos());
      String after = screen();
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
  }

  /** What the terminal was told: whether its mouse is used, its other screen is up, and its cursor is seen. */
  String modes() throws IOException, InterruptedException {
    return run("display-message", "-p", "mouse #{mouse_any_flag} other #{alternate_on} cursor #{cursor_flag}").strip();
  }

  /** Gives the terminal another size. */
  public void resize(int columns, int rows) throws IOException, InterruptedException {
    run("resize-window", "-x", "" + columns, "-y", "" + rows);
  }

  /** The process that the terminal runs. */
  public long process() throws IOException, InterruptedException {
    return Long.parseLong(run("display-message", "-p", "#{pane_pid}").strip());
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>(List.of(tmux.toString(), "-L", server));
    call.addAll(List.of(arguments));
    Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(call + ": " + output);
    }
    return output;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public void close() throws IOException {
    try {
      run("kill-server");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
