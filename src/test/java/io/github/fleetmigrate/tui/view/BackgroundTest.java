package io.github.fleetmigrate.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.googlecode.lanterna.input.CharacterPattern.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of the terminal's background, from the environment and from its own answer. */
class BackgroundTest {
  private static Matching match(String written) {
    List<Character> seen = new ArrayList<>();
    ("\u001b" + written).chars().forEach(c -> seen.add((char) c));
    return new BackgroundAnswer().match(seen);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, xterm-256color, UNKNOWN",
        "dark, 0;15, xterm, DARK",
        "Light, 15;0, linux, LIGHT",
        "purple, -, xterm, UNKNOWN",
        "-, 15;0, rxvt, DARK",
        "-, 0;15, rxvt, LIGHT",
        "-, 0;default;7, rxvt, LIGHT",
        "-, 12;8, rxvt, DARK",
        "-, 0;default, rxvt, UNKNOWN",
        "-, 15, rxvt, UNKNOWN",
        "-, 0;99, rxvt, UNKNOWN",
        "-, -, linux, DARK",
      })
  void theEnvironmentTellsIt(String own, String colors, String term, Background expected) {
    Map<String, String> environment = new HashMap<>(Map.of("TERM", term));
    if (own != null) {
      environment.put("FLEET_MIGRATE_BACKGROUND", own);
    }
    if (colors != null) {
      environment.put("COLORFGBG", colors);
    }
    assertEquals(expected, Background.of(environment));
  }

  @ParameterizedTest
  @CsvSource({
    "]11;rgb:0000/2b2b/3636, DARK",
    "]11;rgb:fdfd/f6f6/e3e3, LIGHT",
    "]11;rgb:ff/ff/ff, LIGHT",
    "]11;rgb:0/0/0, DARK",
    "]11;rgba:0000/0000/ffff/ffff, DARK",
    "]11;rgb:0000/ffff/0000, LIGHT",
  })
  void theTerminalTellsIt(String answer, Background expected) {
    for (String end : List.of("\u0007", "\u001b\\")) {
      assertEquals(expected, ((BackgroundAnswer.Told) match(answer + end).fullMatch).background());
      for (int cut = 0; cut < (answer + end).length(); cut++) {
        assertEquals(Matching.NOT_YET, match((answer + end).substring(0, cut)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[A", "]10;rgb:0/0/0", "]11;blue", "]11;rgb:0000000000/0000000000/00000", "]11;rgb:x", "O"})
  void anythingElseIsLeftToOthers(String written) {
    assertNull(match(written));
  }
}
