package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.util.QuotedString;

/** One file's change as git shows it: for a screen in hunks, and as a patch that {@code git apply} accepts. */
public final class UnifiedDiff {
  /** Lines of context around a change, as git has them. */
  private static final int CONTEXT = 3;

  private final FileChange change;
  private final List<Hunk> hunks;

  private UnifiedDiff(FileChange change, List<Hunk> hunks) {
    this.change = change;
    this.hunks = List.copyOf(hunks);
  }

  /** What a line of a hunk is. */
  public enum LineKind {
    CONTEXT,
    ADDED,
    REMOVED
  }

  /**
   * @param before its number in the old file, from 1; 0 for an added line
   * @param after its number in the new file, from 1; 0 for a removed line
   * @param text without the line end
   */
  public record Line(LineKind kind, int before, int after, String text) {}

  /**
   * @param header {@code @@ -1,3 +1,4 @@}
   */
  public record Hunk(String header, List<Line> lines) {
    public Hunk {
      lines = List.copyOf(lines);
    }
  }

  public static UnifiedDiff of(FileChange change) {
    RawText before = text(change.before());
    RawText after = text(change.after());
    List<Hunk> hunks = new ArrayList<>();
    for (EditList edits : grouped(edits(before, after), before.size(), after.size())) {
      hunks.add(hunk(edits, before, after));
    }
    return new UnifiedDiff(change, hunks);
  }

  public List<Hunk> hunks() {
    return hunks;
  }

  public int added() {
    return count(LineKind.ADDED);
  }

  public int removed() {
    return count(LineKind.REMOVED);
  }

  private int count(LineKind kind) {
    return (int) hunks.stream().flatMap(h -> h.lines().stream()).filter(l -> l.kind() == kind).count();
  }

  /** The edits of each hunk, in the order of {@link #hunks()}. */
  static List<EditList> hunkEdits(FileChange change) {
    RawText before = text(change.before());
    RawText after = text(change.after());
    return grouped(edits(before, after), before.size(), after.size());
  }

  /** The change as a patch. A file that is made or removed without any content has a header alone. */
  public byte[] bytes() {
    RawText before = text(change.before());
    RawText after = text(change.after());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String a = QuotedString.GIT_PATH.quote("a/" + change.path());
    String b = QuotedString.GIT_PATH.quote("b/" + change.path());
    StringBuilder head = new StringBuilder("diff --git ").append(a).append(' ').append(b).append('\n');
    if (change.before() == null) {
      head.append("new file mode ").append(mode(change.after())).append('\n');
    } else if (change.after() == null) {
      head.append("deleted file mode ").append(mode(change.before())).append('\n');
    } else if (change.before().executable() != change.after().executable()) {
      head.append("old mode ").append(mode(change.before())).append('\n');
      head.append("new mode ").append(mode(change.after())).append('\n');
    }
    EditList edits = edits(before, after);
    if (!edits.isEmpty()) {
      head.append("--- ").append(change.before() == null ? "/dev/null" : a).append('\n');
      head.append("+++ ").append(change.after() == null ? "/dev/null" : b).append('\n');
    }
    out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setContext(CONTEXT);
      formatter.format(edits, before, after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String mode(FileVersion version) {
    return version.executable() ? "100755" : "100644";
  }

  private static RawText text(FileVersion version) {
    return new RawText(version == null ? new byte[0] : version.content());
  }

  private static EditList edits(RawText before, RawText after) {
    return new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after);
  }

  /** Edits whose contexts touch belong to one hunk, as in {@link DiffFormatter}. */
  private static List<EditList> grouped(EditList edits, int beforeSize, int afterSize) {
    List<EditList> out = new ArrayList<>();
    EditList current = new EditList();
    for (Edit edit : edits) {
      if (!current.isEmpty()) {
        Edit last = current.get(current.size() - 1);
        boolean apart =
            edit.getBeginA() - last.getEndA() > 2 * CONTEXT && edit.getBeginB() - last.getEndB() > 2 * CONTEXT;
        if (apart) {
          out.add(current);
          current = new EditList();
        }
      }
      current.add(edit);
    }
    if (!current.isEmpty()) {
      out.add(current);
    }
    return out;
  }

  private static Hunk hunk(EditList edits, RawText before, RawText after) {
    Edit first = edits.get(0);
    Edit last = edits.get(edits.size() - 1);
    int a = Math.max(0, first.getBeginA() - CONTEXT);
    int b = Math.max(0, first.getBeginB() - CONTEXT);
    int endA = Math.min(before.size(), last.getEndA() + CONTEXT);
    int endB = Math.min(after.size(), last.getEndB() + CONTEXT);
    String header = "@@ -" + span(a, endA - a) + " +" + span(b, endB - b) + " @@";
    List<Line> lines = new ArrayList<>();
    for (Edit edit : edits) {
      while (a < edit.getBeginA()) {
        lines.add(new Line(LineKind.CONTEXT, a + 1, b + 1, line(before, a)));
        a++;
        b++;
      }
      for (; a < edit.getEndA(); a++) {
        lines.add(new Line(LineKind.REMOVED, a + 1, 0, line(before, a)));
      }
      for (; b < edit.getEndB(); b++) {
        lines.add(new Line(LineKind.ADDED, 0, b + 1, line(after, b)));
      }
    }
    while (a < endA) {
      lines.add(new Line(LineKind.CONTEXT, a + 1, b + 1, line(before, a)));
      a++;
      b++;
    }
    return new Hunk(header, lines);
  }

  private static String span(int begin, int length) {
    return (length == 0 ? begin : begin + 1) + (length == 1 ? "" : "," + length);
  }

  private static String line(RawText text, int index) {
    return text.getString(index);
  }
}
