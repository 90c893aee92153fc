package io.github.fleetmigrate.edit.script;

import io.github.fleetmigrate.text.TextRange;
import java.util.Arrays;

/** A piece of shell as its reader sees it, escapes and variables resolved, with where each character comes from. */
final class ScriptText {
  private final StringBuilder text = new StringBuilder();
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /** A part of a file as it stands there. */
  static ScriptText of(String file, int from, int to) {
    return new ScriptText().add(file, from, to);
  }

  ScriptText add(String file, int from, int to) {
    for (int i = from; i < to; i++) {
      add(file.charAt(i), i, i + 1);
    }
    return this;
  }

  /** One character for what stands at a range of the file. */
  void add(char c, int start, int end) {
    if (text.length() == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    starts[text.length()] = start;
    ends[text.length()] = end;
    text.append(c);
  }

  String text() {
    return text.toString();
  }

  /** A range of this text, which is not empty, as one of the file. */
  TextRange origin(TextRange range) {
    return new TextRange(starts[range.start()], ends[range.end() - 1]);
  }

  /** The same with another text in the place of a range. */
  ScriptText with(TextRange range, String replacement) {
    ScriptText out = new ScriptText();
    TextRange from = origin(range);
    copy(0, range.start(), out);
    for (int i = 0; i < replacement.length(); i++) {
      out.add(replacement.charAt(i), from.start(), from.end());
    }
    copy(range.end(), text.length(), out);
    return out;
  }

  private void copy(int from, int to, ScriptText out) {
    for (int i = from; i < to; i++) {
      out.add(text.charAt(i), starts[i], ends[i]);
    }
  }
}
