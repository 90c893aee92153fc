package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import java.util.List;
import java.util.Map;

/**
 * What one action answers for one step.
 *
 * @param changes path to new version; null removes
 * @param lockInput the flake input that a lock file is to be computed for; null if none
 */
record StepOutcome(
    StepState state, String reason, Map<String, FileVersion> changes, List<String> notes, String lockInput) {
  StepOutcome {
    changes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(changes));
    notes = List.copyOf(notes);
  }

  static StepOutcome pending(String reason, Map<String, FileVersion> changes) {
    return new StepOutcome(StepState.PENDING, reason, changes, List.of(), null);
  }

  static StepOutcome done(String reason) {
    return new StepOutcome(StepState.DONE, reason, Map.of(), List.of(), null);
  }

  static StepOutcome conflict(String reason) {
    return new StepOutcome(StepState.CONFLICT, reason, Map.of(), List.of(), null);
  }

  static StepOutcome notApplicable(String reason) {
    return new StepOutcome(StepState.NOT_APPLICABLE, reason, Map.of(), List.of(), null);
  }

  StepOutcome withNotes(List<String> more) {
    return new StepOutcome(state, reason, changes, more, lockInput);
  }
}
