package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.UnifiedDiff;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints changes as a patch: byte for byte into a pipe or a file, harmless on a terminal. */
final class Patch {
  private final Console console;

  Patch(Console console) {
    this.console = console;
  }

  void print(PrintStream to, List<FileChange> changes) {
    for (FileChange change : changes) {
      byte[] diff = UnifiedDiff.of(change).bytes();
      if (console.screen()) {
        to.print(Neutral.text(new String(diff, StandardCharsets.UTF_8)));
      } else {
        to.write(diff, 0, diff.length);
      }
    }
    to.flush();
  }
}
