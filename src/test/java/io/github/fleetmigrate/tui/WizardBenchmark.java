package io.github.fleetmigrate.tui;

import com.googlecode.lanterna.input.KeyType;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures how soon the wizard answers a key on a terminal in memory, and what it writes for one. Not a test: its figures
 * are in docs/measurements.md.
 *
 * <pre>mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=/tmp/classpath
 * java -cp "target/classes:target/test-classes:$(cat /tmp/classpath)" io.github.fleetmigrate.tui.WizardBenchmark KEYS</pre>
 */
public final class WizardBenchmark {
  private static final int HOSTS = 400;

  private WizardBenchmark() {}

  public static void main(String[] args) throws IOException {
    int keys = Integer.parseInt(args[0]);
    System.out.println("| state | window | answered, median | 99 of 100 | worst | keys a second | cells a key |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int[] size : new int[][] {{80, 24}, {100, 30}, {300, 100}}) {
      quiet(size[0], size[1], keys);
      busy(size[0], size[1], keys);
    }
  }

  /** In the diff of a phase, one line down and one up. */
  private static void quiet(int columns, int rows, int keys) throws IOException {
    try (VirtualWizard wizard = new VirtualWizard(new ScriptedEngine(), columns, rows, true)) {
      wizard.toFirstPhase().type("d").shows("the exact change");
      measure("the diff", wizard, columns, rows, keys);
    }
  }

  /** In the list of all hosts while a verification of 400 tells of them, 1,000 events a second. */
  private static void busy(int columns, int rows, int keys) throws IOException {
    ScriptedEngine scripted = new ScriptedEngine().hosts(HOSTS);
    Engine telling =
        (command, events, cancellation) -> {
          if (!(command instanceof Command.Apply)) {
            return scripted.execute(command, events, cancellation);
          }
          events.accept(new EngineEvent.PhaseStarted(1, "t", false));
          events.accept(
              new EngineEvent.VerificationStarted(
                  1,
                  Level.EVAL,
                  IntStream.rangeClosed(1, HOSTS).mapToObj(WizardBenchmark::host).toList()));
          for (int i = 0; !cancellation.isCancelled(); i++) {
            events.accept(
                new EngineEvent.HostProgress(
                    host(i % HOSTS + 1), EngineEvent.Activity.EVALUATING, Duration.ofMillis(i), "evaluating derivation " + i));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
          return ExitStatus.INTERRUPTED;
        };
    try (VirtualWizard wizard = new VirtualWizard(telling, columns, rows, true)) {
      wizard.toFirstPhase().press(KeyType.Enter).shows("Apply phase 1").type("y").shows("Verifying");
      measure("400 hosts verifying", wizard, columns, rows, keys);
    }
  }

  private static String host(int number) {
    return String.format("host-%03d", number);
  }

  /** Opens and closes the help: each is seen on the screen, whatever else is drawn meanwhile. */
  private static void measure(String state, VirtualWizard wizard, int columns, int rows, int keys) {
    long[] spent = new long[keys];
    long cells = wizard.cells();
    long begun = System.nanoTime();
    for (int i = 0; i < keys; i++) {
      long pressed = System.nanoTime();
      if (i % 2 == 0) {
        wizard.type("?").shows("Keys here");
      } else {
        wizard.press(KeyType.Escape).until(s -> !s.contains("Keys here"), "closed help");
      }
      spent[i] = System.nanoTime() - pressed;
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    long written = wizard.cells() - cells;
    Arrays.sort(spent);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d x %d | %.1f ms | %.1f ms | %.1f ms | %.0f | %d |%n",
        state, columns, rows, spent[keys / 2] / 1e6, spent[keys * 99 / 100] / 1e6, spent[keys - 1] / 1e6, keys / seconds,
        written / keys);
  }
}
