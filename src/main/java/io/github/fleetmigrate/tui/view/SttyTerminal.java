package io.github.fleetmigrate.tui.view;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The terminal of this process. Its size comes from {@code stty}, never from a question to the terminal: one that
 * answers nothing would be waited for (Lanterna 3.1.5, ten seconds). {@code stty} is found in PATH: NixOS has no {@code
 * /bin/stty}.
 */
public final class SttyTerminal extends UnixTerminal implements TerminalHold {
  private static final String STTY_PROPERTY = "com.googlecode.lanterna.terminal.UnixTerminal.sttyCommand";

  /** Bytes of a large screen with its colours. */
  private static final int SCREEN = 1 << 16;

  private boolean mouse;
  private boolean up;

  /** What is written is told to the terminal at each flush, a whole screen at once. */
  private SttyTerminal(InputStream in, OutputStream out) throws IOException {
    super(in, new BufferedOutputStream(out, SCREEN), StandardCharsets.UTF_8, CtrlCBehaviour.TRAP);
  }

  /**
   * Takes hold of the terminal.
   *
   * @throws IOException where there is no {@code stty}, or no terminal
   */
  public static SttyTerminal open(InputStream in, OutputStream out, Map<String, String> environment)
      throws IOException {
    Path stty =
        find("stty", environment).orElseThrow(() -> new IOException("the wizard sets up the terminal with stty, and there is none in PATH"));
    System.setProperty(STTY_PROPERTY, stty.toString());
    SttyTerminal terminal = new SttyTerminal(in, out);
    terminal.getInputDecoder().addProfile(() -> List.of(new SgrMouse(), new BackgroundAnswer()));
    return terminal;
  }

  private static Optional<Path> find(String program, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":")) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  @Override
  protected TerminalSize findTerminalSize() throws IOException {
    String[] words = runSTTYCommand("size").strip().split("\\s+");
    if (words.length == 2 && words[0].matches("[0-9]+") && words[1].matches("[0-9]+")) {
      int rows = Integer.parseInt(words[0]);
      int columns = Integer.parseInt(words[1]);
      if (rows > 0 && columns > 0) {
        return new TerminalSize(columns, rows);
      }
    }
    return new TerminalSize(80, 24);
  }

  /** Ctrl-Z comes as a key, so that the screen can be left before the process stops. */
  @Override
  protected void keyStrokeSignalsEnabled(boolean enabled) throws IOException {
    super.keyStrokeSignalsEnabled(enabled);
    if (!enabled) {
      runSTTYCommand("susp", "undef");
    }
  }

  @Override
  public synchronized void enterPrivateMode() throws IOException {
    if (up) {
      return;
    }
    super.enterPrivateMode();
    up = true;
    if (mouse) {
      tell(SgrMouse.ON);
    }
  }

  /** Twice is once: at a signal Lanterna's own shutdown hook may have left already. */
  @Override
  public synchronized void exitPrivateMode() throws IOException {
    if (!up) {
      return;
    }
    if (mouse) {
      tell(SgrMouse.OFF);
    }
    up = false;
    super.exitPrivateMode();
  }

  @Override
  public synchronized void mouse(boolean on) throws IOException {
    if (up && on != mouse) {
      tell(on ? SgrMouse.ON : SgrMouse.OFF);
    }
    mouse = on;
  }

  /** Lanterna 3.1.5 writes a zero byte behind a character of two bytes. */
  @Override
  public void putCharacter(char c) throws IOException {
    writeToTerminal(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void putString(String text) throws IOException {
    writeToTerminal(text.getBytes(StandardCharsets.UTF_8));
  }

  private void tell(String sequence) throws IOException {
    writeToTerminal(sequence.getBytes(StandardCharsets.US_ASCII));
    flush();
  }

  @Override
  public void giveBack() throws IOException {
    restoreTerminalSettings();
  }

  @Override
  public void takeAgain() throws IOException {
    canonicalMode(false);
    keyEchoEnabled(false);
    keyStrokeSignalsEnabled(false);
  }

  @Override
  public synchronized void comeBack() throws IOException {
    takeAgain();
    if (up) {
      tell("\u001b[?1049h\u001b[?25l" + (mouse ? SgrMouse.ON : ""));
    }
  }

  @Override
  public synchronized void askBackground() throws IOException {
    tell(BackgroundAnswer.QUESTION);
  }

  @Override
  public void stopProcess() throws IOException {
    Process stop = new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").start();
    try {
      stop.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
