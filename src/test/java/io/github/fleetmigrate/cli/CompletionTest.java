package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.testing.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code completion}. */
class CompletionTest {
  private final CommandLineRunner line = new CommandLineRunner(new ScriptedEngine());

  @ParameterizedTest
  @CsvSource({"ro,rollback rollout", "apply --thr,--through", "steps val,validate", "--over,--override-input"})
  void bashCompletes(String typed, String offered, @TempDir Path folder) throws Exception {
    String bash = Tools.require("bash").toString();
    Path script = Files.writeString(folder.resolve("completion"), line.run("completion", "bash").out());
    String ask =
        """
        source "$1"
        compopt() { :; } # works only where a person presses Tab
        COMP_WORDS=(fleet-migrate $2)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE="fleet-migrate $2"
        COMP_POINT=${#COMP_LINE}
        _complete_fleet-migrate
        echo "${COMPREPLY[@]}"
        """;
    Process process =
        new ProcessBuilder(bash, "--norc", "-c", ask, "bash", script.toString(), typed).redirectErrorStream(true).start();
    String reply = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), reply);
    assertEquals(offered, reply.strip());
  }

  @Test
  void zshTakesBashsScriptWithItsHelpersLoaded() {
    String bash = line.run("completion", "bash").out();
    String zsh = line.run("completion", "zsh").out();
    assertTrue(zsh.endsWith(bash), "the same completions");
    assertTrue(zsh.startsWith("autoload -Uz +X compinit"), zsh.substring(0, 80));
  }

  @Test
  void fishHasALineForEverything() {
    List<String> lines = line.run("completion", "fish").out().lines().toList();
    for (String expected :
        List.of(
            "complete -c fleet-migrate -f",
            "complete -c fleet-migrate -l repo -r -F -d 'The repository.'",
            "complete -c fleet-migrate -l format -x -a 'text json' -d 'How reports are printed.'",
            "complete -c fleet-migrate -s h -l help -d 'Show this help.'",
            "complete -c fleet-migrate -n '__fish_use_subcommand' -a status -d 'Phases, checkpoints, verification reached, what comes next.'",
            "complete -c fleet-migrate -n '__fish_seen_subcommand_from apply' -l level -x -a 'parse eval build' -d 'How deep to verify.'",
            "complete -c fleet-migrate -n '__fish_seen_subcommand_from apply' -l yes -d 'Agree to every phase beforehand.'",
            "complete -c fleet-migrate -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'",
            "complete -c fleet-migrate -n '__fish_seen_subcommand_from steps; and not __fish_seen_subcommand_from list show validate' -a validate -d 'Checks a folder of migrations and names everything that is wrong.'",
            "complete -c fleet-migrate -n '__fish_seen_subcommand_from validate' -F")) {
      assertTrue(lines.contains(expected), expected + "\nin\n" + String.join("\n", lines));
    }
    assertEquals(1, lines.stream().filter(l -> l.contains(" -l offline ")).count(), "what all commands have stands once");
  }
}
