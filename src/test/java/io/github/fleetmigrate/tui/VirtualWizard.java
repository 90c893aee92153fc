package io.github.fleetmigrate.tui;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.tui.view.TerminalWizard;
import io.github.fleetmigrate.tui.view.WizardOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The whole wizard, its loop and its drawing included, on a terminal in memory. */
final class VirtualWizard implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

  /** A terminal that counts the cells that are written to it, and knows when a screen is drawn to its end. */
  private static final class Counting extends DefaultVirtualTerminal {
    private final AtomicLong cells = new AtomicLong();
    private boolean drawing;

    Counting(TerminalSize size) {
      super(size);
    }

    @Override
    public synchronized void putCharacter(char c) {
      drawing = true;
      cells.incrementAndGet();
      super.putCharacter(c);
    }

    @Override
    public synchronized void putString(String text) {
      drawing = true;
      cells.addAndGet(text.length());
      super.putString(text);
    }

    @Override
    public synchronized void flush() {
      drawing = false;
      super.flush();
      notifyAll();
    }

    /** Never the half of a screen. */
    synchronized String text() {
      boolean interrupted = false;
      while (drawing && !interrupted) {
        try {
          wait(TimeUnit.NANOSECONDS.toMillis(PATIENCE));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          interrupted = true;
        }
      }
      StringBuilder out = new StringBuilder();
      TerminalSize size = getTerminalSize();
      for (int row = 0; row < size.getRows(); row++) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < size.getColumns(); column++) {
          line.append(getCharacter(new TerminalPosition(column, row)).getCharacterString());
        }
        out.append(line.toString().stripTrailing()).append('\n');
      }
      return out.toString();
    }
  }

  private final Counting terminal;
  private final Cancellation signal = new Cancellation();
  private final CompletableFuture<Integer> ended;

  VirtualWizard(Engine engine, int columns, int rows, boolean colored) throws IOException {
    this(engine, columns, rows, colored, (name, text) -> Optional.empty());
  }

  /** With an editor that the person has. */
  VirtualWizard(Engine engine, int columns, int rows, boolean colored, WizardOptions.Editor editor) throws IOException {
    terminal = new Counting(new TerminalSize(columns, rows));
    TerminalScreen screen = new TerminalScreen(terminal);
    WizardOptions options = new WizardOptions(colored, Level.EVAL, signal, editor);
    ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return TerminalWizard.run(engine, screen, options);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  VirtualWizard press(KeyType... keys) {
    for (KeyType key : keys) {
      terminal.addInput(new KeyStroke(key));
    }
    return this;
  }

  VirtualWizard type(String text) {
    text.chars().forEach(c -> terminal.addInput(new KeyStroke((char) c, false, false)));
    return this;
  }

  VirtualWizard resize(int columns, int rows) {
    terminal.setTerminalSize(new TerminalSize(columns, rows));
    return this;
  }

  /** From the first screen to the first phase: the open question of the scripted fleet is answered. */
  VirtualWizard toFirstPhase() {
    return shows("Findings")
        .press(KeyType.Enter)
        .shows("\u25B8 Who writes")
        .press(KeyType.Enter, KeyType.Enter)
        .until(s -> !s.contains("needs you"), "answered question")
        .press(KeyType.End)
        .shows("\u25B8 Go on")
        .press(KeyType.Enter)
        .shows("Steps");
  }

  /** Waits until the engine has ended what it was asked; keys that start something are passed over before. */
  VirtualWizard idle() {
    return until(
        screen -> {
          List<String> lines = screen.lines().toList();
          return !lines.get(lines.size() - 2).startsWith(" \u25B8 ");
        },
        "end of the work");
  }

  /** Waits until the screen shows a text; fails with the screen where it never does. */
  VirtualWizard shows(String text) {
    return until(screen -> screen.contains(text), "\"" + text + "\"");
  }

  VirtualWizard until(Predicate<String> condition, String what) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.test(screen())) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no " + what + " on the screen:\n" + screen());
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
    }
    return this;
  }

  /** The terminal's cells as text. */
  String screen() {
    return terminal.text();
  }

  /** How many cells were written since the beginning. */
  long cells() {
    return terminal.cells.get();
  }

  /** The process is asked to end. */
  void signal() {
    signal.cancel();
  }

  /** The exit code, once it has ended. */
  int exit() throws Exception {
    return ended.get(PATIENCE, TimeUnit.NANOSECONDS);
  }

  boolean open() {
    return !ended.isDone();
  }

  /** Ends it, where it has not ended. */
  @Override
  public void close() {
    signal.cancel();
    ended.orTimeout(PATIENCE, TimeUnit.NANOSECONDS).join();
  }
}
