package io.github.fleetmigrate.tui.view;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the wizard is opened with.
 *
 * @param colored whether colours are used
 * @param background what the environment tells of the terminal's background; where it tells nothing the terminal is asked
 * @param level how deep phases are verified
 * @param signal given when the process is asked to end
 * @param editor lets the person edit a text
 * @param hold on the terminal, for editors and Ctrl-Z
 * @param mouse whether the mouse is used at first; {@code m} switches it
 * @param about what is said on every screen; empty for nothing
 * @param farewell takes what a person should know who left, once the terminal is as it was
 * @param questions what the engine asks with; they are shown on the screen as long as there is one
 */
public record WizardOptions(
    boolean colored,
    Background background,
    Level level,
    Cancellation signal,
    Editor editor,
    TerminalHold hold,
    boolean mouse,
    ScreenQuestions questions,
    String about,
    Consumer<String> farewell) {

  /** On a terminal in memory. */
  public WizardOptions(boolean colored, Level level, Cancellation signal, Editor editor) {
    this(colored, Background.UNKNOWN, level, signal, editor, TerminalHold.NONE, false, new ScreenQuestions(), "", said -> {});
  }

  /** The person's own editor; it has the terminal while it runs. */
  @FunctionalInterface
  public interface Editor {
    /**
     * @param name of the file, for the editor to know its language
     * @return the text afterwards; empty where it is as it was
     */
    Optional<String> edit(String name, String text) throws IOException;
  }
}
