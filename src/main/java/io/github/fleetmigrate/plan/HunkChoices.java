package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.text.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;

/** What is left of a plan when a person refuses some of its hunks or writes a file's text themselves. */
public final class HunkChoices {
  private HunkChoices() {}

  /**
   * @param refused by path: hunks, by their index in {@link UnifiedDiff}, that stay as they were
   * @param edited by path: text that takes the place of the planned one
   * @return for each file that is chosen otherwise than planned its version; null removes or does not make it
   */
  public static Map<String, FileVersion> versions(
      PhasePlan plan, Map<String, Set<Integer>> refused, Map<String, String> edited) {
    Map<String, FileVersion> out = new LinkedHashMap<>();
    for (FileChange change : plan.changes()) {
      if (edited.containsKey(change.path())) {
        out.put(change.path(), edit(change, edited.get(change.path())));
      } else if (!refused.getOrDefault(change.path(), Set.of()).isEmpty()) {
        out.put(change.path(), without(change, refused.get(change.path())));
      }
    }
    return out;
  }

  private static FileVersion edit(FileChange change, String text) {
    FileVersion model = change.after() != null ? change.after() : change.before();
    return new FileVersion(SourceText.read(model.content()).with(text).bytes(), model.executable());
  }

  /** A file that is made or removed has one hunk: refusing it refuses the file. */
  private static FileVersion without(FileChange change, Set<Integer> refused) {
    if (change.before() == null || change.after() == null) {
      return change.before();
    }
    RawText before = new RawText(change.before().content());
    RawText after = new RawText(change.after().content());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int from = 0;
    int index = 0;
    for (EditList hunk : UnifiedDiff.hunkEdits(change)) {
      for (Edit edit : hunk) {
        copy(before, from, edit.getBeginA(), out);
        if (refused.contains(index)) {
          copy(before, edit.getBeginA(), edit.getEndA(), out);
        } else {
          copy(after, edit.getBeginB(), edit.getEndB(), out);
        }
        from = edit.getEndA();
      }
      index++;
    }
    copy(before, from, before.size(), out);
    return new FileVersion(out.toByteArray(), change.after().executable());
  }

  private static void copy(RawText text, int from, int to, ByteArrayOutputStream out) {
    try {
      for (int line = from; line < to; line++) {
        text.writeLine(out, line);
        if (line < text.size() - 1 || !text.isMissingNewlineAtEnd()) {
          out.write('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
