package io.github.fleetmigrate.plan;

import java.util.List;

/**
 * What one step would do.
 *
 * @param id the step's id in its phase
 * @param reason why the state is what it is, one sentence; for a conflict what to do about it
 * @param changes file by file, on top of what the phase's earlier steps change
 * @param notes what a person should know of it: things left alone and why, differences to expect
 */
public record StepPlan(
    String id, String title, StepState state, String reason, List<FileChange> changes, List<String> notes) {
  public StepPlan {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }
}
