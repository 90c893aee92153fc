package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;

/** Refuses a plan that would leave a Nix file that does not parse: the cheapest of all verifications. */
final class ParseCheck {
  private ParseCheck() {}

  static void check(PhasePlan plan) throws Stopped {
    for (FileChange change : plan.changes()) {
      if (change.after() == null || !change.path().endsWith(".nix")) {
        continue;
      }
      NixParse parse = NixParser.parse(change.after().text());
      if (!parse.errors().isEmpty()) {
        throw Stopped.because(
            ExitStatus.CHECK_FAILED,
            "phase " + plan.number() + " would leave " + change.path() + " unparsable: " + parse.errors().get(0).message(),
            "nothing was changed; please report this with the file",
            null);
      }
    }
  }
}
