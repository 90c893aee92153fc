package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks in the way, linked work trees, submodules, odd paths. */
@ParameterizedClass
@EnumSource
class CheckpointsLayoutTest extends CheckpointsTestBase {
  CheckpointsLayoutTest(Implementation implementation) {
    super(implementation);
  }

  @Test
  void namesLocksThatAreInTheWayAndLeavesThemAlone() throws Exception {
    assertEquals(List.of(), checkpoints.locks());
    Path lock = Files.createFile(repository.root.resolve(".git/index.lock"));
    Path branch = Files.createFile(repository.root.resolve(".git/refs/heads/main.lock"));
    repository.write("flake.nix", "new\n");
    String head = repository.head();

    assertEquals(Set.of(lock, branch), Set.copyOf(checkpoints.locks()));
    for (IOException failure :
        List.of(
            assertThrows(IOException.class, () -> checkpoints.stage(List.of("flake.nix"))),
            assertThrows(IOException.class, () -> checkpoints.commit(List.of("flake.nix"), MESSAGE)))) {
      assertTrue(failure.getMessage().contains(lock.toString()), failure.getMessage());
    }
    Files.delete(lock);
    IOException moving = assertThrows(IOException.class, () -> checkpoints.moveBranch(head, head, "x"));
    assertTrue(moving.getMessage().contains(branch.toString()), moving.getMessage());
    assertTrue(Files.exists(branch));
    assertEquals(List.of(" M flake.nix"), repository.status());
    assertFalse(Files.exists(repository.root.resolve(".git/fleet-migrate/effect.json")));
  }

  @Test
  void worksInALinkedWorkTree() throws Exception {
    repository.git("worktree", "add", "--quiet", "-b", "linked", folder.resolve("linked").toString());
    GitFixture linked = GitFixture.at(folder.resolve("linked"));
    Checkpoints there = open(linked.root);
    linked.write("flake.nix", "linked\n");

    assertEquals(repository.root.resolve(".git/worktrees/linked"), there.state().gitDirectory());
    assertEquals("linked", there.state().branch());
    assertEquals(Set.of("flake.nix"), there.dirty(List.of("flake.nix", "run.sh")));
    there.stage(List.of("flake.nix"));
    String made = there.commit(List.of("flake.nix"), MESSAGE);
    there.keep("from-linked", made);

    assertEquals(made, linked.head());
    assertEquals(made, repository.git("rev-parse", "linked"));
    assertEquals(Optional.of(made), checkpoints.kept("from-linked"));
    assertEquals(List.of(), linked.status());
    assertEquals(List.of(), repository.status());
    assertEquals(Optional.of(text("linked\n")), there.read(made, "flake.nix"));
    repository.assertSound();
  }

  @Test
  void worksInASubmodule() throws Exception {
    GitFixture outer = GitFixture.init(folder.resolve("outer"));
    outer.write("file", "x").commitAll("Outer");
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.root.toString(), "module");
    outer.commitAll("With a module");
    GitFixture module = GitFixture.at(outer.root.resolve("module"));
    module.git("config", "user.name", "Ada Lovelace");
    module.git("config", "user.email", "ada@example.org");
    Checkpoints inside = open(module.root);
    Checkpoints around = open(outer.root);
    assertEquals(outer.root.resolve(".git/modules/module"), inside.state().gitDirectory());
    assertTrue(around.isClean());
    String recorded = outer.git("rev-parse", "HEAD^{tree}");
    assertEquals(recorded, around.workTreeAsTree());

    module.write("flake.nix", "module\n");
    String made = inside.commit(List.of("flake.nix"), MESSAGE);

    assertEquals(made, module.head());
    assertEquals(List.of(), module.status());
    assertFalse(around.isClean());
    assertEquals(made, outer.git("rev-parse", around.workTreeAsTree() + ":module"));
    assertEquals(List.of(".gitmodules", "file"), around.trackedPaths());
  }

  @Test
  void takesPathsLiterally() throws Exception {
    repository.write("*.nix", "star\n").write("a b\u00e4/[x]:(top)", "odd\n").write("-dash", "d\n");
    repository.write("flake.nix", "changed too\n");
    List<String> odd = List.of("*.nix", "a b\u00e4/[x]:(top)", "-dash");

    assertEquals(Set.copyOf(odd), checkpoints.dirty(odd));
    checkpoints.stage(List.of("*.nix"));
    assertEquals(List.of(" M flake.nix"), repository.status().stream().filter(l -> l.contains("flake")).toList());
    String made = checkpoints.commit(odd, MESSAGE);

    assertEquals(List.of(" M flake.nix"), repository.status());
    for (String path : odd) {
      assertTrue(checkpoints.read(made, path).isPresent(), path);
    }
    String tree = checkpoints.treeWith(made, Map.of("*.nix", text("other\n")));
    assertEquals("{ }\n", repository.blob(tree, "flake.nix"));
  }
}
