package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.FileVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HunkChoicesTest {
  private static final Pattern HEADER = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");

  @TempDir Path folder;

  @Test
  void refusingHunksLeavesWhatGitMakesOfTheOthers() throws Exception {
    Random random = new Random(5);
    int several = 0;
    for (int i = 0; i < 150; i++) {
      FileChange change = Texts.change(random);
      int hunks = UnifiedDiff.of(change).hunks().size();
      several += hunks > 1 ? 1 : 0;
      Set<Integer> refused = new TreeSet<>();
      for (int hunk = 0; hunk < hunks; hunk++) {
        if (random.nextBoolean()) {
          refused.add(hunk);
        }
      }
      if (refused.isEmpty()) {
        refused.add(0);
      }
      FileVersion left = HunkChoices.versions(plan(change), Map.of(change.path(), refused), Map.of()).get(change.path());
      FileVersion applied =
          refused.size() == hunks
              ? change.before()
              : new GitApply(folder).apply(change.path(), change.before(), without(change, refused));
      assertEquals(applied.text(), left.text());
    }
    assertTrue(several > 50);
  }

  @Test
  void aFileThatIsMadeOrRemovedIsRefusedWhole() {
    FileVersion text = FileVersion.of("a\n");
    FileChange made = new FileChange("made", null, text);
    FileChange removed = new FileChange("removed", text, null);
    Map<String, FileVersion> out =
        HunkChoices.versions(plan(made, removed), Map.of("made", Set.of(0), "removed", Set.of(0)), Map.of());
    assertTrue(out.containsKey("made"));
    assertNull(out.get("made"));
    assertEquals(text, out.get("removed"));
  }

  @Test
  void aFileThatNobodyChoseOtherwiseIsNotNamed() {
    FileChange change = new FileChange("a", FileVersion.of("a\n"), FileVersion.of("b\n"));
    assertEquals(Map.of(), HunkChoices.versions(plan(change), Map.of("a", Set.of()), Map.of()));
    assertEquals(Map.of(), HunkChoices.versions(plan(change), Map.of("other", Set.of(0)), Map.of("third", "x")));
  }

  @Test
  void aTextWrittenByHandKeepsEncodingAndMode() {
    byte[] latin = "gr\u00fcn\r\n".getBytes(StandardCharsets.ISO_8859_1);
    FileChange change = new FileChange("a", new FileVersion(latin, false), new FileVersion(latin, true));
    FileVersion out = HunkChoices.versions(plan(change), Map.of("a", Set.of(0)), Map.of("a", "r\u00f6t\r\n")).get("a");
    assertArrayEquals("r\u00f6t\r\n".getBytes(StandardCharsets.ISO_8859_1), out.content());
    assertTrue(out.executable());
  }

  private static PhasePlan plan(FileChange... changes) {
    return new PhasePlan(1, "p", "P", "s", List.of(), List.of(changes), List.of());
  }

  /** The patch of a change without some of its hunks, with the places that the others then have. */
  private static byte[] without(FileChange change, Set<Integer> refused) throws Exception {
    List<String> parts =
        new ArrayList<>(
            List.of(new String(UnifiedDiff.of(change).bytes(), StandardCharsets.UTF_8).split("(?m)^(?=@@ )")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(parts.get(0).getBytes(StandardCharsets.UTF_8));
    int moved = 0;
    for (int i = 1; i < parts.size(); i++) {
      Matcher header = HEADER.matcher(parts.get(i));
      header.lookingAt();
      int delta = count(header.group(4)) - count(header.group(2));
      if (refused.contains(i - 1)) {
        moved -= delta;
      } else {
        int start = Integer.parseInt(header.group(3)) + moved;
        String shown =
            "@@ -" + header.group(1) + "," + count(header.group(2)) + " +" + start + "," + count(header.group(4)) + " @@";
        out.write((shown + parts.get(i).substring(header.end())).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static int count(String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }
}
