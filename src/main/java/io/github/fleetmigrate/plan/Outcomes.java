package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.EditOutcome;
import java.util.Map;

/** From what an edit of one file answers to what a step answers. */
final class Outcomes {
  private Outcomes() {}

  /**
   * @param pending what is said where the text changes
   * @param done what is said where nothing is to do
   */
  static StepOutcome of(EditOutcome outcome, String path, String text, StepContext at, String pending, String done) {
    return outcome.match(
        changed ->
            StepOutcome.pending(pending, Map.of(path, at.version(path, changed.edits().applyTo(text)))),
        already -> StepOutcome.done(done),
        refused -> StepOutcome.conflict(path + where(refused, text) + ": " + refused.reason()));
  }

  static String where(EditOutcome.Refused refused, String text) {
    if (refused.where() == null) {
      return "";
    }
    return ":" + io.github.fleetmigrate.text.SourceText.of(text).lineOf(refused.where().start());
  }
}
