package io.github.fleetmigrate.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program in a real terminal, with real nix and git, driven by keys alone. */
class WizardIT {
  private static final String LAUNCHER = System.getProperty("fleetmigrate.launcher");

  @TempDir private Path folder;
  private Path sample;
  private Path repository;

  @BeforeEach
  void needsRealPrograms() throws IOException {
    Tools.require("nix");
    Tools.require("tmux");
    sample = folder.toRealPath().resolve("sample");
    repository = sample.resolve("fleet");
  }

  private Tmux demo(int columns, int rows) throws Exception {
    return new Tmux(columns, rows, folder, List.of(LAUNCHER, "demo", "--dir", sample.toString()));
  }

  private Tmux again() throws Exception {
    return new Tmux(100, 30, repository, List.of(LAUNCHER));
  }

  @Test
  void theWholeMigrationByKeyboardAtEightyByTwentyFour() throws Exception {
    try (Tmux terminal = demo(80, 24)) {
      decide(terminal);
      for (int phase = 1; phase <= 5; phase++) {
        apply(terminal, phase);
        terminal.keys("Enter");
      }
      terminal.waitFor("not looked at");
      terminal.press("Tab", "The repository is migrated.");
      terminal.keys("q");
      terminal.waitFor("exit code 0");
    }
    assertEquals(6, log().size(), () -> "commits: " + log());
    assertEquals("", git("status", "--porcelain"));
    assertTrue(git("log", "-1", "--format=%B").contains("Fleet-Migrate-Phase: 5"));
  }

  @Test
  void leftAndKilledInTheMiddleItResumesAndRollsBack() throws Exception {
    try (Tmux terminal = demo(100, 30)) {
      decide(terminal);
      apply(terminal, 1);
      terminal.keys("q");
      terminal.waitFor("exit code 0");
    }
    try (Tmux terminal = again()) {
      terminal.waitFor("Resumed at phase 2");
      apply(terminal, 2);
      terminal.keys("Enter");
      terminal.waitFor("Steps");
      terminal.keys("Enter");
      terminal.waitFor("Apply phase 3");
      terminal.keys("y");
      terminal.waitFor("Working");
      kill(terminal);
    }
    try (Tmux terminal = again()) {
      String screen = terminal.waitFor("Resumed");
      if (screen.contains("phase 3 was begun")) {
        terminal.keys("Enter");
        terminal.waitFor("Go on with phase 3");
        terminal.keys("y");
      } else {
        terminal.waitFor("Steps");
        terminal.keys("Enter");
        terminal.waitFor("Apply phase 3");
        terminal.keys("y");
      }
      terminal.waitFor("goes on to phase 4");
      assertEquals(4, log().size(), () -> "commits: " + log());
      terminal.keys("u");
      terminal.waitFor("Go back to");
      terminal.press("Down", "\u25B8 the start");
      terminal.keys("Enter");
      terminal.waitFor("before the migration?");
      terminal.keys("y");
      terminal.waitFor("Back at the start. What was left behind is kept.");
      terminal.keys("q");
      terminal.waitFor("exit code 0");
    }
    assertEquals(1, log().size(), () -> "commits: " + log());
    assertEquals("", git("status", "--porcelain"));
    assertFalse(git("for-each-ref", "refs/fleet-migrate").isEmpty(), "what was left behind is kept");
  }

  /** Answers the one question that the sample leaves open, and goes to phase 1. */
  private static void decide(Tmux terminal) throws Exception {
    terminal.waitFor("Findings");
    terminal.keys("Enter");
    terminal.waitFor("Who writes /etc/hosts");
    terminal.press("Down", "\u25B8 Who writes");
    terminal.keys("Enter");
    terminal.waitFor("\u25B8 my own modules");
    terminal.keys("Down");
    terminal.waitFor("\u25B8 nixos-fleet's module");
    terminal.keys("Enter");
    terminal.waitUntil(s -> !s.contains("needs you"), "the question to be answered");
    terminal.keys("End");
    terminal.waitFor("\u25B8 Go on to phase 1");
    terminal.keys("Enter");
  }

  /** Applies a phase from its first screen to its checkpoint. */
  private static void apply(Tmux terminal, int phase) throws Exception {
    terminal.waitFor("Phase " + phase + ":");
    terminal.waitFor("Steps");
    terminal.keys("Enter");
    terminal.waitFor("Apply phase " + phase);
    terminal.keys("y");
    String screen = terminal.waitFor("verified to ");
    assertTrue(screen.contains("checkpoint"), screen);
  }

  private static void kill(Tmux terminal) throws Exception {
    ProcessHandle shell = ProcessHandle.of(terminal.process()).orElseThrow();
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    terminal.waitFor("exit code 137");
  }

  private List<String> log() {
    return new ArrayList<>(git("log", "--format=%s").lines().toList());
  }

  private String git(String... arguments) {
    List<String> call = new ArrayList<>(List.of(Tools.require("git").toString(), "-C", repository.toString()));
    call.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(call).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), () -> call + " failed");
      return output.strip();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
