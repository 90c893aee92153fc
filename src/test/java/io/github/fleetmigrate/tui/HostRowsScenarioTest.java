package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Verdict;
import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.WizardEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Verification as a person sees it, with few hosts and with many. */
class HostRowsScenarioTest {
  private static final List<String> MANY = IntStream.rangeClosed(1, 400).mapToObj(i -> String.format("host-%03d", i)).toList();

  /** An engine whose apply has begun and not ended: what it tells is told by the test. */
  private static Played verifying(List<String> hosts) {
    ScriptedEngine scripted = new ScriptedEngine();
    Engine engine =
        (command, events, cancellation) ->
            command instanceof Command.Apply ? ExitStatus.DONE : scripted.execute(command, events, cancellation);
    Played wizard = Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER, Name.ENTER, Name.END, Name.ENTER, Name.ENTER, "y");
    return told(wizard, new EngineEvent.VerificationStarted(1, Level.EVAL, hosts));
  }

  private static Played told(Played wizard, EngineEvent event) {
    wizard.hear(new WizardEvent.Engine(event));
    return wizard;
  }

  private static void running(Played wizard, String host, String line) {
    told(wizard, new EngineEvent.HostProgress(host, EngineEvent.Activity.EVALUATING, Duration.ofMillis(3200), line));
  }

  private static void over(Played wizard, HostVerdict verdict) {
    told(wizard, new EngineEvent.HostFinished(verdict, Duration.ofSeconds(95)));
  }

  private static HostVerdict changed(String host, int lines) {
    List<String> differences = IntStream.rangeClosed(1, lines).mapToObj(i -> "unit " + i + " differs").toList();
    return new HostVerdict(host, Verdict.CHANGED, false, false, null, differences);
  }

  private static void shows(Played wizard, String text) {
    assertTrue(wizard.screen().contains(text), () -> "\"" + text + "\" is not on the screen:\n" + wizard.screen());
  }

  @Test
  void fourHostsAreAllThereWithWhatTheySay() {
    Played wizard = verifying(Wizards.HOSTS);
    running(wizard, "axon", "evaluating derivation");
    over(wizard, Wizards.identical("cortex"));
    shows(wizard, "1 identical \u00B7 1 running \u00B7 2 waiting");
    shows(wizard, "\u25B8 axon           evaluating     3.2s  evaluating derivation");
    shows(wizard, "\u2713 cortex         identical     95.0s");
    shows(wizard, "\u00B7 nexus          waiting");
  }

  @Test
  void ofFourHundredThoseThatNeedAPersonComeFirst() {
    Played wizard = verifying(MANY);
    MANY.subList(0, 200).forEach(h -> over(wizard, Wizards.identical(h)));
    running(wizard, "host-300", "copying");
    over(wizard, changed("host-250", 400));
    shows(wizard, "200 identical \u00B7 1 changed \u00B7 1 running \u00B7 198 waiting");
    String screen = wizard.screen();
    assertTrue(screen.indexOf("\u2717 host-250") < screen.indexOf("\u25B8 host-300"), screen);
    shows(wizard, "and 389 more: v shows every host");
    assertFalse(screen.contains("unit 9 differs"), "400 lines of differences do not flood the screen");
  }

  @Test
  void everyHostIsAKeyAwayAndItsLogOneMore() {
    Played wizard = verifying(MANY);
    running(wizard, "host-300", "copying");
    over(wizard, changed("host-250", 400));
    wizard.press("v");
    shows(wizard, "every host");
    shows(wizard, "of 401");
    wizard.press(Name.ENTER);
    shows(wizard, "What differs  400 lines");
    shows(wizard, "unit 9 differs");
    wizard.press(Name.ESCAPE, Name.DOWN, Name.ENTER);
    shows(wizard, "What it said  1 line");
    shows(wizard.press(Name.ESCAPE, Name.ESCAPE), "Working");
  }

  @Test
  void theChosenHostStaysChosenWhileRowsMove() {
    Played wizard = verifying(Wizards.HOSTS).press("v", Name.DOWN, Name.DOWN);
    over(wizard, Wizards.identical("axon"));
    running(wizard, "orion", "copying");
    wizard.press(Name.ENTER);
    shows(wizard, "Phase 1: Add the flake input  nexus");
  }

  @Test
  void theRemainingTimeIsToldOnceThereIsOneToTell() {
    Played wizard = verifying(MANY);
    MANY.subList(0, 79).forEach(h -> over(wizard, Wizards.identical(h)));
    wizard.hear(new WizardEvent.Tick(Duration.ofSeconds(60)));
    assertFalse(wizard.screen().contains(" left"), wizard.screen());
    over(wizard, Wizards.identical("host-080"));
    shows(wizard, "about 4 min left");
    MANY.forEach(h -> over(wizard, Wizards.identical(h)));
    assertFalse(wizard.screen().contains(" left"), wizard.screen());
  }

  @Test
  void aSettingThatTheHiveHasOtherwiseIsAcceptedByItsHost() {
    Played wizard = verifying(Wizards.HOSTS);
    List<HostVerdict> verdicts = Wizards.HOSTS.stream().map(Wizards::identical).toList();
    String problem =
        "the hive deploys cortex with targetPort 2222, deploy-rs with 22, and nobody settled that (answer settle \"cortex.targetPort\")";
    told(wizard, new EngineEvent.VerificationFinished(1, Level.EVAL, verdicts, List.of(problem), false));
    told(wizard, new EngineEvent.Failed(1, new Problem(ExitStatus.CHECK_FAILED, "phase 1 did not pass", "correct it", null)));
    told(wizard, new EngineEvent.Finished(ExitStatus.CHECK_FAILED, "over"));
    wizard.press(Name.ESCAPE, "a");
    shows(wizard, "\u25CB cortex");
    shows(wizard, "the hive deploys cortex with targetPort 2222");
    wizard.press(" ", Name.ENTER);
    shows(wizard, "Accepted: cortex. Enter goes on with phase 1.");
  }

  @Test
  void wideNamesKeepTheColumns() {
    Played wizard = verifying(List.of("\u4E2D\u6587", "axon"));
    String[] rows = wizard.screen().split("\n");
    int wide = row(rows, "\u4E2D\u6587").indexOf("waiting") + 2;
    assertEquals(row(rows, "axon").indexOf("waiting"), wide);
  }

  private static String row(String[] rows, String text) {
    for (String row : rows) {
      if (row.contains(text)) {
        return row;
      }
    }
    throw new AssertionError(text + " is not there");
  }
}
