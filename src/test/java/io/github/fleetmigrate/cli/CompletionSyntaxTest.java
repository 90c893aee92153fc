package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion scripts, read by the shells themselves. */
class CompletionSyntaxTest {
  private static final List<String> COMMANDS =
      List.of(
          "demo", "check", "plan", "apply", "verify", "status", "rollback", "health", "rollout", "doctor", "steps",
          "completion");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void namesEveryCommandAndIsReadByItsShell(String shell) throws Exception {
    CommandLineRunner.Result ended = new CommandLineRunner(new ScriptedEngine()).run("completion", shell);
    assertEquals(0, ended.code());
    assertEquals("", ended.err());
    COMMANDS.forEach(c -> assertTrue(ended.out().contains(c), c));
    assertTrue(ended.out().contains("override-input"));
    Path program = Tools.require(shell);
    Path script = Files.writeString(folder.resolve("script"), ended.out());
    Ran ran = run(program.toString(), "-n", script.toString());
    assertEquals(0, ran.code(), ran.said());
    assertEquals("", ran.said());
  }

  private record Ran(int code, String said) {}

  private static Ran run(String... call) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  /** Without fish at hand: every line is one command whose quotes are closed. */
  @Test
  void fishLinesAreWhole() {
    Stream<String> lines = new CommandLineRunner(new ScriptedEngine()).run("completion", "fish").out().lines();
    lines
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              assertTrue(line.startsWith("complete -c fleet-migrate"), line);
              long quotes = line.replace("\\'", "").chars().filter(c -> c == '\'').count();
              assertEquals(0, quotes % 2, line);
            });
  }
}
