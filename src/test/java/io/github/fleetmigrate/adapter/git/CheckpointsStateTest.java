package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import io.github.fleetmigrate.port.Checkpoints;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a repository is, also in the middle of things. */
@ParameterizedClass
@EnumSource
class CheckpointsStateTest extends CheckpointsTestBase {
  CheckpointsStateTest(Implementation implementation) {
    super(implementation);
  }

  @Test
  void tellsWhereItIs() throws IOException {
    Checkpoints.State state = checkpoints.state();

    assertEquals(repository.root, state.root());
    assertEquals(repository.root.resolve(".git"), state.gitDirectory());
    assertEquals(repository.head(), state.head());
    assertEquals("main", state.branch());
    assertNull(state.operation());
  }

  @Test
  void tellsADetachedHead() throws IOException {
    repository.git("checkout", "--quiet", "--detach");

    assertNull(checkpoints.state().branch());
    assertEquals(repository.head(), checkpoints.state().head());
  }

  @Test
  void commitsOnADetachedHead() throws Exception {
    repository.git("checkout", "--quiet", "--detach");
    String main = repository.git("rev-parse", "main");
    repository.write("flake.nix", "{ a = 1; }\n");

    String made = checkpoints.commit(List.of("flake.nix"), MESSAGE);

    assertEquals(made, repository.head());
    assertEquals(main, repository.git("rev-parse", "main"));
  }

  @Test
  void makesTheFirstCommitOfABranch() throws Exception {
    GitFixture fresh = GitFixture.init(folder.resolve("fresh"));
    fresh.write("a", "a\n").write("b", "b\n");
    Checkpoints unborn = open(fresh.root);
    assertNull(unborn.state().head());
    assertEquals("main", unborn.state().branch());
    assertEquals(Set.of("a"), unborn.dirty(List.of("a", "none")));

    String made = unborn.commit(List.of("a"), MESSAGE);

    assertEquals(made, fresh.head());
    assertEquals("a", fresh.git("ls-tree", "-r", "--name-only", "HEAD"));
    assertEquals(List.of("?? b"), fresh.status());
    fresh.assertSound();
  }

  @Test
  void tellsAMergeInProgressAndMakesNoCommitInIt() throws Exception {
    repository.git("checkout", "--quiet", "-b", "other");
    repository.write("flake.nix", "{ other = 1; }\n").commitAll("Other");
    repository.git("checkout", "--quiet", "main");
    repository.write("flake.nix", "{ main = 1; }\n").commitAll("Main");
    repository.attempt("merge", "other");

    assertEquals("merge", checkpoints.state().operation());
    assertEquals(Set.of("flake.nix"), checkpoints.dirty(List.of("flake.nix", "run.sh")));
    assertFalse(checkpoints.isClean());
    assertTrue(checkpoints.trackedPaths().contains("flake.nix"));
    CommitRefused refused = assertThrows(CommitRefused.class, () -> checkpoints.commit(List.of("run.sh"), MESSAGE));
    assertTrue(refused.getMessage().contains("merge"), refused.getMessage());
    assertEquals("Main", repository.git("log", "-1", "--format=%s"));
  }

  @Test
  void tellsARebaseACherryPickARevertAndABisect() throws Exception {
    String first = repository.head();
    repository.git("checkout", "--quiet", "-b", "other");
    String other = repository.write("flake.nix", "{ other = 1; }\n").commitAll("Other");
    repository.git("checkout", "--quiet", "main");
    repository.write("flake.nix", "{ main = 1; }\n").commitAll("Main");

    repository.attempt("rebase", "other");
    assertEquals("rebase", checkpoints.state().operation());
    repository.git("rebase", "--abort");
    repository.attempt("cherry-pick", other);
    assertEquals("cherry-pick", checkpoints.state().operation());
    repository.git("cherry-pick", "--abort");
    repository.attempt("revert", "--no-edit", first);
    assertEquals("revert", checkpoints.state().operation());
    repository.git("revert", "--abort");
    repository.git("bisect", "start");
    assertEquals("bisect", checkpoints.state().operation());
  }
}
