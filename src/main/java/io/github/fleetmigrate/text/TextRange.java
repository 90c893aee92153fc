package io.github.fleetmigrate.text;

/**
 * A half-open range of character offsets in a text.
 *
 * @param start offset of the first character, from 0
 * @param end offset behind the last character; equal to {@code start} for an insertion point
 */
public record TextRange(int start, int end) {
  public TextRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: " + start + ".." + end);
    }
  }

  /** The empty range at an offset. */
  public static TextRange at(int offset) {
    return new TextRange(offset, offset);
  }

  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  public boolean contains(TextRange other) {
    return start <= other.start && other.end <= end;
  }

  /** The characters of {@code text} in this range. */
  public String in(CharSequence text) {
    return text.subSequence(start, end).toString();
  }
}
