package io.github.fleetmigrate.nix.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code .nix} fixture gives the tree that lies beside it, and its text again however it is cut. */
class SyntaxTreeTest {
  static final Path FIXTURES = Path.of("src/test/resources/nix");

  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".nix")).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static List<Path> good() {
    return files("tree");
  }

  static List<Path> refused() {
    return files("refused");
  }

  static List<Path> all() {
    return Stream.concat(good().stream(), refused().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void treeIsTheExpectedOne(Path file) throws IOException {
    Path expected = Path.of(file.toString().replaceFirst("\\.nix$", ".dump"));
    assertEquals(Files.readString(expected), SyntaxDump.of(NixParser.parse(Files.readString(file))));
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodFileHasNoErrors(Path file) throws IOException {
    assertEquals(List.of(), NixParser.parse(Files.readString(file)).errors());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusedFileHasErrors(Path file) throws IOException {
    assertFalse(NixParser.parse(Files.readString(file)).ok());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyBeginningPrintsBack(Path file) throws IOException {
    String text = Files.readString(file);
    for (int end = 0; end <= text.length(); end++) {
      assertEquals(text.substring(0, end), NixParser.parse(text.substring(0, end)).tree().text());
      assertEquals(text.substring(end), NixParser.parse(text.substring(end)).tree().text());
    }
  }
}
