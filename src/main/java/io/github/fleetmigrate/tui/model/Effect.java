package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;

/** What the model asks of the world. */
public sealed interface Effect {
  /** Have the engine do this, in the background. */
  record Run(Command command) implements Effect {}

  /** Stop what the engine is doing. */
  record Cancel() implements Effect {}

  /** Use the mouse, or leave it to the terminal. */
  record Mouse() implements Effect {}

  /** Leave. */
  record Quit() implements Effect {}

  /** Let the person edit a text in their editor; the answer comes as {@link WizardEvent.Edited}. */
  record Edit(String path, String text) implements Effect {}

  /**
   * The answer to what the engine asked.
   *
   * @param text what was typed, or {@code yes}; null for no
   */
  record Reply(String text) implements Effect {
    /** Without the answer. */
    @Override
    public String toString() {
      return "Reply[]";
    }
  }
}
