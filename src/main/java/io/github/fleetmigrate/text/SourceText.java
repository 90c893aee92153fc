package io.github.fleetmigrate.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's text with what it takes to write the same bytes again. UTF-8 is read as such, anything else byte by byte
 * (ISO 8859-1), so that every input survives; a byte order mark stays the text's first character.
 */
public final class SourceText {
  private final String text;
  private final Charset charset;

  private SourceText(String text, Charset charset) {
    this.text = text;
    this.charset = charset;
  }

  public static SourceText of(String text) {
    return new SourceText(text, StandardCharsets.UTF_8);
  }

  public static SourceText read(byte[] bytes) {
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return new SourceText(chars.toString(), StandardCharsets.UTF_8);
    } catch (CharacterCodingException notUtf8) {
      return new SourceText(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
  }

  public String text() {
    return text;
  }

  /** The bytes of this text in the encoding it was read in. */
  public byte[] bytes() {
    return text.getBytes(charset);
  }

  /**
   * The same file with other text.
   *
   * @throws IllegalArgumentException where the file's encoding cannot hold the new text
   */
  public SourceText with(String newText) {
    SourceText changed = new SourceText(newText, charset);
    if (!new String(changed.bytes(), charset).equals(newText)) {
      throw new IllegalArgumentException("the text cannot be written in " + charset);
    }
    return changed;
  }

  /** The line end that most lines have: {@code "\r\n"} or {@code "\n"}. */
  public String lineEnd() {
    long crlf = 0;
    long lf = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (i > 0 && text.charAt(i - 1) == '\r') {
          crlf++;
        } else {
          lf++;
        }
      }
    }
    return crlf > lf ? "\r\n" : "\n";
  }

  /** The line, from 1, on which an offset lies. */
  public int lineOf(int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SourceText other && Arrays.equals(bytes(), other.bytes());
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
