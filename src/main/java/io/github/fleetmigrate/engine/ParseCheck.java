package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Refuses a plan that would leave a Nix file that does not parse: the cheapest of all verifications. */
final class ParseCheck {
  private ParseCheck() {}

  /** What was verified, with the files added that nix accepts and our own tree does not: edits of them are not safe. */
  static Evaluation.Verified both(Evaluation.Verified verified, Map<String, String> files) {
    List<String> problems = new ArrayList<>(verified.problems());
    files.forEach(
        (path, text) -> {
          NixParse parse = NixParser.parse(text);
          boolean told = problems.stream().anyMatch(p -> p.startsWith(path + " "));
          if (!parse.errors().isEmpty() && !told) {
            problems.add(path + " is not understood here: " + parse.errors().get(0).message());
          }
        });
    return new Evaluation.Verified(
        verified.reached(), verified.hosts(), problems, verified.remarks(), verified.settings());
  }

  static void check(PhasePlan plan) throws Stopped {
    for (FileChange change : plan.changes()) {
      if (change.after() == null || !change.path().endsWith(".nix")) {
        continue;
      }
      NixParse parse = NixParser.parse(change.after().text());
      if (!parse.errors().isEmpty()) {
        throw Stopped.because(
            ExitStatus.CHECK_FAILED,
            Phase.name(plan.number()) + " would leave " + change.path() + " unparsable: " + parse.errors().get(0).message(),
            "nothing was changed; please report this with the file",
            null);
      }
    }
  }
}
