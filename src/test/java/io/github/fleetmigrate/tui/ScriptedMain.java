package io.github.fleetmigrate.tui;

import com.googlecode.lanterna.screen.TerminalScreen;
import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.tui.view.Background;
import io.github.fleetmigrate.tui.view.ScreenQuestions;
import io.github.fleetmigrate.tui.view.SttyTerminal;
import io.github.fleetmigrate.tui.view.TerminalWizard;
import io.github.fleetmigrate.tui.view.WizardOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The wizard on the terminal of this process, with the scripted engine; what that is asked goes to a file, a line each. */
public final class ScriptedMain {
  private ScriptedMain() {}

  public static void main(String[] args) throws IOException {
    ScriptedEngine scripted = ScriptedEngine.as(args[0]);
    Path asked = Path.of(args[1]);
    Engine engine =
        (command, events, cancellation) -> {
          try {
            Files.writeString(asked, command + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return scripted.execute(command, events, cancellation);
        };
    SttyTerminal terminal = SttyTerminal.open(System.in, System.out, System.getenv());
    WizardOptions options =
        new WizardOptions(
            true,
            Background.DARK,
            Level.EVAL,
            new Cancellation(),
            (name, text) -> Optional.of(Scenario.edited(text)),
            terminal,
            true,
            new ScreenQuestions(),
            "",
            said -> {});
    System.exit(TerminalWizard.run(engine, new TerminalScreen(terminal), options));
  }
}
