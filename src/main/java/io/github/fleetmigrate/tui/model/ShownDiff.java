package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.UnifiedDiff;
import io.github.fleetmigrate.plan.UnifiedDiff.LineKind;
import io.github.fleetmigrate.tui.model.Line.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A phase's change as it is shown: worked out once when it is planned, since every frame needs it. */
record ShownDiff(List<File> files) {
  /**
   * @param added how many lines
   * @param removed how many lines
   */
  record File(FileChange change, int added, int removed, List<Hunk> hunks) {}

  record Hunk(String header, List<Row> rows) {}

  /**
   * @param before as in {@link UnifiedDiff.Line}
   * @param after as in {@link UnifiedDiff.Line}
   */
  record Row(LineKind kind, int before, int after, Line text) {}

  /** What a tool wrote comes after what a person would have. */
  static ShownDiff of(List<FileChange> changes) {
    return new ShownDiff(
        changes.stream()
            .sorted(Comparator.comparing((FileChange change) -> change.path().endsWith(".lock")))
            .map(ShownDiff::file)
            .toList());
  }

  private static File file(FileChange change) {
    UnifiedDiff diff = UnifiedDiff.of(change);
    boolean nix = change.path().endsWith(".nix");
    List<Line> before = nix && change.before() != null ? colored(change.before().content()) : List.of();
    List<Line> after = nix && change.after() != null ? colored(change.after().content()) : List.of();
    List<Hunk> hunks = new ArrayList<>();
    for (UnifiedDiff.Hunk hunk : diff.hunks()) {
      hunks.add(new Hunk(hunk.header(), rows(hunk.lines(), before, after)));
    }
    return new File(change, diff.added(), diff.removed(), List.copyOf(hunks));
  }

  private static List<Line> colored(byte[] content) {
    return NixColors.lines(new String(content, StandardCharsets.UTF_8));
  }

  private static List<Row> rows(List<UnifiedDiff.Line> lines, List<Line> before, List<Line> after) {
    List<Row> out = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int removed = run(lines, at, LineKind.REMOVED);
      int added = run(lines, removed, LineKind.ADDED);
      if (added == at) {
        out.add(row(lines.get(at), after, List.of()));
        at++;
        continue;
      }
      List<WordDiff> pairs = pairs(lines, at, removed, added);
      for (int i = at; i < removed; i++) {
        out.add(row(lines.get(i), before, i - at < pairs.size() ? pairs.get(i - at).before() : List.of()));
      }
      for (int i = removed; i < added; i++) {
        out.add(row(lines.get(i), after, i - removed < pairs.size() ? pairs.get(i - removed).after() : List.of()));
      }
      at = added;
    }
    return List.copyOf(out);
  }

  private static int run(List<UnifiedDiff.Line> lines, int from, LineKind kind) {
    int end = from;
    while (end < lines.size() && lines.get(end).kind() == kind) {
      end++;
    }
    return end;
  }

  /** The first removed line with the first added one, and so on. */
  private static List<WordDiff> pairs(List<UnifiedDiff.Line> lines, int begin, int middle, int end) {
    List<WordDiff> out = new ArrayList<>();
    for (int i = 0; begin + i < middle && middle + i < end; i++) {
      out.add(WordDiff.of(plain(lines.get(begin + i).text()), plain(lines.get(middle + i).text())));
    }
    return out;
  }

  private static String plain(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static Row row(UnifiedDiff.Line line, List<Line> colors, List<WordDiff.Range> marked) {
    Role base = base(line.kind());
    Role word = line.kind() == LineKind.ADDED ? Role.ADDED_WORD : Role.REMOVED_WORD;
    int number = (line.kind() == LineKind.REMOVED ? line.before() : line.after()) - 1;
    String text = plain(line.text());
    boolean known = number < colors.size() && colors.get(number).text().equals(text);
    Line shown = known ? colors.get(number) : Line.of(text);
    List<Span> spans = new ArrayList<>();
    int at = 0;
    for (Span span : shown.spans()) {
      Role role = span.role() == Role.TEXT ? base : span.role();
      split(spans, span.text(), at, role, word, marked);
      at += span.text().length();
    }
    return new Row(line.kind(), line.before(), line.after(), new Line(spans));
  }

  static Role base(LineKind kind) {
    return switch (kind) {
      case ADDED -> Role.ADDED;
      case REMOVED -> Role.REMOVED;
      case CONTEXT -> Role.TEXT;
    };
  }

  /** A piece in its role, but for the parts of it that are marked. */
  private static void split(
      List<Span> out, String text, int offset, Role role, Role word, List<WordDiff.Range> marked) {
    int at = 0;
    for (WordDiff.Range range : marked) {
      int start = Math.max(at, range.start() - offset);
      int end = Math.min(text.length(), range.end() - offset);
      if (start < end) {
        if (start > at) {
          out.add(new Span(text.substring(at, start), role));
        }
        out.add(new Span(text.substring(start, end), word));
        at = end;
      }
    }
    if (at < text.length()) {
      out.add(new Span(text.substring(at), role));
    }
  }
}
