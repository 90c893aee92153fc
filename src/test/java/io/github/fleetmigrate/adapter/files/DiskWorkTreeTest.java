package io.github.fleetmigrate.adapter.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskWorkTreeTest {
  @TempDir Path folder;
  private DiskWorkTree tree;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(folder.resolve("repository"));
    tree = new DiskWorkTree(root);
  }

  @Test
  void writesAndReadsBackInNewFolders() throws IOException {
    tree.write("a/b/c.nix", FileVersion.of("{ }\n"));

    assertEquals(Optional.of(FileVersion.of("{ }\n")), tree.read("a/b/c.nix"));
    assertEquals(List.of("c.nix"), names(root.resolve("a/b")));
  }

  @Test
  void readsNothingWhereThereIsNoFile() throws IOException {
    Files.createDirectory(root.resolve("folder"));

    assertEquals(Optional.empty(), tree.read("missing"));
    assertEquals(Optional.empty(), tree.read("missing/below"));
    assertEquals(Optional.empty(), tree.read("folder"));
  }

  @Test
  void keepsPermissionsButForTheExecutableBits() throws IOException {
    Path file = Files.writeString(root.resolve("secret"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    tree.write("secret", new FileVersion("new".getBytes(), true));
    assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(tree.read("secret").orElseThrow().executable());

    tree.write("secret", FileVersion.of("again"));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("again", Files.readString(file));
  }

  @Test
  void aNewFileHasThePermissionsOfAnyNewFile() throws IOException {
    Path usual = Files.createFile(folder.resolve("usual"));

    tree.write("plain", FileVersion.of("x"));

    assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(root.resolve("plain")));
  }

  @Test
  void replacesTheFileInsteadOfWritingIntoIt() throws IOException {
    Path file = Files.writeString(root.resolve("shared"), "old");
    Path other = Files.createLink(folder.resolve("hard-link"), file);

    tree.write("shared", FileVersion.of("new"));

    assertEquals("old", Files.readString(other));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void removesAFileAndTheFoldersThatAreEmptyBecauseOfIt() throws IOException {
    tree.write("a/b/c/file", FileVersion.of("x"));
    tree.write("a/stays", FileVersion.of("x"));

    tree.write("a/b/c/file", null);
    tree.write("never/was", null);

    assertEquals(List.of("stays"), names(root.resolve("a")));
    tree.write("a/stays", null);
    assertTrue(Files.isDirectory(root));
    assertFalse(Files.exists(root.resolve("a")));
  }

  @Test
  void takesAwayWhatAKilledWriteOfTheSamePathLeft() throws IOException {
    tree.write("file", FileVersion.of("one"));
    Path ghost = root.resolve(".fleet-migrate-" + java.util.UUID.nameUUIDFromBytes("file".getBytes()) + ".tmp");
    Files.writeString(ghost, "half a fi");

    tree.write("file", FileVersion.of("two"));

    assertEquals(List.of("file"), names(root));
    assertEquals("two", Files.readString(root.resolve("file")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "../out", "a/../../out", "a//b", "./a", ".git/config", "sub/.GIT/hooks/x", ".git"})
  void refusesWhatLeavesTheRepository(String path) {
    IOException read = assertThrows(IOException.class, () -> tree.read(path));
    IOException write = assertThrows(IOException.class, () -> tree.write(path, FileVersion.of("x")));

    assertTrue(read.getMessage().contains("\"" + path + "\""), read.getMessage());
    assertTrue(write.getMessage().contains("\"" + path + "\""), write.getMessage());
  }

  @Test
  void refusesSymbolicLinksOnTheWayAndAsTheTarget() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("file"), "theirs");
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("alias"), outside.resolve("file"));
    Files.createSymbolicLink(root.resolve("dangling"), folder.resolve("nowhere"));

    for (String path : List.of("link/file", "link/new", "alias", "dangling")) {
      assertThrows(IOException.class, () -> tree.read(path), path);
      assertThrows(IOException.class, () -> tree.write(path, FileVersion.of("x")), path);
      assertThrows(IOException.class, () -> tree.write(path, null), path);
    }
    assertEquals("theirs", Files.readString(outside.resolve("file")));
    assertEquals(List.of("file"), names(outside));
    assertFalse(Files.exists(folder.resolve("nowhere")));
  }

  @Test
  void refusesAFolderInPlaceOfAFileAndTheOtherWayRound() throws IOException {
    Files.createDirectory(root.resolve("folder"));
    Files.writeString(root.resolve("file"), "x");

    assertThrows(IOException.class, () -> tree.write("folder", FileVersion.of("x")));
    assertThrows(IOException.class, () -> tree.write("file/below", FileVersion.of("x")));
    assertEquals("x", Files.readString(root.resolve("file")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
