package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks, run as git runs them and without a word on the screen. */
@ParameterizedClass
@EnumSource
class CheckpointsHooksTest extends CheckpointsTestBase {
  CheckpointsHooksTest(Implementation implementation) {
    super(implementation);
  }

  @Test
  void runsHooksAsGitDoesAndSilently() throws Exception {
    repository
        .hook("pre-commit", "echo pre >> ../hooks; git diff --cached --name-only >> ../hooks; echo noise; echo loud >&2")
        .hook("prepare-commit-msg", "echo \"prepare $2\" >> ../hooks; echo 'Prepared: yes' >> \"$1\"")
        .hook("commit-msg", "echo message >> ../hooks; echo 'Hooked: yes' >> \"$1\"")
        .hook("post-commit", "echo \"post $(git log -1 --format=%s)\" >> ../hooks; exit 1");
    repository.write("flake.nix", "new\n").write("staged", "x");
    repository.git("add", "staged");

    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true));
    System.setErr(new PrintStream(said, true));
    String made;
    try {
      made = checkpoints.commit(List.of("flake.nix"), MESSAGE);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    assertFalse(said.toString(StandardCharsets.UTF_8).contains("noise"), said.toString(StandardCharsets.UTF_8));
    assertFalse(said.toString(StandardCharsets.UTF_8).contains("loud"), said.toString(StandardCharsets.UTF_8));
    assertEquals(
        "pre\nflake.nix\nprepare message\nmessage\npost Add the input\n", Files.readString(folder.resolve("hooks")));
    assertEquals(
        List.of("Fleet-Migrate-Phase", "Fleet-Migrate-Run", "Prepared", "Hooked"),
        new ArrayList<>(checkpoints.commit(made).orElseThrow().trailers().keySet()));
    assertEquals(List.of("A  staged"), repository.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pre-commit", "prepare-commit-msg", "commit-msg"})
  void aHookThatRefusesLeavesEverythingAsItWas(String hook) throws Exception {
    repository.hook(hook, "echo 'out of order'; echo 'formatter: flake.nix is ugly' >&2; exit 3");
    repository.write("flake.nix", "ugly\n").write("new", "x\n").write("staged", "x\n");
    repository.git("add", "staged");
    String head = repository.head();
    List<String> status = repository.status();

    CommitRefused refused =
        assertThrows(CommitRefused.class, () -> checkpoints.commit(List.of("flake.nix", "new"), MESSAGE));

    assertTrue(refused.getMessage().contains("formatter: flake.nix is ugly"), refused.getMessage());
    assertEquals(head, repository.head());
    assertEquals(status, repository.status());
    assertEquals(List.of(), checkpoints.locks());
  }

  @Test
  void commitsWhatAHookMadeOfTheFilesAndLeavesNothingStaged() throws Exception {
    repository.hook("pre-commit", "echo formatted > flake.nix; git add flake.nix");
    repository.write("flake.nix", "not yet\n").write("other", "x");
    repository.git("add", "other");

    checkpoints.commit(List.of("flake.nix"), MESSAGE);

    assertEquals("formatted\n", repository.blob("HEAD", "flake.nix"));
    assertEquals(List.of("A  other"), repository.status());
  }

  @Test
  void findsHooksWhereTheConfigurationSaysTheyAre() throws Exception {
    repository.git("config", "core.hooksPath", ".githooks");
    repository.hook("pre-commit", "echo refused here >&2; exit 1");

    CommitRefused refused = assertThrows(CommitRefused.class, () -> checkpoints.commit(List.of(), MESSAGE));

    assertTrue(Files.exists(repository.root.resolve(".githooks/pre-commit")));
    assertTrue(refused.getMessage().contains("refused here"), refused.getMessage());
  }
}
