package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** The packaged program in a terminal that answers no question, over a slow link, and where there is no {@code /bin/stty}. */
class BareTerminalIT {
  private static final String LAUNCHER = System.getProperty("fleetmigrate.launcher");

  /** Lanterna would wait ten seconds for an answer; beside what a busy machine takes to start Java it has to be less. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  /** What a modem of 9,600 bits a second carries in half a second. */
  private static final int HALF_A_SECOND = 480;

  /** What such a modem carries in seven seconds; the first screens are drawn while the repository is read. */
  private static final int FIRST_SCREENS = 7 * 960;

  private static final String LEFT = "\u001b[?1049l";
  private static final String REDRAW = "\f";
  /** What a screen that is drawn whole begins with. */
  private static final String WHOLE = "\u001b[2J";

  @TempDir private Path folder;

  @BeforeEach
  void needsRealPrograms() {
    Tools.require("nix");
    Tools.require("script");
  }

  /** The wizard between two looks at how its terminal is set. */
  private String wizard(String first) {
    return first + " stty -a > before; " + LAUNCHER + " demo --dir " + folder.resolve("sample")
        + "; code=$?; stty -a > after; echo \"exit code $code\"";
  }

  private void leave(BareTerminal terminal) throws Exception {
    terminal.type("q");
    String last = terminal.until("exit code 0");
    assertTrue(last.contains(LEFT) && last.contains("\u001b[?25h") && last.contains("\u001b[?1000l"), last.replace('\u001b', '^'));
    terminal.close();
    assertEquals(Files.readString(folder.resolve("before")), Files.readString(folder.resolve("after")));
  }

  /** Without a size it is drawn for the usual one; nothing is asked of the terminal, so nothing is waited for. */
  @ParameterizedTest
  @CsvSource({"'', 80, 24", "stty cols 100 rows 30;, 100, 30", "stty cols 60 rows 18;, 60, 18"})
  void theFirstScreenIsThereAtOnceAndKeysWork(String size, int columns, int rows) throws Exception {
    long starting = System.nanoTime();
    assertEquals(0, new ProcessBuilder(LAUNCHER, "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
    long begun = System.nanoTime();
    try (BareTerminal terminal = new BareTerminal(folder, List.of(), wizard(size))) {
      String first = terminal.until("Reading");
      Duration spent = Duration.ofNanos(System.nanoTime() - begun);
      assertTrue(spent.compareTo(AT_ONCE.plusNanos(begun - starting)) < 0, "the first screen after " + spent);
      assertFalse(first.contains("\u001b[6n"), "the terminal is asked where its cursor is");
      assertFalse(first.contains("\0"), "a byte that no screen holds");
      terminal.until("decisions");
      terminal.type("?" + REDRAW);
      String help = terminal.until("Keys here");
      // The last row is drawn, and none behind it.
      terminal.type("x" + REDRAW);
      String whole = help + terminal.until(WHOLE, "leave");
      assertTrue(whole.contains("\u001b[" + rows + ";"), whole.replace('\u001b', '^'));
      assertFalse(whole.contains("\u001b[" + (rows + 1) + ";") || whole.contains(";" + (columns + 1) + "H"), whole.replace('\u001b', '^'));
      leave(terminal);
    }
  }

  /** Nothing waits for the answer to which background it has; one that comes late changes the colours, and types nothing. */
  @ParameterizedTest
  @CsvSource({"ffff/ffff/ffff, 34", "0000/2b2b/3636, 36"})
  void theBackgroundIsHeardOfWheneverItIsTold(String answer, int color) throws Exception {
    try (BareTerminal terminal = new BareTerminal(folder, List.of(), wizard("unset COLORFGBG FLEET_MIGRATE_BACKGROUND;"))) {
      String first = terminal.until("decisions");
      assertTrue(first.contains("\u001b]11;?\u001b\\") && !first.contains("\u001b[" + color + "m"), first.replace('\u001b', '^'));
      terminal.type("\u001b]11;rgb:" + answer + "\u001b\\" + REDRAW);
      String told = terminal.until(WHOLE, "leave");
      assertTrue(told.contains("\u001b[" + color + "m"), told.replace('\u001b', '^'));
      assertFalse(told.contains("rgb"), told.replace('\u001b', '^'));
      leave(terminal);
    }
  }

  @Test
  void aSlowLinkCarriesIt() throws Exception {
    try (BareTerminal terminal = new BareTerminal(folder, List.of(), wizard("stty cols 80 rows 24;"))) {
      int first = terminal.until("decisions").length();
      assertTrue(first < FIRST_SCREENS, first + " bytes until the survey is there");
      terminal.type("\r");
      terminal.until("change");
      terminal.type("\u001b[B\u001b[B?");
      int moved = terminal.until("Keys here").length();
      assertTrue(moved < 6 * HALF_A_SECOND, moved + " bytes for two decisions and the help");
      terminal.type("x");
      leave(terminal);
    }
  }

  /** As on NixOS: {@code stty} is somewhere in PATH, and what is at its usual places is no program. */
  @Test
  void withoutSttyAtItsUsualPlace() throws Exception {
    Path unshare = Tools.require("unshare");
    Path mount = Tools.require("mount");
    Path real = Path.of("/bin/stty").toRealPath();
    String hide = mount + " --bind /dev/null " + real + " && ! test -x /bin/stty && ! test -x /usr/bin/stty";
    if (new ProcessBuilder(unshare.toString(), "-m", "sh", "-c", hide).start().waitFor() != 0) {
      throw new TestAbortedException("this user cannot hide /bin/stty");
    }
    Path elsewhere = Files.createDirectories(folder.resolve("store/bin"));
    Files.copy(real, elsewhere.resolve("stty"));
    Files.setPosixFilePermissions(elsewhere.resolve("stty"), PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = "PATH=" + elsewhere + ":$PATH; export PATH;";
    List<String> before = List.of(unshare.toString(), "-m", "sh", "-c", hide + " && exec \"$@\"", "sh");
    try (BareTerminal terminal = new BareTerminal(folder, before, wizard(path))) {
      terminal.until("decisions");
      terminal.type("?" + REDRAW);
      terminal.until("Keys here");
      terminal.type("x");
      leave(terminal);
    }
  }

  /** Without any: said at once, and nothing of the terminal is touched. */
  @Test
  void withoutAnySttyItIsSaid() throws Exception {
    Path unshare = Tools.require("unshare");
    Path mount = Tools.require("mount");
    Path real = Path.of("/bin/stty").toRealPath();
    String hide = mount + " --bind /dev/null " + real;
    if (new ProcessBuilder(unshare.toString(), "-m", "sh", "-c", hide).start().waitFor() != 0) {
      throw new TestAbortedException("this user cannot hide /bin/stty");
    }
    List<String> before = List.of(unshare.toString(), "-m", "sh", "-c", hide + " && exec \"$@\"", "sh");
    String commands = LAUNCHER + " demo --dir " + folder.resolve("sample") + "; echo \"exit code $?\"";
    try (BareTerminal terminal = new BareTerminal(folder, before, commands)) {
      String said = terminal.until("exit code 4");
      assertTrue(said.contains("the wizard sets up the terminal with stty, and there is none in PATH"), said);
      assertFalse(said.contains("\u001b[?1049h"), said);
    }
  }
}
