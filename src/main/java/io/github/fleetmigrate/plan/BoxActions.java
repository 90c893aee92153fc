package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.port.FileVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Plans ticks in a person's plan: for what the phase does, and for nothing else. */
final class BoxActions {

  StepOutcome tick(Action.TickBoxes action, StepContext at) {
    List<PlanDocuments.Document> plans = PlanDocuments.of(at.files(), at.context().migration());
    if (plans.isEmpty()) {
      return StepOutcome.notApplicable("the repository holds no plan of this migration with boxes to tick");
    }
    boolean works =
        at.before().values().stream().anyMatch(s -> s.state() == StepState.PENDING || s.state() == StepState.PARTIAL);
    Map<String, FileVersion> changes = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    int count = 0;
    for (PlanDocuments.Document plan : plans) {
      SortedSet<Integer> earned = earned(action, plan, at, notes);
      if (!works) {
        earned.forEach(i -> notes.add(stays(plan, i, "its work was there before this phase")));
      } else if (!earned.isEmpty()) {
        count += earned.size();
        changes.put(plan.path(), at.version(plan.path(), plan.boxes().tick(earned)));
      }
    }
    return changes.isEmpty()
        ? StepOutcome.done(notes.isEmpty() ? "no open box is about this phase" : "what is open of it is yours to tick")
            .withNotes(notes)
        : StepOutcome.pending(
                (count == 1 ? "1 box is ticked in " : count + " boxes are ticked in ") + String.join(", ", changes.keySet()),
                changes)
            .withNotes(notes);
  }

  /**
   * Open boxes whose work is done. One of which a later phase does a part is left to that phase; those inside another come
   * after it, so they are decided first.
   */
  private static SortedSet<Integer> earned(
      Action.TickBoxes action, PlanDocuments.Document plan, StepContext at, List<String> notes) {
    List<TaskBox> boxes = plan.boxes().all();
    List<BoxWords> words = action.boxes().stream().map(BoxWords::of).toList();
    List<BoxWords> later = later(action, at);
    SortedSet<Integer> earned = new TreeSet<>();
    List<String> stay = new ArrayList<>();
    for (int k = plan.own().size() - 1; k >= 0; k--) {
      int index = plan.own().get(k);
      TaskBox box = boxes.get(index);
      List<Action.Box> meant = words.stream().filter(w -> w.mean(box)).map(BoxWords::box).toList();
      if (box.ticked() || meant.isEmpty() || later.stream().anyMatch(w -> w.mean(box))) {
        continue;
      }
      String against = against(meant, box, at);
      if (against == null && hasOpenInside(boxes, index, earned)) {
        against = "a box inside it is open";
      }
      if (against == null) {
        earned.add(index);
      } else {
        stay.add(0, stays(plan, index, against));
      }
    }
    notes.addAll(stay);
    return earned;
  }

  /**
   * Why a box is not ticked, or null where everything that it is about is done: all that is meant by its words, less what
   * the answers leave out.
   */
  private static String against(List<Action.Box> meant, TaskBox box, StepContext at) {
    if (Patterns.of(at.context().migration().plan().person()).found(box.text())) {
      return "a person says that";
    }
    List<Action.Box> asked = meant.stream().filter(b -> isAsked(b, at)).toList();
    if (asked.isEmpty()) {
      return "the answers leave it out";
    }
    List<StepOutcome> steps =
        asked.stream().flatMap(b -> b.steps().stream()).map(at.before()::get).filter(Objects::nonNull).toList();
    if (steps.stream().anyMatch(s -> s.state() == StepState.NOT_APPLICABLE || s.state() == StepState.CONFLICT)) {
      return "the phase does not do it here";
    }
    return steps.stream().anyMatch(StepOutcome::leaves) ? "part of it is left to you" : null;
  }

  private static boolean isAsked(Action.Box box, StepContext at) {
    return at.templates().holds(box.when(), at.values())
        && (box.steps().isEmpty() || box.steps().stream().anyMatch(at.before()::containsKey));
  }

  /** The words of the phases after the one that an action belongs to, as far as the answers leave them in. */
  private static List<BoxWords> later(Action.TickBoxes action, StepContext at) {
    List<Phase> phases = new ArrayList<>(at.context().migration().phases());
    if (at.context().migration().closing() != null) {
      phases.add(at.context().migration().closing());
    }
    int here = 0;
    while (here < phases.size() && phases.get(here).steps().stream().noneMatch(s -> s.action() == action)) {
      here++;
    }
    return phases.stream()
        .skip(here + 1L)
        .flatMap(p -> p.steps().stream())
        .flatMap(s -> s.action() instanceof Action.TickBoxes a ? a.boxes().stream() : Stream.empty())
        .filter(b -> at.templates().holds(b.when(), at.values()))
        .map(BoxWords::of)
        .toList();
  }

  private static boolean hasOpenInside(List<TaskBox> boxes, int index, SortedSet<Integer> earned) {
    for (int i = index + 1; i < boxes.size() && boxes.get(i).parent() >= index; i++) {
      if (boxes.get(i).parent() == index && !boxes.get(i).ticked() && !earned.contains(i)) {
        return true;
      }
    }
    return false;
  }

  private static String stays(PlanDocuments.Document plan, int index, String why) {
    TaskBox box = plan.boxes().all().get(index);
    return "stays open: " + plan.path() + ":" + box.line() + " " + box.text() + " (" + why + ")";
  }
}
