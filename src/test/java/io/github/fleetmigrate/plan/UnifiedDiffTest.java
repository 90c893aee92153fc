package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.port.FileVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedDiffTest {
  @TempDir Path folder;

  @Test
  void gitAppliesEveryKindOfChange() throws Exception {
    FileVersion one = FileVersion.of("one\n");
    FileVersion script = new FileVersion("one\n".getBytes(StandardCharsets.UTF_8), true);
    FileVersion empty = FileVersion.of("");
    List<FileVersion[]> changes =
        List.of(
            new FileVersion[] {null, one},
            new FileVersion[] {null, script},
            new FileVersion[] {null, empty},
            new FileVersion[] {one, null},
            new FileVersion[] {script, null},
            new FileVersion[] {empty, null},
            new FileVersion[] {one, script},
            new FileVersion[] {script, one},
            new FileVersion[] {one, empty},
            new FileVersion[] {empty, one},
            new FileVersion[] {script, FileVersion.of("two\n")},
            new FileVersion[] {one, FileVersion.of("one")},
            new FileVersion[] {FileVersion.of("one"), one},
            new FileVersion[] {FileVersion.of("one"), FileVersion.of("two")},
            new FileVersion[] {FileVersion.of("one"), FileVersion.of("one\ntwo")},
            new FileVersion[] {null, FileVersion.of("one")},
            new FileVersion[] {FileVersion.of("one"), null},
            new FileVersion[] {FileVersion.of("a\r\nb\r\n"), FileVersion.of("a\r\nc\r\n")},
            new FileVersion[] {FileVersion.of("a\r\nb\r\n"), FileVersion.of("a\nb\n")},
            new FileVersion[] {FileVersion.of("ü\n🚀\n"), FileVersion.of("ü\né\n")});
    for (FileVersion[] change : changes) {
      applies("docs/a.md", change[0], change[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space.md", "über/naïve.md", "quo\"te.md", "back\\slash", "tab\tname", "a b/c d", "-x", "ends with "})
  void anyPathIsQuotedAsGitReadsIt(String path) throws Exception {
    applies("d/" + path, FileVersion.of("a\n"), FileVersion.of("b\n"));
    applies("d/" + path, null, FileVersion.of("b\n"));
    applies("d/" + path, FileVersion.of("b\n"), null);
    applies("d/" + path, FileVersion.of("b\n"), new FileVersion("b\n".getBytes(StandardCharsets.UTF_8), true));
    applies("d/" + path, null, FileVersion.of(""));
  }

  @Test
  void bytesThatAreNoTextAreAppliedToo() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      byte[] a = new byte[random.nextInt(600)];
      byte[] b = new byte[random.nextInt(600)];
      random.nextBytes(a);
      random.nextBytes(b);
      applies("d/image.png", new FileVersion(a, false), new FileVersion(b, false));
      applies("d/image.png", null, new FileVersion(b, false));
      applies("d/image.png", new FileVersion(a, false), null);
    }
  }

  @Test
  void whatIsShownIsWhatIsApplied() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 150; i++) {
      FileChange change = Texts.change(random);
      applies(change.path(), change.before(), change.after());
      UnifiedDiff diff = UnifiedDiff.of(change);
      List<String> shown = new ArrayList<>();
      int added = 0;
      int removed = 0;
      for (UnifiedDiff.Hunk hunk : diff.hunks()) {
        shown.add(hunk.header());
        for (UnifiedDiff.Line line : hunk.lines()) {
          shown.add((line.kind() == UnifiedDiff.LineKind.CONTEXT ? " " : line.kind() == UnifiedDiff.LineKind.ADDED ? "+" : "-") + line.text());
          added += line.kind() == UnifiedDiff.LineKind.ADDED ? 1 : 0;
          removed += line.kind() == UnifiedDiff.LineKind.REMOVED ? 1 : 0;
        }
      }
      List<String> printed =
          Stream.of(new String(diff.bytes(), StandardCharsets.UTF_8).split("\n"))
              .filter(l -> !l.startsWith("\\ "))
              .toList();
      int from = printed.indexOf("+++ b/" + change.path());
      assertEquals(printed.subList(from + 1, printed.size()), shown);
      assertEquals(added, diff.added());
      assertEquals(removed, diff.removed());
    }
  }

  @Test
  void linesKnowTheirNumbersInBothFiles() {
    UnifiedDiff diff =
        UnifiedDiff.of(new FileChange("a", FileVersion.of("1\n2\n3\n"), FileVersion.of("1\nx\ny\n3\n")));
    assertEquals(
        List.of(
            new UnifiedDiff.Line(UnifiedDiff.LineKind.CONTEXT, 1, 1, "1"),
            new UnifiedDiff.Line(UnifiedDiff.LineKind.REMOVED, 2, 0, "2"),
            new UnifiedDiff.Line(UnifiedDiff.LineKind.ADDED, 0, 2, "x"),
            new UnifiedDiff.Line(UnifiedDiff.LineKind.ADDED, 0, 3, "y"),
            new UnifiedDiff.Line(UnifiedDiff.LineKind.CONTEXT, 3, 4, "3")),
        diff.hunks().get(0).lines());
    assertEquals("@@ -1,3 +1,4 @@", diff.hunks().get(0).header());
  }

  private void applies(String path, FileVersion before, FileVersion after) throws Exception {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    byte[] patch = UnifiedDiff.of(new FileChange(path, before, after)).bytes();
    FileVersion result = new GitApply(folder).apply(path, before, patch);
    assertEquals(after, result, new String(patch, StandardCharsets.UTF_8));
  }
}
