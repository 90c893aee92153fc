package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A text made of a template, brought to what the template gives now. */
class RefreshedTextTest {
  private static final String MADE = "# Page\n\n| axon | jarvis |\n| nexus | admin |\n\n## Fallback\n\nIt is there.\n";
  private static final String FRESH = "# Page\n\n| axon | deploy |\n| nexus | admin |\n";

  private static void check(String text, String expected, int left) {
    assertEquals(new RefreshedText(expected, left), RefreshedText.of(text, MADE, FRESH));
  }

  @Test
  void aTextAsItWasMadeIsMadeAnew() {
    check(MADE, FRESH, 0);
    check(FRESH, FRESH, 0);
  }

  @Test
  void lineEndsStay() {
    check(MADE.replace("\n", "\r\n"), FRESH.replace("\n", "\r\n"), 0);
  }

  @Test
  void eachLineKeepsItsOwnEnd() {
    check("Mine.\r\n" + MADE + "\r\nMine too.", "Mine.\r\n" + FRESH + "\r\nMine too.", 0);
    check(MADE.replace("jarvis |\n", "jarvis |\r\n"), FRESH.replace("deploy |\n", "deploy |\r\n"), 0);
    String more = FRESH.replace("deploy |\n", "deploy |\n| new | deploy |\n");
    assertEquals(
        new RefreshedText(more.replace("\n", "\r\n") + "\nMine.\n", 0),
        RefreshedText.of(MADE.replace("\n", "\r\n") + "\nMine.\n", MADE, more));
  }

  @Test
  void aTextWithoutALastLineEndStaysOne() {
    String made = MADE.strip();
    check(made, FRESH.strip(), 0);
  }

  @Test
  void linesOfAPersonStay() {
    check(MADE.replace("# Page\n", "# Page\n\nMine.\n") + "\nMine too.\n", FRESH.replace("# Page\n", "# Page\n\nMine.\n") + "\nMine too.\n", 0);
  }

  @Test
  void aPlaceThatAPersonChangedStaysAsItIs() {
    String text = MADE.replace("It is there.", "It is there, and I use it.");
    check(text, text.replace("jarvis", "deploy"), 1);
  }
}
