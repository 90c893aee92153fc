package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.port.FileVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Several phases' changes as one: a file that two phases edit comes once, so that {@code git apply} takes the whole. */
final class Combined {
  private Combined() {}

  static List<FileChange> of(List<PhasePlan> plans) {
    Map<String, FileVersion> before = new TreeMap<>();
    Map<String, FileVersion> after = new TreeMap<>();
    for (PhasePlan plan : plans) {
      for (FileChange change : plan.changes()) {
        if (!after.containsKey(change.path())) {
          before.put(change.path(), change.before());
        }
        after.put(change.path(), change.after());
      }
    }
    List<FileChange> out = new ArrayList<>();
    after.forEach(
        (path, version) -> {
          if (!Objects.equals(before.get(path), version)) {
            out.add(new FileChange(path, before.get(path), version));
          }
        });
    return out;
  }
}
