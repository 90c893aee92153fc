package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.migration.Action;

/** The words by which a migration knows tasks that a phase fulfils. */
record BoxWords(Action.Box box, Patterns text, Patterns under) {

  static BoxWords of(Action.Box box) {
    return new BoxWords(box, Patterns.of(box.text()), Patterns.of(box.under()));
  }

  /** Whether a task is one of them. */
  boolean mean(TaskBox task) {
    return (text.isEmpty() || text.found(task.text()))
        && (under.isEmpty() || task.under().stream().anyMatch(under::found));
  }
}
