package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.Checkpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Branches, kept commits, walking history, siblings and undoing. */
@ParameterizedClass
@EnumSource
class CheckpointsHistoryTest extends CheckpointsTestBase {
  CheckpointsHistoryTest(Implementation implementation) {
    super(implementation);
  }

  @Test
  void movesTheBranchOnlyFromWhereItIsThoughtToBe() throws Exception {
    String first = repository.head();
    repository.write("flake.nix", "new\n");
    String second = repository.commitAll("Second");

    checkpoints.moveBranch(second, first, "fleet-migrate: rollback to start");

    assertEquals(first, repository.head());
    assertEquals("new\n", repository.content("flake.nix"));
    assertEquals(List.of("M  flake.nix"), repository.status());
    assertTrue(repository.git("reflog", "-1", "main").endsWith("fleet-migrate: rollback to start"));
    assertThrows(IOException.class, () -> checkpoints.moveBranch(second, first, "again"));
    assertEquals(first, repository.head());
  }

  @Test
  void keepsCommitsUnderNames() throws Exception {
    String first = repository.head();
    String second = repository.commitAll("Second");

    checkpoints.keep("run/a/base", first);
    checkpoints.keep("run/a/base", second);
    checkpoints.keep("run/b", first);

    assertEquals(Optional.of(second), checkpoints.kept("run/a/base"));
    assertEquals(Optional.empty(), checkpoints.kept("run/a"));
    assertEquals(Map.of("run/a/base", second), checkpoints.keptUnder("run/a"));
    assertEquals(Set.of("run/a/base", "run/b"), checkpoints.keptUnder("").keySet());
    assertEquals(first, repository.git("rev-parse", "refs/fleet-migrate/run/b"));
    assertThrows(IllegalArgumentException.class, () -> checkpoints.keep("no..good", first));
  }

  @Test
  void walksFirstParents() throws Exception {
    String first = repository.head();
    repository.git("checkout", "--quiet", "-b", "side");
    repository.commitAll("Side");
    repository.git("checkout", "--quiet", "main");
    String second = repository.commitAll("Second\n\nA-Key: one\nA-Key: two\n folded");
    repository.git("merge", "--quiet", "--no-ff", "-m", "Merge side", "side");

    List<Checkpoints.Commit> history = checkpoints.history(repository.head(), 10);

    assertEquals(List.of("Merge side", "Second", "First"), history.stream().map(Checkpoints.Commit::subject).toList());
    assertEquals(2, history.get(0).parents().size());
    assertEquals(Map.of("A-Key", "two folded"), history.get(1).trailers());
    assertEquals(second, history.get(1).id());
    assertEquals(List.of(), history.get(2).parents());
    assertEquals(2, checkpoints.history(repository.head(), 2).size());
    assertTrue(checkpoints.isAncestor(first, second));
    assertTrue(checkpoints.isAncestor(first, first));
    assertFalse(checkpoints.isAncestor(second, first));
    assertEquals(Optional.empty(), checkpoints.commit("0".repeat(first.length())));
    assertEquals(Optional.empty(), checkpoints.commit("nonsense"));
    assertEquals(Optional.empty(), checkpoints.commit(history.get(0).tree()));
  }

  @Test
  void knowsWhatIsPublished() throws Exception {
    String first = repository.head();
    String second = repository.commitAll("Second");
    assertFalse(checkpoints.isPublished(first));
    repository.git("update-ref", "refs/remotes/origin/main", first);
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone");
    assertTrue(checkpoints.isPublished(first));
    assertFalse(checkpoints.isPublished(second));
    repository.git("tag", "-a", "v1", "-m", "v1");
    assertTrue(checkpoints.isPublished(second));
  }

  @Test
  void makesSiblingsThatDifferInTheirTreeAlone() throws Exception {
    Path message = folder.resolve("latin-1");
    Files.write(message, "Gr\u00fc\u00dfe\n\n\nFolded: yes\n\n".getBytes(StandardCharsets.ISO_8859_1));
    repository.git("config", "i18n.commitEncoding", "ISO-8859-1");
    repository.git(
        "-c", "user.name=J\u00fcrg", "commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--date=1700000000 +0530",
        "-F", message.toString());
    String model = repository.head();
    String tree = checkpoints.treeWith(model, Map.of("flake.nix", text("other\n")));

    String sibling = checkpoints.sibling(model, tree);

    assertNotEquals(model, sibling);
    assertEquals(model, checkpoints.sibling(model, repository.git("rev-parse", "HEAD^{tree}")));
    assertEquals(tree, repository.git("rev-parse", sibling + "^{tree}"));
    assertEquals(rawWithoutTree(model), rawWithoutTree(sibling));
    repository.assertSound();
  }

  private String rawWithoutTree(String commit) throws Exception {
    Process process =
        new ProcessBuilder("git", "cat-file", "commit", commit).directory(repository.root.toFile()).start();
    String raw = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals(0, process.waitFor());
    return raw.substring(raw.indexOf('\n'));
  }

  @Test
  void undoesACommitBelowOthers() throws Exception {
    repository.write("flake.nix", "a\nb\nc\nd\ne\nf\ng\n").commitAll("Base");
    repository.write("flake.nix", "A\nb\nc\nd\ne\nf\ng\n").write("made", "x\n");
    String undone = repository.commitAll("Theirs to undo");
    repository.write("flake.nix", "A\nb\nc\nd\ne\nf\nG\n").write("own", "y\n").commitAll("Own work");

    Checkpoints.Undone result = checkpoints.undo(undone, repository.git("rev-parse", "HEAD^{tree}"));

    assertEquals(List.of(), result.conflicts());
    assertEquals("a\nb\nc\nd\ne\nf\nG\n", repository.blob(result.tree(), "flake.nix"));
    assertEquals("y\n", repository.blob(result.tree(), "own"));
    assertFalse(repository.git("ls-tree", "-r", "--name-only", result.tree()).contains("made"));
    assertEquals(List.of(), repository.status());
    repository.assertSound();
  }

  @Test
  void namesTheConflictsOfAnUndo() throws Exception {
    repository.write("made", "x\n").write("flake.nix", "{ a = 1; }\n");
    String undone = repository.commitAll("To undo");
    repository.write("made", "changed since\n").write("flake.nix", "{ a = 2; }\n").commitAll("On top");

    Checkpoints.Undone result = checkpoints.undo(undone, repository.git("rev-parse", "HEAD^{tree}"));

    assertEquals(List.of("flake.nix", "made"), result.conflicts());
  }

  @Test
  void undoesTheFirstCommit() throws Exception {
    String first = repository.head();
    repository.write("own", "y\n").commitAll("Own");

    Checkpoints.Undone result = checkpoints.undo(first, repository.git("rev-parse", "HEAD^{tree}"));

    assertEquals(List.of(), result.conflicts());
    assertEquals("own", repository.git("ls-tree", "-r", "--name-only", result.tree()));
  }
}
