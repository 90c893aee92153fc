package io.github.fleetmigrate.tui.view;

import java.io.IOException;

/** The program's hold on its terminal, which it gives back while an editor or the person's shell has it. */
public interface TerminalHold {
  /** A terminal that needs nothing of the kind, such as one in memory. */
  TerminalHold NONE =
      new TerminalHold() {
        @Override
        public void giveBack() {}

        @Override
        public void takeAgain() {}

        @Override
        public void comeBack() {}

        @Override
        public void askBackground() {}

        @Override
        public void stopProcess() {}

        @Override
        public void mouse(boolean on) {}
      };

  /** Puts the settings back as they were found. The screen is left before. */
  void giveBack() throws IOException;

  /** Takes the terminal as at the beginning. */
  void takeAgain() throws IOException;

  /** Takes the terminal as it was held, whatever others did with it while the process was stopped from outside. */
  void comeBack() throws IOException;

  /** Asks the terminal which background it has; an answer, if there ever is one, comes with the keys. */
  void askBackground() throws IOException;

  /** Stops the process as Ctrl-Z does, and returns when it goes on; at once where no shell could wake it again. */
  void stopProcess() throws IOException;

  /** Whether the terminal tells of its mouse while the screen is up. */
  void mouse(boolean on) throws IOException;
}
