package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import java.util.List;
import java.util.Map;

/**
 * What one action answers for one step.
 *
 * @param changes path to new version; null removes
 * @param lockInput the flake input that a lock file is to be computed for; null if none
 * @param leaves whether part of the work is left to the person, as the notes say
 */
record StepOutcome(
    StepState state,
    String reason,
    Map<String, FileVersion> changes,
    List<String> notes,
    String lockInput,
    boolean leaves) {
  StepOutcome {
    changes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(changes));
    notes = List.copyOf(notes);
  }

  static StepOutcome pending(String reason, Map<String, FileVersion> changes) {
    return new StepOutcome(StepState.PENDING, reason, changes, List.of(), null, false);
  }

  static StepOutcome partial(String reason) {
    return new StepOutcome(StepState.PARTIAL, reason, Map.of(), List.of(), null, false);
  }

  static StepOutcome done(String reason) {
    return new StepOutcome(StepState.DONE, reason, Map.of(), List.of(), null, false);
  }

  static StepOutcome conflict(String reason) {
    return new StepOutcome(StepState.CONFLICT, reason, Map.of(), List.of(), null, false);
  }

  static StepOutcome notApplicable(String reason) {
    return new StepOutcome(StepState.NOT_APPLICABLE, reason, Map.of(), List.of(), null, false);
  }

  StepOutcome withNotes(List<String> more) {
    return new StepOutcome(state, reason, changes, more, lockInput, leaves);
  }

  /** The same where a person has to do it. */
  StepOutcome givenUp() {
    return new StepOutcome(state, reason, changes, notes, lockInput, true);
  }

  /** With what is left to the person; nothing where the list is empty. */
  StepOutcome leaving(List<String> left) {
    return new StepOutcome(state, reason, changes, left, lockInput, !left.isEmpty());
  }
}
