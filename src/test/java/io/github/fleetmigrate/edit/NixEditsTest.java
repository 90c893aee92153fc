package io.github.fleetmigrate.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of the fixtures: the edit gives the text after; both parse and print back; a second run finds its work
 * done; and with other line ends it does the same.
 */
class NixEditsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/nix-edits");

  @TestFactory
  Stream<DynamicTest> cases() {
    return EditCase.all(FIXTURES).stream()
        .map(edit -> DynamicTest.dynamicTest(edit.name(), () -> check(edit)));
  }

  private static void check(EditCase edit) {
    assertPrintsBack(edit.before());
    if (!edit.verdict().equals("after")) {
      assertEquals(edit.verdict(), outcome(edit, edit.before()));
      assertEquals(edit.verdict(), outcome(edit, crlf(edit.before())));
      return;
    }
    assertEquals(edit.after(), outcome(edit, edit.before()));
    assertPrintsBack(edit.after());
    NixParse result = NixParser.parse(edit.after());
    assertTrue(result.ok(), () -> result.errors().toString());
    assertEquals(crlf(edit.after()), outcome(edit, crlf(edit.before())));
    if (!edit.once()) {
      assertEquals("already", outcome(edit, edit.after()));
    }
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static String outcome(EditCase edit, String text) {
    return edit.run(text)
        .match(
            changed -> changed.edits().applyTo(text),
            already -> "already",
            refused -> "refused: " + refused.reason());
  }

  private static void assertPrintsBack(String text) {
    assertEquals(text, NixParser.parse(text).tree().text());
  }

  @Test
  void realNixAcceptsEveryResult(@TempDir Path folder) throws IOException, InterruptedException {
    Path nixInstantiate = Tools.require("nix-instantiate");
    List<String> command = new ArrayList<>(List.of(nixInstantiate.toString(), "--parse"));
    for (EditCase edit : EditCase.all(FIXTURES)) {
      if (edit.verdict().equals("after")) {
        Path file = folder.resolve(command.size() + ".nix");
        command.add(Files.writeString(file, edit.after()).toString());
      }
    }
    Path output = folder.resolve("output");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertEquals(0, process.waitFor(), () -> read(output));
    assertTrue(command.size() > 2);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
