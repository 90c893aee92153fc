package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import io.github.fleetmigrate.port.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits of exactly the given paths. */
@ParameterizedClass
@EnumSource
class CheckpointsCommitTest extends CheckpointsTestBase {
  CheckpointsCommitTest(Implementation implementation) {
    super(implementation);
  }

  @Test
  void commitsExactlyThePathsAndLeavesTheRestAsItWas() throws Exception {
    repository.write("other", "1\n").write("third", "1\n").commitAll("More");
    repository.write("other", "staged\n").write("new-staged", "x\n");
    repository.git("add", "other", "new-staged");
    repository.write("other", "staged and more\n").write("third", "unstaged\n").write("untracked", "x\n");
    repository.write("flake.nix", "{ new = 1; }\n").write("created.nix", "x\n").write("intended", "seen\n");
    repository.git("add", "--intent-to-add", "intended");
    Files.delete(repository.root.resolve("hosts/axon.nix"));
    String before = repository.head();

    String made =
        checkpoints.commit(List.of("flake.nix", "created.nix", "hosts/axon.nix", "never-there"), MESSAGE);

    assertEquals(made, repository.head());
    assertEquals(before, repository.git("rev-parse", "HEAD^"));
    assertEquals(
        List.of("A created.nix", "M flake.nix", "D hosts/axon.nix"),
        repository.git("diff-tree", "-r", "--name-status", "HEAD^", "HEAD").replace('\t', ' ').lines().sorted(
            Comparator.comparing(line -> line.substring(2))).toList());
    assertEquals(
        List.of(" A intended", "A  new-staged", "MM other", " M third", "?? untracked"),
        repository.status().stream().sorted(Comparator.comparing(line -> line.substring(3))).toList());
    assertEquals("Ada Lovelace <ada@example.org>", repository.git("log", "-1", "--format=%an <%ae>"));
    repository.assertSound();
    assertTrue(repository.git("reflog", "-1", "main").endsWith("commit: Add the input"));
    assertTrue(repository.git("reflog", "-1", "HEAD").endsWith("commit: Add the input"));
  }

  @Test
  void commitsWhatStandsInTheWorkTreeEvenWhereOtherBytesAreStaged() throws Exception {
    repository.write("flake.nix", "staged\n");
    repository.git("add", "flake.nix");
    repository.write("flake.nix", "in the work tree\n");

    checkpoints.commit(List.of("flake.nix"), MESSAGE);

    assertEquals("in the work tree\n", repository.blob("HEAD", "flake.nix"));
    assertEquals(List.of(), repository.status());
  }

  @Test
  void commitsIntendedFilesWithTheirContent() throws Exception {
    repository.write("flake.lock", "{ }\n");
    repository.git("add", "--intent-to-add", "flake.lock");

    checkpoints.commit(List.of("flake.lock"), MESSAGE);

    assertEquals("{ }\n", repository.blob("HEAD", "flake.lock"));
    assertEquals(List.of(), repository.status());
  }

  @Test
  void makesAnEmptyCommitWhileOtherChangesStayStaged() throws Exception {
    repository.write("flake.nix", "staged\n");
    repository.git("add", "flake.nix");

    String made = checkpoints.commit(List.of(), MESSAGE);

    assertEquals(made, repository.head());
    assertEquals(repository.git("rev-parse", "HEAD^^{tree}"), repository.git("rev-parse", "HEAD^{tree}"));
    assertEquals(List.of("M  flake.nix"), repository.status());
  }

  @Test
  void writesTrailersThatGitReads() throws Exception {
    String made = checkpoints.commit(List.of(), MESSAGE);

    Path message = Files.writeString(folder.resolve("message"), repository.git("log", "-1", "--format=%B") + "\n");
    assertEquals(
        List.of("Fleet-Migrate-Phase: 1", "Fleet-Migrate-Run: r-1"),
        repository.git("interpret-trailers", "--parse", message.toString()).lines().toList());
    Checkpoints.Commit read = checkpoints.commit(made).orElseThrow();
    assertEquals("Add the input", read.subject());
    assertEquals(Map.of("Fleet-Migrate-Phase", "1", "Fleet-Migrate-Run", "r-1"), read.trailers());
    assertEquals(List.of(repository.git("rev-parse", "HEAD^")), read.parents());
    assertEquals(repository.git("rev-parse", "HEAD^{tree}"), read.tree());
  }

  @Test
  void tidiesTheMessageAndRefusesAnEmptyOne() throws Exception {
    checkpoints.commit(List.of(), "\n\nSubject  \n\n\n\n# no comment\n\n");
    assertEquals("Subject\n\n# no comment", repository.git("log", "-1", "--format=%B"));

    assertThrows(CommitRefused.class, () -> checkpoints.commit(List.of(), " \n\n"));
  }

  @Test
  void replacesAFileByAFolderAndBack() throws Exception {
    Files.delete(repository.root.resolve("run.sh"));
    repository.write("run.sh/part", "x\n");
    checkpoints.commit(List.of("run.sh", "run.sh/part"), MESSAGE);
    assertEquals(List.of(), repository.status());

    Files.delete(repository.root.resolve("run.sh/part"));
    Files.delete(repository.root.resolve("run.sh"));
    repository.write("run.sh", "y\n");
    checkpoints.stage(List.of("run.sh"));
    assertEquals(List.of("A  run.sh", "D  run.sh/part"), repository.status());
    checkpoints.commit(List.of("run.sh", "run.sh/part"), MESSAGE);
    assertEquals(List.of(), repository.status());
    repository.assertSound();
  }

  @Test
  void refusesWithoutAnIdentityAndSaysHowToGiveOne() throws IOException {
    repository.git("config", "--unset", "user.name");
    repository.git("config", "--unset", "user.email");
    String head = repository.head();

    CommitRefused refused = assertThrows(CommitRefused.class, () -> checkpoints.commit(List.of(), MESSAGE));

    assertTrue(refused.getMessage().contains("git config --global user.name"), refused.getMessage());
    assertTrue(refused.getMessage().contains("git config --global user.email"), refused.getMessage());
    assertEquals(head, repository.head());
  }
}
