package io.github.fleetmigrate.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
  private static final Pattern LINE = Pattern.compile("([^\\r\\n]*)(\\r\\n|\\r|\\n)|[^\\r\\n]+\\z");

  /**
   * A line with its own end.
   *
   * @param end empty at the end of a text that ends without one
   */
  private record Line(String words, String end) {
    static Line of(MatchResult line) {
      return line.group(2) == null ? new Line(line.group(), "") : new Line(line.group(1), line.group(2));
    }
  }

  /**
   * @param text as it stands now, with whatever line ends; each line keeps its own
   * @param made what the template gave
   * @param fresh what it gives now
   */
  static RefreshedText of(String text, String made, String fresh) {
    List<Line> lines = new ArrayList<>(LINE.matcher(text).results().map(Line::of).toList());
    boolean ended = !lines.isEmpty() && !lines.get(lines.size() - 1).end().isEmpty();
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
      List<String> words = lines.stream().map(Line::words).toList();
      int at = Collections.indexOfSubList(words, there);
      if (at < 0 || at != Collections.lastIndexOfSubList(words, there)) {
        boolean over = old.stream().filter(each -> !each.isBlank()).noneMatch(words::contains);
        left += over ? 0 : 1;
        continue;
      }
      replace(lines, at + anchor.size(), old.size(), now);
    }
    return new RefreshedText(text(lines, ended), left);
  }

  /** Puts other words where some lines stand. Each ends as the one that stood there; further ones as the line before. */
  private static void replace(List<Line> lines, int from, int count, List<String> now) {
    List<Line> old = lines.subList(from, from + count);
    List<String> ends = old.stream().map(Line::end).toList();
    old.clear();
    for (int i = 0; i < now.size(); i++) {
      String end = i < ends.size() ? ends.get(i) : endAt(lines, from + i);
      lines.add(from + i, new Line(now.get(i), end));
    }
  }

  private static String endAt(List<Line> lines, int place) {
    if (lines.isEmpty()) {
      return "\n";
    }
    return lines.get(Math.max(place - 1, 0)).end();
  }

  /** The lines as a text whose last one has an end only where {@code ended} says so. */
  private static String text(List<Line> lines, boolean ended) {
    StringBuilder out = new StringBuilder();
    String usual = lines.isEmpty() || lines.get(0).end().isEmpty() ? "\n" : lines.get(0).end();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      boolean ends = ended || i < lines.size() - 1;
      out.append(line.words()).append(!ends ? "" : line.end().isEmpty() ? usual : line.end());
    }
    return out.toString();
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
