package io.github.fleetmigrate.edit.markdown;

import io.github.fleetmigrate.text.TextRange;
import java.util.List;
import org.commonmark.node.SourceSpan;

/**
 * The text of a node whose lines are apart in the document because quote signs and indentation stand between them.
 *
 * @param text its lines, joined
 * @param origins for each character of the text its offset in the document
 */
record SpannedText(String text, int[] origins) {

  static SpannedText ofLines(String document, List<SourceSpan> spans) {
    return of(document, spans, 0, '\n');
  }

  /** A code span, without the run of backticks at both ends; a line end in it means a space. */
  static SpannedText inCode(String document, List<SourceSpan> spans) {
    int first = spans.isEmpty() ? 0 : spans.get(0).getInputIndex();
    int ticks = 0;
    while (first + ticks < document.length() && document.charAt(first + ticks) == '`') {
      ticks++;
    }
    return of(document, spans, ticks, ' ');
  }

  private static SpannedText of(String document, List<SourceSpan> spans, int delimiter, char lineEnd) {
    StringBuilder text = new StringBuilder();
    int[] origins = new int[spans.stream().mapToInt(s -> s.getLength() + 1).sum() + 1];
    for (int i = 0; i < spans.size(); i++) {
      SourceSpan span = spans.get(i);
      int end = span.getInputIndex() + span.getLength() - (i == spans.size() - 1 ? delimiter : 0);
      for (int at = span.getInputIndex() + (i == 0 ? delimiter : 0); at < end; at++) {
        origins[text.length()] = at;
        text.append(document.charAt(at));
      }
      origins[text.length()] = end;
      if (i < spans.size() - 1) {
        text.append(lineEnd);
      }
    }
    return new SpannedText(text.toString(), origins);
  }

  /** A range of the text as one of the document: with everything that stands between its lines. */
  TextRange range(TextRange range) {
    return range.isEmpty()
        ? TextRange.at(origins[range.start()])
        : new TextRange(origins[range.start()], origins[range.end() - 1] + 1);
  }
}
