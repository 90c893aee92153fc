package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tracked, dirty, ignored and committed, and trees made of it. */
@ParameterizedClass
@EnumSource
class CheckpointsContentTest extends CheckpointsTestBase {
  CheckpointsContentTest(Implementation implementation) {
    super(implementation);
  }

  @Test
  void listsTrackedFilesWithoutLinksAndSubmodules() throws IOException {
    Files.createSymbolicLink(repository.root.resolve("link"), Path.of("flake.nix"));
    repository.git("add", "link");
    repository.write("new.nix", "x").write("untracked.nix", "x");
    repository.git("add", "--intent-to-add", "new.nix");
    repository.git("update-index", "--add", "--cacheinfo", "160000," + repository.head() + ",module");

    assertEquals(List.of("flake.nix", "hosts/axon.nix", "new.nix", "run.sh"), checkpoints.trackedPaths());
  }

  @Test
  void knowsDirtyPathsOfEveryKind() throws IOException {
    for (String path : List.of("staged", "unstaged", "both", "gone", "gone-staged", "mode", "same", "to-folder")) {
      repository.write(path, "old\n");
    }
    repository.commitAll("Files");
    repository.write("staged", "new\n").write("both", "new\n").write("added", "x");
    repository.git("add", "staged", "both", "added");
    repository.write("both", "old\n").write("unstaged", "new\n").write("untracked", "x").write("intended", "x");
    repository.git("add", "--intent-to-add", "intended");
    Files.delete(repository.root.resolve("gone"));
    repository.git("rm", "--quiet", "gone-staged");
    Files.setPosixFilePermissions(repository.root.resolve("mode"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(repository.root.resolve("to-folder"));
    repository.write("to-folder/below", "x").write(".gitignore", "ignored\n").write("ignored", "x");
    repository.write("same", "old\n");

    Set<String> dirty =
        checkpoints.dirty(
            List.of(
                "staged", "unstaged", "both", "gone", "gone-staged", "mode", "same", "to-folder", "added", "untracked",
                "intended", "ignored", "missing", "run.sh", "hosts", "to-folder/below"));

    assertEquals(
        Set.of(
            "staged", "unstaged", "both", "gone", "gone-staged", "mode", "to-folder", "added", "untracked", "intended",
            "ignored", "to-folder/below"),
        dirty);
  }

  @Test
  void isCleanWhateverIsUntrackedAndHoweverOldTheIndexIs() throws IOException {
    assertTrue(checkpoints.isClean());
    repository.write("untracked", "x").write("flake.nix", "{ }\n");
    assertTrue(checkpoints.isClean(), "written again with the same content");
    repository.write("flake.nix", "[ ]\n");
    assertFalse(checkpoints.isClean(), "another content of the same length");
    repository.git("add", "flake.nix");
    assertFalse(checkpoints.isClean(), "staged");
    repository.git("reset", "--quiet", "--hard");
    assertTrue(checkpoints.isClean());
    Files.setPosixFilePermissions(repository.root.resolve("run.sh"), PosixFilePermissions.fromString("rw-r--r--"));
    assertFalse(checkpoints.isClean(), "mode");
    repository.git("reset", "--quiet", "--hard");
    Files.delete(repository.root.resolve("hosts/axon.nix"));
    assertFalse(checkpoints.isClean(), "deleted");
  }

  @Test
  void knowsIgnoredPathsThatDoNotExistYet() throws IOException {
    repository
        .write(".gitignore", "*.log\n/build/\nfolder/*\n!folder/kept\n!important.log\n")
        .write("hosts/.gitignore", "local.nix\n!sub/x.log\n");
    repository.write(".git/info/exclude", "/private\n");
    repository.write("tracked.log", "x");
    repository.git("add", "--force", "tracked.log");

    for (String path :
        List.of("a.log", "deep/er/a.log", "build/x/y", "folder/other", "hosts/local.nix", "hosts/b/local.nix",
            "private", "private/below", "hosts/sub/y.log")) {
      assertTrue(checkpoints.isIgnored(path), path);
    }
    for (String path :
        List.of("flake.nix", "docs/build/x", "folder/kept", "important.log", "local.nix", "hosts/sub/x.log",
            "tracked.log", "deep/private")) {
      assertFalse(checkpoints.isIgnored(path), path);
    }
  }

  @Test
  void readsVersionsOfFilesAlone() throws IOException {
    Files.createSymbolicLink(repository.root.resolve("link"), Path.of("flake.nix"));
    Files.write(repository.root.resolve("bytes"), new byte[] {0, (byte) 0xff, (byte) 0xfe, 13, 10, 0});
    String commit = repository.commitAll("More");

    assertEquals(Optional.of(text("{ }\n")), checkpoints.read(commit, "flake.nix"));
    assertEquals(
        Optional.of(new FileVersion("#!/bin/sh\n".getBytes(), true)), checkpoints.read(commit, "run.sh"));
    assertArrayEquals(
        new byte[] {0, (byte) 0xff, (byte) 0xfe, 13, 10, 0}, checkpoints.read(commit, "bytes").orElseThrow().content());
    assertEquals(Optional.empty(), checkpoints.read(commit, "link"));
    assertEquals(Optional.empty(), checkpoints.read(commit, "hosts"));
    assertEquals(Optional.empty(), checkpoints.read(commit, "missing/deep"));
    assertEquals(List.of("bytes", "flake.nix", "hosts/axon.nix", "run.sh"), checkpoints.paths(commit));
  }

  @Test
  void makesATreeWithChangesAndTouchesNeitherIndexNorFiles() throws IOException {
    Map<String, FileVersion> changes = new HashMap<>();
    changes.put("flake.nix", text("{ b = 2; }\n"));
    changes.put("new/file", new FileVersion("x".getBytes(), true));
    changes.put("hosts/axon.nix", null);
    changes.put("never/was", null);
    changes.put("run.sh/below", text("a folder where a file stood\n"));

    String tree = checkpoints.treeWith(repository.head(), changes);

    assertEquals(
        List.of("100644 flake.nix", "100755 new/file", "100644 run.sh/below"),
        repository.git("ls-tree", "-r", "--format=%(objectmode) %(path)", tree).lines().toList());
    assertEquals("{ b = 2; }\n", repository.blob(tree, "flake.nix"));
    assertEquals(List.of(), repository.status());
    assertEquals(repository.git("rev-parse", "HEAD^{tree}"), checkpoints.treeWith(repository.head(), Map.of()));
    repository.assertSound();
  }

  @Test
  void refusesPathsThatGitCannotKeep() throws IOException {
    String head = repository.head();
    for (String path : List.of(".git/config", "../out", "/abs")) {
      assertThrows(IOException.class, () -> checkpoints.treeWith(head, Map.of(path, text("x"))), path);
    }
  }

  @Test
  void takesTheWorkTreeAsNixSeesIt() throws IOException {
    repository.write("flake.nix", "staged\n");
    repository.git("add", "flake.nix");
    repository.write("flake.nix", "unstaged\n").write("untracked", "x").write("intended", "seen\n").write("bait", "x");
    repository.git("add", "--intent-to-add", "intended");
    repository.git("add", "--intent-to-add", "bait");
    Files.delete(repository.root.resolve("bait"));
    Files.delete(repository.root.resolve("hosts/axon.nix"));
    byte[] index = Files.readAllBytes(repository.root.resolve(".git/index"));

    String tree = checkpoints.workTreeAsTree();

    assertEquals(
        List.of("flake.nix", "intended", "run.sh"), repository.git("ls-tree", "-r", "--name-only", tree).lines().toList());
    assertEquals("unstaged\n", repository.blob(tree, "flake.nix"));
    assertEquals("seen\n", repository.blob(tree, "intended"));
    assertArrayEquals(index, Files.readAllBytes(repository.root.resolve(".git/index")));
    repository.git("reset", "--quiet", "--hard");
    assertEquals(repository.git("rev-parse", "HEAD^{tree}"), checkpoints.workTreeAsTree());
  }

  @Test
  void tellsWhatChangedBetweenCommits() throws IOException {
    String from = repository.head();
    repository.write("flake.nix", "new\n").write("added", "x\n");
    Files.delete(repository.root.resolve("hosts/axon.nix"));
    Files.setPosixFilePermissions(repository.root.resolve("run.sh"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.createSymbolicLink(repository.root.resolve("link"), Path.of("added"));
    String to = repository.commitAll("Second");

    Map<String, FileVersion[]> changes = checkpoints.changes(from, to);

    assertEquals(List.of("added", "flake.nix", "hosts/axon.nix", "run.sh"), new ArrayList<>(changes.keySet()));
    assertEquals(Arrays.asList(null, text("x\n")), Arrays.asList(changes.get("added")));
    assertEquals(List.of(text("{ }\n"), text("new\n")), Arrays.asList(changes.get("flake.nix")));
    assertEquals(Arrays.asList(text("axon\n"), null), Arrays.asList(changes.get("hosts/axon.nix")));
    assertTrue(changes.get("run.sh")[0].executable());
    assertFalse(changes.get("run.sh")[1].executable());
    assertEquals(Map.of(), checkpoints.changes(to, to));
  }
}
