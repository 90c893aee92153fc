package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.EngineEvent;
import java.time.Duration;

/** What the model hears of. */
public sealed interface WizardEvent {
  record Pressed(Key key) implements WizardEvent {}

  record Engine(EngineEvent event) implements WizardEvent {}

  /** @param text null where the person left the editor without a change */
  record Edited(String path, String text) implements WizardEvent {}

  /** The engine waits for an answer, which is given as {@link Effect.Reply}. */
  record Asked(SshQuestion question) implements WizardEvent {}

  /** The engine waits no more. */
  record AskedNoMore() implements WizardEvent {}

  /** The screen has this size now. */
  record Sized(Window window) implements WizardEvent {}

  /** @param passed time since the wizard was opened */
  record Tick(Duration passed) implements WizardEvent {}

  /** A click into a cell of a screen of this size. */
  record Clicked(int column, int row, int columns, int rows) implements WizardEvent {}

  record Scrolled(boolean down) implements WizardEvent {}
}
