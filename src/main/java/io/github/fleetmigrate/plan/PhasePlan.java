package io.github.fleetmigrate.plan;

import java.util.List;

/**
 * What one phase would do, whole: every byte of every file it would write.
 *
 * @param number from 1
 * @param summary what the phase does, in two sentences
 * @param changes of all steps together, one per file, sorted by path
 * @param uncomputed computed files that could not be computed here, with the reason: {@code flake.lock: …}
 */
public record PhasePlan(
    int number,
    String id,
    String title,
    String summary,
    List<StepPlan> steps,
    List<FileChange> changes,
    List<String> uncomputed) {
  public PhasePlan {
    steps = List.copyOf(steps);
    changes = List.copyOf(changes);
    uncomputed = List.copyOf(uncomputed);
  }

  /** Steps that a person must decide on before the phase can run. */
  public List<StepPlan> conflicts() {
    return steps.stream().filter(s -> s.state() == StepState.CONFLICT).toList();
  }
}
