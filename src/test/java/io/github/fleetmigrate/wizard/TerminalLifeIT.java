package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminal is as it was, however the wizard ends or is left: in a real shell in a real terminal. */
class TerminalLifeIT {
  private static final String LAUNCHER = System.getProperty("fleetmigrate.launcher");
  private static final String SHELL = "mouse 0 other 0 cursor 1";
  private static final String WIZARD = "mouse 1 other 1 cursor 0";

  @TempDir private Path folder;

  @BeforeEach
  void needsRealPrograms() throws IOException {
    Tools.require("nix");
    Tools.require("tmux");
    Tools.require("bash");
  }

  /** A shell that has noted how its terminal is set, with the wizard in front of it. */
  private Tmux wizard(String environment) throws Exception {
    Tmux terminal = new Tmux(100, 30, folder, List.of("env", "PS1=at the shell> ", "bash", "--norc"));
    terminal.waitFor("at the shell>");
    terminal.keys("stty -a > before; " + environment + " " + LAUNCHER + " demo --dir " + folder.resolve("sample"), "Enter");
    return terminal;
  }

  /** What is typed before the shell has the terminal again is lost: a terminal that is set anew forgets it. */
  private void assertAsBefore(Tmux terminal) throws Exception {
    terminal.waitUntil(s -> s.stripTrailing().endsWith("at the shell>"), "the shell's prompt");
    terminal.keys("clear; stty -a > after; echo no''ted", "Enter");
    terminal.waitFor("noted");
    assertEquals(settings("before"), settings("after"));
    assertEquals(SHELL, terminal.modes());
  }

  /** How the terminal was set, but for its size. */
  private String settings(String noted) throws IOException {
    return Files.readString(folder.resolve(noted)).replaceAll("(rows|columns) \\d+", "$1");
  }

