package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.migration.Action;

/** The words by which a migration knows tasks that a phase fulfils. */
record BoxWords(Action.Box box, Patterns text, Patterns under) {
  /** Of a longer task nobody knows all that it asks for; and expressions of any kind stay quick. */
  private static final int LONGEST = 400;

  static BoxWords of(Action.Box box) {
    return new BoxWords(box, Patterns.of(box.text()), Patterns.of(box.under()));
  }

  /** Whether a task is one of them. */
  boolean mean(TaskBox task) {
    return task.text().length() <= LONGEST
        && (text.isEmpty() || text.found(task.text()))
        && (under.isEmpty() || task.under().stream().anyMatch(u -> u.length() <= LONGEST && under.found(u)));
  }
}
