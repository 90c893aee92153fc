package io.github.fleetmigrate.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.googlecode.lanterna.input.CharacterPattern.Matching;
import com.googlecode.lanterna.input.MouseAction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SgrMouseTest {
  private static Matching match(String written) {
    List<Character> seen = new ArrayList<>();
    ("\u001b" + written).chars().forEach(c -> seen.add((char) c));
    return new SgrMouse().match(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "[<0;1;1M,     CLICK_DOWN,    0,   0",
    "[<0;200;45M,  CLICK_DOWN,    199, 44",
    "[<0;10;5m,    CLICK_RELEASE, 9,   4",
    "[<64;10;5M,   SCROLL_UP,     9,   4",
    "[<65;10;5M,   SCROLL_DOWN,   9,   4",
    "[<68;10;5M,   SCROLL_UP,     9,   4",
    "[<16;10;5M,   CLICK_DOWN,    9,   4",
    "[<0;0;0M,     CLICK_DOWN,    0,   0",
  })
  void anEventIsReadWhereverItIs(String written, String type, int column, int row) {
    MouseAction action = (MouseAction) match(written).fullMatch;
    assertEquals(type, action.getActionType().name());
    assertEquals(column, action.getPosition().getColumn());
    assertEquals(row, action.getPosition().getRow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[<", "[<0", "[<0;10;5"})
  void theBeginningOfOneWaitsForTheRest(String written) {
    assertEquals(Matching.NOT_YET, match(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[A", "[1;2A", "[<x", "O", "[<0;10;5X", "[<0;10;555555555555555555555555"})
  void anythingElseIsLeftToOthers(String written) {
    assertNull(match(written));
  }
}
