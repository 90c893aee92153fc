package io.github.fleetmigrate.text;

import java.util.Objects;

/**
 * One replacement in a text: the characters in {@code range} give way to {@code replacement}.
 *
 * @param range where; an empty range inserts
 * @param replacement what stands there afterwards; empty deletes
 */
public record TextEdit(TextRange range, String replacement) {
  public TextEdit {
    Objects.requireNonNull(range);
    Objects.requireNonNull(replacement);
  }

  public static TextEdit insert(int offset, String text) {
    return new TextEdit(TextRange.at(offset), text);
  }

  public static TextEdit replace(int start, int end, String text) {
    return new TextEdit(new TextRange(start, end), text);
  }

  public static TextEdit delete(int start, int end) {
    return new TextEdit(new TextRange(start, end), "");
  }
}
