package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs the flake's own formatter on the files that a phase touches, where a person wants that. A file that the formatter
 * would have changed before the phase is left as edited: formatting it would change lines that the phase does not mean.
 */
final class Formatting {
  private static final String LOCK = "flake.lock";
  private static final String TAKEN_AWAY = "the flake's formatter takes it away; it is left as edited";

  private final Evaluation evaluation;
  private final PlanContext context;
  private final RepoSnapshot before;
  private final Cancellation cancellation;
  private final Map<String, String> notes = new TreeMap<>();

  Formatting(Evaluation evaluation, PlanContext context, RepoSnapshot before, Cancellation cancellation) {
    this.evaluation = evaluation;
    this.context = context;
    this.before = before;
    this.cancellation = cancellation;
  }

  /** The plan with its files formatted, and what there is to say of that beside the steps. */
  PhasePlanner.Final of(PhasePlanner.Final planned) {
    boolean wanted = Boolean.TRUE.equals(context.values().get("format"));
    if (!wanted || !context.facts().topOutputs().contains("formatter")) {
      return planned;
    }
    List<String> touched = touched(planned.plan());
    Map<String, FileVersion> formatted = new LinkedHashMap<>();
    // A formatter of Nix files fails on any other; one of many languages takes what it knows and passes over the rest.
    List<String> nix = touched.stream().filter(path -> path.endsWith(".nix")).toList();
    List<String> others = touched.stream().filter(path -> !path.endsWith(".nix")).toList();
    format(nix, true, planned.after(), formatted);
    format(others, false, planned.after(), formatted);
    return new PhasePlanner.Final(with(planned.plan(), formatted), planned.after().with(formatted));
  }

  /** What a phase writes by itself: no computed file, and no file that only moves. */
  private static List<String> touched(PhasePlan plan) {
    Set<FileVersion> moved =
        plan.changes().stream().filter(c -> c.after() == null).map(FileChange::before).collect(Collectors.toSet());
    return plan.changes().stream()
        .filter(c -> c.after() != null && !c.path().equals(LOCK) && !moved.contains(c.after()))
        .map(FileChange::path)
        .toList();
  }

  private void format(List<String> paths, boolean told, RepoSnapshot after, Map<String, FileVersion> formatted) {
    List<String> there = paths.stream().filter(before::exists).toList();
    List<String> taken = new ArrayList<>(paths.stream().filter(path -> !before.exists(path)).toList());
    if (!there.isEmpty()) {
      Evaluation.Formatted was = evaluation.format(context.facts().commit(), before, there, cancellation);
      if (was.failure() != null) {
        tell(told, there, "the flake's formatter fails on the files as they were: " + was.failure());
      }
      for (String path : there) {
        byte[] content = was.contents().get(path);
        if (content != null && Arrays.equals(content, content(before, path))) {
          taken.add(path);
        } else if (content != null) {
          tell(told, List.of(path), "it was not in the style of the flake's formatter, and is left as edited");
        } else if (was.failure() == null) {
          tell(told, List.of(path), TAKEN_AWAY);
        }
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    Evaluation.Formatted is = evaluation.format(context.facts().commit(), after, taken, cancellation);
    if (is.failure() != null) {
      tell(told, taken, "the flake's formatter fails on it: " + is.failure());
    } else {
      tell(told, taken.stream().filter(path -> !is.contents().containsKey(path)).toList(), TAKEN_AWAY);
    }
    is.contents().forEach((path, content) -> take(path, content, after, formatted));
  }

  private void take(String path, byte[] content, RepoSnapshot after, Map<String, FileVersion> formatted) {
    FileVersion edited = after.read(path).orElseThrow();
    FileVersion version = new FileVersion(content, edited.executable());
    if (version.equals(edited)) {
      return;
    }
    if (path.endsWith(".nix") && !NixParser.parse(version.text()).ok()) {
      notes.put(path, "what the flake's formatter makes of it does not parse; it is left as edited");
      return;
    }
    formatted.put(path, version);
    notes.put(path, "formatted by the flake's own formatter");
  }

  private void tell(boolean told, List<String> paths, String note) {
    if (told) {
      paths.forEach(path -> notes.put(path, note));
    }
  }

  private static byte[] content(RepoSnapshot files, String path) {
    return files.read(path).map(FileVersion::content).orElseThrow();
  }

  private PhasePlan with(PhasePlan plan, Map<String, FileVersion> formatted) {
    List<FileChange> changes = new ArrayList<>();
    for (FileChange change : plan.changes()) {
      FileVersion after = formatted.getOrDefault(change.path(), change.after());
      if (!Objects.equals(change.before(), after)) {
        changes.add(new FileChange(change.path(), change.before(), after));
      }
    }
    return new PhasePlan(
        plan.number(), plan.id(), plan.title(), plan.summary(), noted(plan.steps()), changes, plan.uncomputed());
  }

  /** A note stands with the last step that touches its file. */
  private List<StepPlan> noted(List<StepPlan> steps) {
    Map<String, Integer> last = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (FileChange change : steps.get(i).changes()) {
        last.put(change.path(), i);
      }
    }
    List<StepPlan> out = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      StepPlan step = steps.get(i);
      List<String> all = new ArrayList<>(step.notes());
      for (Map.Entry<String, String> note : notes.entrySet()) {
        if (Objects.equals(last.get(note.getKey()), i)) {
          all.add(note.getKey() + ": " + note.getValue());
        }
      }
      out.add(new StepPlan(step.id(), step.title(), step.state(), step.reason(), step.changes(), all));
    }
    return out;
  }
}
