package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.port.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Outputs that vanish with phases, as {@code deploy} with all below it, or as {@code checks.*.deploy-schema}. A verification
 * lists outputs two levels down; where only some of what is further down may vanish, the names there are compared as well.
 */
final class DroppedOutputs {
  private final List<String> dropped = new ArrayList<>();

  DroppedOutputs(List<Phase> phases) {
    phases.forEach(phase -> dropped.addAll(phase.drops()));
  }

  /** As a verification knows them: by the whole output where it cannot tell them apart. */
  Set<String> names() {
    Set<String> out = new LinkedHashSet<>();
    dropped.forEach(name -> out.add(isDeep(name) ? top(name) : name));
    return out;
  }

  /**
   * What was verified, with what vanished further down among the problems. What cannot be listed any more is a problem too;
   * what could not be listed before is a remark.
   *
   * @param agreed outputs that a person agreed to lose
   */
  Evaluation.Verified check(
      Evaluation.Verified verified,
      Evaluation evaluation,
      Evaluation.Request request,
      List<String> agreed,
      Cancellation cancellation) {
    List<String> problems = new ArrayList<>(verified.problems());
    List<String> remarks = new ArrayList<>(verified.remarks());
    for (String output : dropped.stream().filter(DroppedOutputs::isDeep).map(DroppedOutputs::top).distinct().toList()) {
      if (agreed.contains(output) || dropped.contains(output)) {
        continue;
      }
      Optional<List<String>> before = evaluation.below(request.before(), output, cancellation);
      Optional<List<String>> now = evaluation.below(request.now(), output, cancellation);
      if (!cancellation.isCancelled()) {
        compare(output, before, now, problems, remarks);
      }
    }
    return new Evaluation.Verified(verified.reached(), verified.hosts(), problems, remarks, verified.settings());
  }

  private void compare(
      String output,
      Optional<List<String>> before,
      Optional<List<String>> now,
      List<String> problems,
      List<String> remarks) {
    if (before.isEmpty()) {
      remarks.add(notListed(output) + ", so whether anything below it has vanished is not known");
      return;
    }
    if (now.isEmpty()) {
      problems.add(notListed(output) + " any more, so whether anything below it has vanished is not known");
      return;
    }
    for (String name : before.get()) {
      if (isUnlisted(name)) {
        remarks.add(notListed(name) + ", so whether anything below it has vanished is not known");
      } else if (isDropped(name) || now.get().contains(name)) {
        continue;
      } else if (now.get().contains(parent(name))) {
        problems.add(notListed(parent(name)) + " any more, so whether " + name + " has vanished is not known");
      } else {
        problems.add("the flake output " + name + " has vanished");
      }
    }
  }

  private static String notListed(String output) {
    return "what is below the flake output " + output + " cannot be listed";
  }

  /** Whether a name stands for what is below it. */
  private static boolean isUnlisted(String name) {
    return name.indexOf('.', name.indexOf('.') + 1) < 0;
  }

  private static String parent(String name) {
    return name.substring(0, name.indexOf('.', name.indexOf('.') + 1));
  }

  private boolean isDropped(String name) {
    List<String> names = List.of(name.split("\\."));
    return dropped.stream()
        .map(pattern -> List.of(pattern.split("\\.")))
        .anyMatch(
            pattern -> {
              for (int i = 0; i < pattern.size(); i++) {
                if (i >= names.size() || !pattern.get(i).equals("*") && !pattern.get(i).equals(names.get(i))) {
                  return false;
                }
              }
              return true;
            });
  }

  private static boolean isDeep(String name) {
    return name.contains(".");
  }

  private static String top(String name) {
    return name.substring(0, name.indexOf('.'));
  }
}
