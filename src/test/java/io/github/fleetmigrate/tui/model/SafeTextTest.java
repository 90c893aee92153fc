package io.github.fleetmigrate.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @Test
  void escapeSequencesAreShownAndDoNothing() {
    assertEquals("\u241B[31mred\u2407", SafeText.of("\u001B[31mred\u0007"));
    assertEquals("\u00B7[2J", SafeText.of("\u009B[2J"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202E", "\u2066", "\u200F", "\u061C", "\u200B", "\u200D", "\uFEFF", "\u00AD", "\u0338", "\uFE0F", "\uD83D\uDE00", "\u2705", "\uE0B0",
        "\uD800", "\u1160", "\u2028"
      })
  void whatHasNoCertainWidthOrTurnsTheLineIsOneSign(String sign) {
    assertEquals("a\u00B7b", SafeText.of("a" + sign + "b"));
  }

  @Test
  void aLetterWithAnAccentIsOneCharacter() {
    assertEquals("caf\u00e9", SafeText.of("cafe\u0301"));
  }

  @Test
  void whatIsSafeStaysSoTheSecondTime() {
    String once = SafeText.of("x\u001B\t\u202E\u4E2D\u0301\uD83D\uDE00");
    assertEquals(once, SafeText.of(once));
  }

  @Test
  void wideCharactersFillTwoCellsWhereTextIsFitted() {
    assertEquals("\u4E2D\u6587  ", Cells.fit("\u4E2D\u6587", 6));
    assertEquals("\u4E2D\u203A", Cells.fit("\u4E2D\u6587", 3));
    assertEquals("\u4E2D\u203A ", Cells.fit("\u4E2D\u6587\u6587", 4));
    assertEquals("ab", Cells.fit("ab", 2));
  }

  @Test
  void aLineThatIsScrolledSaysSoAndKeepsItsRoles() {
    Line line = Line.of("abc", Role.KEYWORD).and("def", Role.STRING);
    assertEquals("\u2039ef", Cells.from(line, 3).text());
    assertEquals(Role.STRING, Cells.from(line, 3).spans().get(1).role());
    assertEquals("\u2039 b", Cells.from(Line.of("\u4E2D\u6587b"), 2).text());
    assertEquals("abcdef", Cells.from(line, 0).text());
  }
}
