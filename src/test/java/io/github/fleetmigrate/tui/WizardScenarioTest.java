package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.tui.model.Key.Name;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WizardScenarioTest {
  private final ScriptedEngine engine = new ScriptedEngine();

  private static void shows(Played wizard, String... texts) {
    for (String text : texts) {
      assertTrue(wizard.screen().contains(text), () -> "\"" + text + "\" is not on the screen:\n" + wizard.screen());
    }
  }

  private static void hides(Played wizard, String text) {
    assertFalse(wizard.screen().contains(text), () -> "\"" + text + "\" is on the screen:\n" + wizard.screen());
  }

  private <T extends Command> T last(Class<T> type) {
    List<T> all = engine.asked().stream().filter(type::isInstance).map(type::cast).toList();
    return all.get(all.size() - 1);
  }

  private Played atPhaseOne() {
    return Played.on(engine).press(Name.ENTER).press(Name.DOWN, Name.ENTER, Name.ENTER).press(Name.END, Name.ENTER);
  }

  @Test
  void itOpensOnTheSurveyWithHostsAndFindings() {
    shows(Played.on(engine), "axon", "jarvis@203.0.113.11", "no deploy node", "axon is not in fleet-config.nix");
  }

  @Test
  void anOpenQuestionIsSaidByWordAndSign() {
    shows(Played.on(engine), "! Decisions needs you");
  }

  @Test
  void aChoiceIsTakenAsTheAnswerOfItsQuestion() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER, Name.DOWN, Name.ENTER);
    assertEquals(Map.of("hostsEntries", TextNode.valueOf("fleet-hosts")), last(Command.Answer.class).answers());
    hides(wizard, "needs you");
  }

  /** Nobody has to look for what to do next. */
  @Test
  void theLastAnswerLeadsToTheWayOn() {
    Played wizard = Played.on(engine).press(Name.ENTER);
    shows(wizard, "\u25B8 Who writes /etc/hosts");
    shows(wizard.press(Name.ENTER, Name.DOWN, Name.ENTER), "\u25B8 Go on to phase 1");
    // An answer that was not asked for leaves the person where they are.
    shows(wizard.press(Name.HOME, Name.DOWN, Name.DOWN, Name.SPACE), "\u25B8 Installer ISO");
  }

  @Test
  void whatIsBelowIsSaidAtTheTop() {
    Played wizard = Played.on(engine);
    assertTrue(wizard.frame(60, 18).text().contains("\u2193 1\u2013"), wizard.frame(60, 18).text());
    assertTrue(wizard.press(Name.DOWN, Name.DOWN).frame(60, 18).text().contains("\u2191\u2193 "), wizard.frame(60, 18).text());
    assertTrue(wizard.press(Name.END).frame(60, 18).text().contains("\u2191 "), wizard.frame(60, 18).text());
  }

  @Test
  void inTheUsualWindowNothingThatCountsIsCutOff() {
    String phase = atPhaseOne().frame(80, 24).text();
    assertTrue(phase.contains("edited   flake.nix +1 -0"), phase);
    String survey = Played.on(engine).frame(80, 24).text();
    assertTrue(survey.contains("jarvis@203.0.113.11 evaluated"), survey);
    String diff = atPhaseOne().press("d").frame(80, 24).text();
    assertTrue(diff.contains("nixos-fleet.url = \"github:sygint/nixos-fleet\";"), diff);
    String typed = Played.on(new ScriptedEngine()).press(Name.ENTER, Name.HOME).frame(60, 18).text();
    assertTrue(typed.contains("now: github:sygint/nixos-fleet"), typed);
  }

  @Test
  void textIsTypedAndTaken() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.ENTER);
    shows(wizard, "> github:sygint/nixos-fleet");
    for (int i = 0; i < 30; i++) {
      wizard.press(Name.BACKSPACE);
    }
    wizard.press("path:/srv/x", Name.ENTER);
    assertEquals("path:/srv/x", last(Command.Answer.class).answers().get("source").asText());
  }

  @Test
  void escapeLeavesATypedTextAlone() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.ENTER, "nonsense", Name.ESCAPE);
    assertTrue(engine.asked().stream().noneMatch(Command.Answer.class::isInstance));
    hides(wizard, "nonsense");
  }

  @Test
  void aFlagIsToggledInPlace() {
    Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.DOWN, Name.SPACE);
    assertTrue(last(Command.Answer.class).answers().get("iso").asBoolean());
  }

  @Test
  void tagsAreAGridAndANewTagIsAdded() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER);
    shows(wizard, "server", "axon");
    wizard.press(" ", Name.DOWN, "a", "ai", Name.ENTER, Name.ENTER);
    assertEquals(
        "{\"axon\":[\"server\"],\"cortex\":[\"ai\"],\"nexus\":[],\"orion\":[]}",
        last(Command.Answer.class).answers().get("tags").toString());
  }

  @Test
  void ofManyTagsTheChosenOneIsSeenInTheLeastWindow() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER);
    for (String tag : List.of("database", "monitoring", "home-assistant")) {
      wizard.press("a", tag, Name.ENTER);
      String screen = wizard.frame(60, 18).text();
      assertTrue(screen.contains(" " + tag + " ") && screen.contains("\u2039"), screen);
    }
    for (String tag : List.of("monitoring", "database", "remote", "local", "workstation", "server")) {
      String screen = wizard.press(Name.LEFT).frame(60, 18).text();
      assertTrue(screen.contains(" " + tag + " "), screen);
    }
    assertTrue(wizard.frame(60, 18).text().contains("\u203A"));
  }

  @Test
  void theRolloutOrderIsChangedByHoldingAHost() {
    Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER, " ", Name.DOWN, Name.ENTER);
    assertEquals("[\"cortex\",\"axon\",\"nexus\",\"orion\"]", last(Command.Answer.class).answers().get("rolloutOrder").toString());
  }

  @Test
  void aPhaseIsPlannedWhenOneGoesThere() {
    Played wizard = atPhaseOne();
    assertEquals(new Command.Plan(1, 1), last(Command.Plan.class));
    shows(wizard, "Phase 1: Add the flake input", "flake.nix", "+1", "orion is not a node of the hive");
  }

  @Test
  void nothingIsAppliedWithoutAYes() {
    Played wizard = atPhaseOne().press(Name.ENTER);
    shows(wizard, "Apply phase 1 to 1 file");
    wizard.press("n");
    assertTrue(engine.asked().stream().noneMatch(Command.Apply.class::isInstance));
    shows(wizard, "Steps");
  }

  @Test
  void applyingShowsEveryHostAndTheCheckpoint() {
    Played wizard = atPhaseOne().press(Name.ENTER, "y");
    assertEquals(Set.of(1), last(Command.Apply.class).consent());
    shows(wizard, "done", "checkpoint abcdef121", "axon", "identical", "but for the flake's own source");
    wizard.press(Name.ENTER);
    shows(wizard, "Phase 2: Move the outputs");
  }

  @Test
  void theMarkedChoiceIsTakenByEnter() {
    atPhaseOne().press(Name.ENTER, Name.HOME, Name.ENTER);
    assertEquals(1, last(Command.Apply.class).from());
  }

  @Test
  void aRefusedHunkIsLeftOutOfWhatIsApplied() {
    Played wizard = atPhaseOne().press("d", Name.DOWN, " ");
    shows(wizard, "refused");
    wizard.press(Name.ESCAPE, Name.ENTER, "y");
    assertEquals(Map.of("flake.nix", Set.of(0)), last(Command.Apply.class).choices().get(1).refusedHunks());
  }

  @Test
  void aHunkThatIsRefusedTwiceIsAcceptedAgain() {
    atPhaseOne().press("d", Name.DOWN, "  ", Name.ESCAPE, Name.ENTER, "y");
    assertEquals(Map.of(), last(Command.Apply.class).choices());
  }

  @Test
  void whatThePersonWritesTakesThePlaceOfThePlan() {
    Played wizard = atPhaseOne().editing(text -> "{ mine = 1; }\n").press("d", "e");
    shows(wizard, "yours", "Your version of flake.nix");
    wizard.press(Name.ENTER, "y");
    assertEquals(Map.of("flake.nix", "{ mine = 1; }\n"), last(Command.Apply.class).choices().get(1).edited());
  }

  @Test
  void anEditorLeftWithoutAChangeChangesNothing() {
    shows(atPhaseOne().press("d", "e"), "stays as planned");
  }

  @Test
  void aFailureOffersFourWaysOn() {
    engine.failingOnce();
    Played wizard = atPhaseOne().press(Name.ENTER, "y");
    shows(wizard, "axon changed", "retry", "edit", "roll back", "leave, and resume later");
    wizard.press(Name.ENTER);
    shows(wizard, "checkpoint abcdef121");
  }

  @Test
  void rollingBackFromAFailurePutsThePhaseBack() {
    engine.failingOnce();
    atPhaseOne().press(Name.ENTER, "y", Name.DOWN, Name.DOWN, Name.ENTER);
    assertEquals(new Command.Rollback(0), last(Command.Rollback.class));
  }

  @Test
  void aDifferenceIsAcceptedByHostAfterItWasSeen() {
    engine.failingOnce();
    Played wizard = atPhaseOne().press(Name.ENTER, "y", Name.DOWN, Name.DOWN, Name.DOWN);
    shows(wizard, "accept what differs, host by host");
    wizard.press(Name.ENTER);
    shows(wizard, "Which differences are accepted, in phase 1?", "\u25CB axon", "10.0.0.1 spy");
    wizard.press(Name.ENTER);
    shows(wizard, "Nothing was accepted.", "a accept");
    wizard.press("a", Name.SPACE);
    shows(wizard, "\u25CF axon");
    wizard.press(Name.ENTER);
    assertEquals("{\"1\":[\"axon\"]}", last(Command.Answer.class).answers().get("accept").toString());
    shows(wizard, "Accepted: axon. Enter goes on with phase 1.");
  }

  @Test
  void leavingFromAFailureLeaves() {
    engine.failingOnce();
    assertTrue(atPhaseOne().press(Name.ENTER, "y", Name.DOWN, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER).left());
  }

  @Test
  void withoutNixEveryScreenSaysThatNothingIsProved() {
    String said = "nix is missing: nothing is proved";
    for (int done : List.of(0, 2, 5)) {
      Played wizard = Played.on(new ScriptedEngine().withoutNix().after(done));
      for (int stop = 0; stop < 8; stop++) {
        for (String keys : List.of("", "d", "l", "s", "?", " ", "u")) {
          wizard.press(keys);
          for (int columns : List.of(60, 80, 140)) {
            assertTrue(wizard.frame(columns, 24).text().startsWith(" fleet-migrate  ! " + said), wizard.screen());
          }
          if (keys.equals("?") || keys.equals("u")) {
            wizard.press(Name.ESCAPE);
          }
        }
        wizard.press(Name.TAB);
      }
    }
    // While it works, with a remark in the line below, and over a failure too.
    Played failing = Played.on(new ScriptedEngine().withoutNix().failingOnce()).press(Name.TAB);
    shows(failing, said);
    assertFalse(Played.on(new ScriptedEngine()).screen().contains(said));
  }

  @Test
  void itComesBackWhereItWas() {
    engine.after(2);
    shows(Played.on(engine), "Phase 3: Install the CLI", "Resumed at phase 3");
  }

  @Test
  void aRollbackIsAskedForAndSaysWhereItIs() {
    engine.after(3);
    Played wizard = Played.on(engine).press("u");
    shows(wizard, "after phase 3", "the start, before the migration");
    wizard.press(Name.DOWN, Name.ENTER);
    shows(wizard, "Go back to the checkpoint after phase 2?");
    wizard.press("y");
    assertEquals(new Command.Rollback(2), last(Command.Rollback.class));
    shows(wizard, "Back at phase 2");
  }

  @Test
  void aRollbackIsNotDoneByEnterAlone() {
    engine.after(3);
    Played.on(engine).press("u", Name.ENTER, Name.ENTER);
    assertTrue(engine.asked().stream().noneMatch(Command.Rollback.class::isInstance));
  }

  @Test
  void theEndShowsHowToRollOutAndHowToUndo() {
    engine.after(5);
    Played wizard = Played.on(engine);
    shows(wizard, "to do          not looked at", "0 of 3 confirmed");
    shows(wizard.press(Name.TAB, Name.TAB), "The repository is migrated", "The hosts run what they ran", "fleet-migrate rollout", "fleet-migrate rollback --to start");
  }

  @Test
  void aSettledAnswerCannotBeChanged() {
    engine.after(1);
    Played wizard = Played.on(engine).press(Name.BACK_TAB, Name.BACK_TAB).press(Name.HOME, Name.ENTER);
    shows(wizard, "Settled: phase 1 has used it");
  }

  @Test
  void searchFindsALineOfTheDiff() {
    Played wizard = atPhaseOne().press("d", "/", "sygint", Name.ENTER);
    hides(wizard, "is not there");
    shows(wizard.press("/", "zebra", Name.ENTER), "\"zebra\" is not there");
  }

  @Test
  void helpNamesTheKeysOfTheScreen() {
    shows(Played.on(engine).press("?"), "Keys here", "Shift-Tab", "Signs");
  }

  @Test
  void leavingWhileNothingRunsAsksNothing() {
    assertTrue(Played.on(engine).press("q").left());
    assertTrue(Played.on(engine).press(Name.INTERRUPT).left());
  }

  @Test
  void tabWalksTheStops() {
    Played wizard = Played.on(engine).press(Name.TAB, Name.TAB);
    shows(wizard, "Phase 1: Add the flake input");
    shows(wizard.press(Name.TAB), "It comes after phase 1");
  }

  @ParameterizedTest
  @CsvSource({"60,18", "80,24", "100,30", "300,100"})
  void everyScreenFitsItsWindow(int columns, int rows) {
    Played wizard = atPhaseOne();
    String[] lines = wizard.frame(columns, rows).text().split("\n", -1);
    assertEquals(rows, lines.length - 1);
    assertTrue(wizard.frame(columns, rows).text().contains("Add the flake input"));
    assertTrue(wizard.frame(columns, rows).text().contains("leave") || columns == 60);
  }

  @Test
  void aWindowThatIsTooSmallAsksForMoreRoom() {
    assertTrue(Played.on(engine).frame(50, 10).text().startsWith("Needs 60 x 18 cells or more."));
  }

  @Test
  void theDiffHasBothLineNumbersAndSaysWhereOneIs() {
    Played wizard = atPhaseOne().press("d");
    shows(wizard, "the exact change", "   4    4      deploy-rs.url", "        5 +    nixos-fleet.url");
    shows(wizard.press("]"), "flake.nix, hunk 1 of 1");
  }

  @Test
  void longLinesOfTheDiffScrollSidewaysUnderTheirNumbers() {
    Played wizard = atPhaseOne().press("d", "l");
    shows(wizard, "        5 +\u2039-fleet.url", "flake.nix  edited");
    shows(wizard.press(Name.LEFT, "h"), "        5 +    nixos-fleet.url");
  }

  @Test
  void searchGoesOnAndBackAndBringsTheHitIntoView() {
    Played wizard = atPhaseOne().press("d", "/", "url", Name.ENTER);
    shows(wizard, "\u25B8   3    3      nixpkgs.url");
    shows(wizard.press("n"), "\u25B8   4    4      deploy-rs.url");
    shows(wizard.press("N", "N"), "\u25B8        5 +    nixos-fleet.url");
  }

  @Test
  void whatTwoSourcesSayStandsSideBySideWithWhereItComesFrom() {
    Played wizard = Played.on(engine).press(Name.ENTER, Name.END, Name.UP);
    shows(wizard, "\u25CF deploy-rs says", "\u2502 \u25CB fleet-config.nix says", "203.0.113.70", "node cortex, evaluated");
    wizard.press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER);
    assertEquals("{\"cortex.targetHost\":\"203.0.113.70\"}", last(Command.Answer.class).answers().get("settle").toString());
  }
}