  /** The wizard's own process: the one whose command line names the sample. */
  private ProcessHandle program() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().orElse("").endsWith("java"))
        .filter(p -> List.of(p.info().arguments().orElse(new String[0])).contains(folder.resolve("sample").toString()))
        .findFirst()
        .orElseThrow();
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(program().pid())).start().waitFor();
  }

  @Test
  void leftByQ() throws Exception {
    try (Tmux terminal = wizard("")) {
      terminal.waitFor("Findings");
      assertEquals(WIZARD, terminal.modes());
      terminal.keys("q");
      terminal.waitUntil(s -> s.contains("at the shell>"), "the shell");
      assertAsBefore(terminal);
    }
  }

  @Test
  void stoppedByControlZAndTakenUpAgain() throws Exception {
    try (Tmux terminal = wizard("")) {
      terminal.waitFor("Findings");
      terminal.keys("C-z");
      terminal.waitFor("Stopped");
      assertAsBefore(terminal);
      terminal.resize(90, 24);
      terminal.keys("fg", "Enter");
      terminal.waitFor("Findings");
      assertEquals(WIZARD, terminal.modes());
      terminal.keys("?");
      terminal.waitFor("Keys here");
      terminal.keys("Enter", "q");
      terminal.waitFor("at the shell>");
      assertAsBefore(terminal);
    }
  }

  /** Java cannot hear of this stop, and what the shell writes meanwhile it writes over the wizard; all is taken again. */
  @Test
  void stoppedByASignalFromOutsideAndTakenUpAgain() throws Exception {
    try (Tmux terminal = wizard("")) {
      terminal.waitFor("Findings");
      signal("TSTP");
      terminal.waitFor("Stopped");
      // Somebody is away for a moment.
      terminal.keys("sleep 0.6; fg", "Enter");
      terminal.waitUntil(s -> s.contains("Findings") && !s.contains("Stopped"), "the wizard");
      assertEquals(WIZARD, terminal.modes());
      terminal.keys("?");
      terminal.waitFor("Keys here");
      terminal.keys("Enter", "q");
      terminal.waitFor("at the shell>");
      assertAsBefore(terminal);
    }
  }

  /** A multiplexer is left and joined again from a window of another size, while a phase is asked about. */
  @Test
  void detachedAndAttachedInAnotherSize() throws Exception {
    String inner = "inner-" + folder.getFileName();
    String tmux = "TMUX= " + Tools.require("tmux") + " -L " + inner + " -f /dev/null ";
    try (Tmux terminal = new Tmux(100, 30, folder, List.of("env", "PS1=at the shell> ", "bash", "--norc"))) {
      terminal.waitFor("at the shell>");
      try {
        terminal.keys(tmux + "new-session '" + LAUNCHER + " demo --dir " + folder.resolve("sample") + "'", "Enter");
        terminal.waitFor("Findings");
        terminal.keys("?");
        terminal.waitFor("Keys here");
        terminal.keys("C-b", "d");
        terminal.waitFor("detached");
        terminal.resize(72, 20);
        terminal.keys("clear; " + tmux + "attach", "Enter");
        String screen = terminal.waitUntil(s -> s.contains("Keys here") && s.contains("any other key"), "the dialog in the smaller window");
        // The multiplexer's own line is the last.
        assertTrue(screen.stripTrailing().lines().toList().get(18).contains("any other key"), screen);
        terminal.keys("Enter");
        terminal.waitUntil(s -> s.contains("Enter decisions") && !s.contains("Keys here"), "the survey");
        terminal.keys("C-b", "d");
        terminal.waitFor("detached");
        terminal.resize(140, 45);
        terminal.keys("clear; " + tmux + "attach", "Enter");
        terminal.waitUntil(s -> s.contains("Findings") && s.stripTrailing().lines().count() == 45, "the survey in the larger window");
        terminal.keys("q");
        terminal.waitFor("exited");
      } finally {
        new ProcessBuilder(Tools.require("tmux").toString(), "-L", inner, "kill-server").start().waitFor();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "HUP"})
  void endedByASignal(String signal) throws Exception {
    try (Tmux terminal = wizard("")) {
      terminal.waitFor("Findings");
      signal(signal);
      String screen = terminal.waitFor("at the shell>");
      assertFalse(screen.contains("error of fleet-migrate"), screen);
      assertAsBefore(terminal);
    }
  }

  @Test
  void withoutTheMouseTheTerminalKeepsIt() throws Exception {
    try (Tmux terminal = wizard("FLEET_MIGRATE_MOUSE=off")) {
      terminal.waitFor("Findings");
      assertEquals(WIZARD.replace("mouse 1", "mouse 0"), terminal.modes());
      terminal.keys("m");
      terminal.waitFor("switches the mouse");
      assertEquals(WIZARD, terminal.modes());
    }
  }

  @Test
  void aClickGoesToTheStopUnderItAndTheWheelScrolls() throws Exception {
    try (Tmux terminal = wizard("")) {
      String first = terminal.waitFor("Findings");
      terminal.bytes("\u001b[<65;60;15M");
      terminal.waitUntil(s -> !s.equals(first), "the wheel to scroll");
      int row = (int) first.lines().takeWhile(line -> !line.contains("! Decisions")).count() + 1;
      terminal.bytes("\u001b[<0;10;" + row + "M");
      terminal.waitFor("Enter changes the chosen one");
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 18", "140, 45", "300, 100"})
  void aWindowOfAnotherSizeIsFilledAtOnce(int columns, int rows) throws Exception {
    try (Tmux terminal = wizard("")) {
      terminal.waitFor("Findings");
      terminal.keys("?");
      terminal.waitFor("Keys here");
      terminal.resize(columns, rows);
      String screen = terminal.waitUntil(s -> s.stripTrailing().lines().count() == rows && s.contains("\u256E"), "a whole dialog");
      assertTrue(screen.contains("Keys here"), screen);
      assertEquals(WIZARD, terminal.modes());
    }
  }

  @Test
  void aTerminalThatCannotPlaceTextIsToldSoAtOnce() throws Exception {
    try (Tmux terminal = wizard("TERM=dumb")) {
      terminal.waitFor("TERM says that this one cannot");
      assertAsBefore(terminal);
    }
  }
}
