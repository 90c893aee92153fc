package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.WizardEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointingTest {
  private final ScriptedEngine engine = new ScriptedEngine();

  /** Clicks on a text where it stands on the screen. */
  private static Played click(Played wizard, String text) {
    String[] rows = wizard.screen().split("\n");
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].contains(text)) {
        wizard.hear(new WizardEvent.Clicked(rows[row].indexOf(text), row, 100, 30));
        return wizard;
      }
    }
    throw new AssertionError("\"" + text + "\" is not on the screen:\n" + wizard.screen());
  }

  private static void shows(Played wizard, String text) {
    assertTrue(wizard.screen().contains(text), () -> "\"" + text + "\" is not on the screen:\n" + wizard.screen());
  }

  @Test
  void aStopOfTheJourneyIsGoneTo() {
    shows(click(Played.on(engine), "1 Add the flake input"), "Phase 1: Add the flake input");
  }

  @Test
  void aKeyOfTheBottomLineIsPressed() {
    shows(click(Played.on(engine), "? help"), "Keys here");
    assertTrue(click(Played.on(engine), "leave").left());
  }

  @Test
  void aDecisionIsChosenByOneClickAndOpenedByTheNext() {
    Played wizard = click(Played.on(engine).press(Name.ENTER, Name.HOME), "Who writes /etc/hosts");
    shows(wizard, "\u25B8 Who writes /etc/hosts");
    click(wizard, "Who writes /etc/hosts");
    click(wizard, "  nixos-fleet's module");
    click(wizard, "\u25B8 nixos-fleet's module");
    assertEquals(
        Map.of("hostsEntries", TextNode.valueOf("fleet-hosts")),
        engine.asked().stream().filter(Command.Answer.class::isInstance).map(c -> ((Command.Answer) c).answers()).reduce((a, b) -> b).orElseThrow());
  }

  @Test
  void theWheelWalksThroughTheDiffAndAClickChoosesALine() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER, Name.ENTER, Name.END, Name.ENTER, "d");
    wizard.hear(new WizardEvent.Scrolled(true));
    shows(wizard, "\u25B8   3    3      nixpkgs.url");
    shows(click(wizard, "nixos-fleet.url"), "\u25B8        5 +    nixos-fleet.url");
  }

  @Test
  void aClickNeverAppliesAnything() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER, Name.ENTER, Name.END, Name.ENTER);
    for (int row = 0; row < 29; row++) {
      for (int column = 0; column < 100; column += 7) {
        wizard.hear(new WizardEvent.Clicked(column, row, 100, 30));
      }
    }
    assertTrue(engine.asked().stream().noneMatch(Command.Apply.class::isInstance));
  }
}
