package io.github.fleetmigrate.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * A text that was made of a template and may have been changed since, brought to what the template gives now: each place at
 * which the two differ is changed where it stands as it was made, once and together with the line before it.
 *
 * @param left places that do not stand there as they were made
 */
record RefreshedText(String text, int left) {

  /**
   * @param text as it stands now, with whatever line ends
   * @param made what the template gave
   * @param fresh what it gives now
   */
  static RefreshedText of(String text, String made, String fresh) {
    String eol = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(lines(text));
    List<String> before = lines(made);
    List<String> after = lines(fresh);
    List<Edit> edits = new ArrayList<>(new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(made), raw(fresh)));
    Collections.reverse(edits);
    int left = 0;
    for (Edit edit : edits) {
      List<String> old = before.subList(edit.getBeginA(), edit.getEndA());
      List<String> now = after.subList(edit.getBeginB(), edit.getEndB());
      List<String> anchor = edit.getBeginA() == 0 ? List.of() : before.subList(edit.getBeginA() - 1, edit.getBeginA());
      List<String> there = joined(anchor, old);
      List<String> wanted = joined(anchor, now);
      int at = Collections.indexOfSubList(lines, there);
      if (at < 0 || at != Collections.lastIndexOfSubList(lines, there)) {
        boolean over = old.stream().filter(line -> !line.isBlank()).noneMatch(lines::contains);
        left += over ? 0 : 1;
        continue;
      }
      lines.subList(at, at + there.size()).clear();
      lines.addAll(at, wanted);
    }
    String end = text.endsWith("\n") && !lines.isEmpty() ? eol : "";
    return new RefreshedText(String.join(eol, lines) + end, left);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> out = new ArrayList<>(first);
    out.addAll(second);
    return out;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static RawText raw(String text) {
    return new RawText(text.getBytes(StandardCharsets.UTF_8));
  }
}
