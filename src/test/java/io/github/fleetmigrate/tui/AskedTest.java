package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.SshQuestion;
import io.github.fleetmigrate.tui.model.WizardEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked while machines are connected to: how it looks, and what is answered. */
class AskedTest {
  private static final WizardEvent KEY =
      new WizardEvent.Asked(new SshQuestion.Trust("203.0.113.22", 22, "ssh-ed25519", "SHA256:nobodyKnowsIt"));
  private static final WizardEvent PASSPHRASE = new WizardEvent.Asked(new SshQuestion.Passphrase("/home/mira/.ssh/id", false));

  private final Played wizard = Played.on(new ScriptedEngine().after(5));

  private void shows(String text) {
    assertTrue(wizard.screen().contains(text), wizard.screen());
  }

  private void hides(String text) {
    assertFalse(wizard.screen().contains(text), wizard.screen());
  }

  @Test
  void aHostKeyIsTrustedByAYesAlone() {
    for (Object no : List.of(Name.ENTER, Name.ESCAPE, "n", "q")) {
      wizard.hear(KEY);
      shows("SHA256:nobodyKnowsIt");
      wizard.press(no);
      hides("SHA256:nobodyKnowsIt");
    }
    wizard.hear(KEY);
    wizard.press("x", Name.UP, "y");
    wizard.hear(KEY);
    wizard.press(Name.LEFT, Name.ENTER);
    assertEquals(Arrays.asList(null, null, null, null, "yes", "yes"), wizard.replies());
  }

  @Test
  void aPassphraseIsNotShownAndNotInWhatIsLogged() {
    wizard.hear(PASSPHRASE);
    shows("Passphrase of /home/mira/.ssh/id");
    wizard.press("pq n");
    shows("> \u2022\u2022\u2022\u2022\u2588");
    hides("pq n");
    assertFalse(wizard.toldOfItself().contains("pq n"), wizard.toldOfItself());
    wizard.press(Name.BACKSPACE, Name.ENTER);
    hides("Passphrase of");
    wizard.hear(new WizardEvent.Asked(new SshQuestion.Passphrase("/home/mira/.ssh/id", true)));
    shows("That is not its passphrase.");
    wizard.press("x", Name.ESCAPE);
    wizard.hear(PASSPHRASE);
    wizard.press(Name.ENTER);
    assertEquals(Arrays.asList("pq ", null, null), wizard.replies());
  }

  @Test
  void itWaitsUntilNothingElseStandsInFront() {
    wizard.press("?").hear(KEY);
    hides("SHA256:nobodyKnowsIt");
    wizard.press(Name.ESCAPE);
    shows("SHA256:nobodyKnowsIt");
  }

  @Test
  void whatNobodyWaitsForIsAskedNoMore() {
    wizard.hear(KEY);
    wizard.hear(new WizardEvent.AskedNoMore());
    hides("SHA256:nobodyKnowsIt");
    wizard.press("?").hear(KEY);
    wizard.hear(new WizardEvent.AskedNoMore());
    wizard.press(Name.ESCAPE);
    hides("SHA256:nobodyKnowsIt");
    wizard.hear(KEY);
    wizard.hear(new WizardEvent.Engine(new EngineEvent.Finished(ExitStatus.DONE, "done")));
    hides("SHA256:nobodyKnowsIt");
    assertEquals(List.of(), wizard.replies());
  }

  @Test
  void leavingAnswersNo() {
    wizard.hear(KEY);
    wizard.press(Name.INTERRUPT);
    assertTrue(wizard.left());
    assertEquals(Arrays.asList((String) null), wizard.replies());
  }

  @Test
  void controlCharactersInItAreNeutralised() {
    wizard.hear(new WizardEvent.Asked(new SshQuestion.Trust("nexus\u001b[2J", 22, "ssh-ed25519", "SHA256:x")));
    hides("\u001b");
  }
}
