package io.github.fleetmigrate.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.tui.model.Line.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownDiffTest {
  private static List<ShownDiff.Row> rows(String path, String before, String after) {
    FileChange change = new FileChange(path, FileVersion.of(before), FileVersion.of(after));
    return ShownDiff.of(List.of(change)).files().get(0).hunks().get(0).rows();
  }

  private static List<String> marked(ShownDiff.Row row, Role role) {
    return row.text().spans().stream().filter(s -> s.role() == role).map(Span::text).toList();
  }

  @Test
  void theWordThatChangedIsMarkedInBothVersionsOfItsLine() {
    List<ShownDiff.Row> rows = rows("a.nix", "{ url = \"github:a/old\"; }\n", "{ url = \"github:a/new\"; }\n");
    assertEquals(List.of("old"), marked(rows.get(0), Role.REMOVED_WORD));
    assertEquals(List.of("new"), marked(rows.get(1), Role.ADDED_WORD));
  }

  @Test
  void linesWithLittleInCommonAreNotMarked() {
    List<ShownDiff.Row> rows = rows("a.md", "deploy with deploy-rs\n", "see the manual of the fleet command\n");
    assertTrue(rows.stream().allMatch(r -> marked(r, Role.ADDED_WORD).isEmpty() && marked(r, Role.REMOVED_WORD).isEmpty()));
  }

  @Test
  void addedRemovedAndUnchangedLinesOfNixHaveTheirSyntax() {
    String before = "# hosts\nlet x = 1; in {\n  a.b = \"s\";\n}\n";
    List<ShownDiff.Row> rows = rows("a.nix", before, before.replace("  a.b = \"s\";\n", "  c = ./p;\n"));
    assertEquals(List.of("# hosts"), marked(rows.get(0), Role.COMMENT));
    assertEquals(List.of("let", "in"), marked(rows.get(1), Role.KEYWORD));
    assertEquals(List.of("a", "b"), marked(rows.get(2), Role.ATTRIBUTE));
    assertEquals("\"s\"", String.join("", marked(rows.get(2), Role.STRING)));
    assertEquals(List.of("c"), marked(rows.get(3), Role.ATTRIBUTE));
    assertEquals("./p", String.join("", marked(rows.get(3), Role.STRING)));
  }

  @Test
  void whatIsNothingInParticularHasTheColourOfItsLine() {
    List<ShownDiff.Row> rows = rows("a.nix", "[ a ]\n", "[ a b ]\n");
    assertTrue(marked(rows.get(0), Role.TEXT).isEmpty());
    assertEquals("b", String.join("", marked(rows.get(1), Role.ADDED_WORD)).strip());
  }

  @Test
  void textIsWholeWhateverIsColoured() {
    String before = "{\r\n  x = ''\r\n    a\r\n  '';\r\n}\r\n";
    List<ShownDiff.Row> rows = rows("a.nix", before, before.replace("a\r", "b \u00e9\r"));
    assertEquals(List.of("{", "  x = ''", "    a", "    b \u00e9", "  '';", "}"), rows.stream().map(r -> r.text().text()).toList());
  }

  @Test
  void aFileThatIsNoNixAndOneThatNixCannotReadAreShownToo() {
    assertEquals("let let", rows("a.nix", "x\n", "let let\n").get(1).text().text());
    assertEquals(List.of("let me"), marked(rows("a.md", "", "let me\n").get(0), Role.ADDED));
  }
}
