package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.SshQuestion;
import io.github.fleetmigrate.tui.model.WizardEvent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The rollout in the wizard claims nothing of a machine that it was not told, and ends no push that nobody stopped. */
class RolloutStopTest {
  private final AtomicReference<Cancellation> push = new AtomicReference<>();

  @Test
  void aConfirmedHostThatCouldNotBeBroughtBackIsAskedAndNotTakenForArrived() {
    Played wizard = Scenarios.byName().get("rollout-back-failed").played();
    assertEquals(new Command.Health(List.of("axon")).toString(), wizard.asked().get(wizard.asked().size() - 1));
    assertFalse(wizard.screen().contains("had arrived"), wizard.screen());
  }

  @Test
  void aConfirmedHostIsNotSaidToHaveArrivedWhereNobodyAskedIt() {
    Played wizard = Played.on(ScriptedEngine.as("after=5 confirmed=1")).press(Name.HOME, Name.ENTER);
    assertFalse(wizard.screen().contains("had arrived"), wizard.screen());
    Played unclear = Played.on(ScriptedEngine.as("after=5 unclear")).press(Name.ENTER);
    assertTrue(unclear.screen().contains("nexus had arrived"), unclear.screen());
  }

  @Test
  void aLastStepThatFailedIsRolledBackToTheLastPhase() {
    Played wizard = Scenarios.byName().get("closing-failed-rolled-back").played();
    assertEquals(new Command.Rollback(5).toString(), wizard.asked().get(wizard.asked().size() - 1));
  }

  @Test
  void aMigrationThatDeploysNothingItselfEndsAtDone() {
    Survey all = Wizards.survey(5, true);
    Status status = all.status();
    Migration with = all.migration();
    Migration without =
        new Migration(with.id(), with.title(), with.summary(), with.questions(), with.inventory(), with.hive(), with.phases());
    Survey survey =
        new Survey(
            without, all.repository(), all.flake(), List.of(), List.of(), List.of(), List.of(), all.decisions(),
            new Status(status.migration(), status.run(), status.baseline(), status.phases(), null, null), List.of());
    Played wizard =
        Played.on(
            (command, events, cancellation) -> {
              events.accept(new EngineEvent.Surveyed(survey));
              events.accept(new EngineEvent.Finished(ExitStatus.DONE, "done"));
              return ExitStatus.DONE;
            });
    assertTrue(wizard.screen().contains("The repository is migrated."), wizard.screen());
    assertTrue(wizard.screen().contains("\u2013 Rollout"), wizard.screen());
    assertFalse(wizard.screen().contains("fleet-migrate rollout "), wizard.screen());
  }

  @Test
  void aClickTrustsNoHostKey() {
    Played wizard = Played.on(ScriptedEngine.as("after=5"));
    wizard.hear(new WizardEvent.Asked(new SshQuestion.Trust("nexus", 22, "ssh-ed25519", "SHA256:nobodyKnowsIt")));
    wizard.press("l", Name.RIGHT);
    String[] lines = wizard.screen().split("\n");
    for (int row = 0; row < lines.length; row++) {
      int at = lines[row].indexOf("     no");
      if (at >= 0) {
        wizard.hear(new WizardEvent.Clicked(at + 6, row, 100, 30));
      }
    }
    assertEquals(List.of(), wizard.replies());
    assertTrue(wizard.screen().contains("SHA256:nobodyKnowsIt"), wizard.screen());
  }

  @Test
  void lettersTypedAtTheScreenBehindAQuestionMarkNoYes() {
    Played wizard = Played.on(ScriptedEngine.as("after=5"));
    wizard.hear(new WizardEvent.Asked(new SshQuestion.Trust("nexus", 22, "ssh-ed25519", "SHA256:nobodyKnowsIt")));
    wizard.press("l", Name.ENTER);
    assertEquals(Arrays.asList((String) null), wizard.replies());
  }

  /** The terminal's input ends, as when it is closed. */
  @Test
  void theEndOfTheInputEndsTheWizardAndNotThePush() throws Exception {
    try (VirtualWizard wizard = pushing()) {
      wizard.press(KeyType.EOF);
      assertEquals(0, wizard.exit());
    }
    assertFalse(push.get().isCancelled());
  }

  @Test
  void thePersonWhoSaysSoEndsThePush() throws Exception {
    try (VirtualWizard wizard = pushing()) {
      wizard.type("q").shows("Stop it and leave?").type("y");
      assertEquals(0, wizard.exit());
    }
    assertTrue(push.get().isCancelled());
  }

  /** A wizard in the middle of a push that goes on and on. */
  private VirtualWizard pushing() throws Exception {
    ScriptedEngine scripted = ScriptedEngine.as("after=5 pushing");
    Engine engine =
        (command, events, cancellation) -> {
          if (command instanceof Command.Push) {
            push.set(cancellation);
          }
          return scripted.execute(command, events, cancellation);
        };
    VirtualWizard wizard = new VirtualWizard(engine, 100, 30, true);
    wizard.shows("not looked at").press(KeyType.Enter).shows("What a push changes").press(KeyType.Enter).shows("Type axon");
    return wizard.type("axon").press(KeyType.Enter).shows("being pushed");
  }
}
