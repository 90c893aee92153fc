package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.markdown.TaskBox;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.port.FileVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

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

  /** Open boxes whose work is done; children come after their parents, so they are decided first. */
  private static SortedSet<Integer> earned(
      Action.TickBoxes action, PlanDocuments.Document plan, StepContext at, List<String> notes) {
    List<TaskBox> boxes = plan.boxes().all();
    List<BoxWords> words = action.boxes().stream().map(BoxWords::of).toList();
    SortedSet<Integer> earned = new TreeSet<>();
    List<String> stay = new ArrayList<>();
    for (int k = plan.own().size() - 1; k >= 0; k--) {
      int index = plan.own().get(k);
      TaskBox box = boxes.get(index);
      List<Action.Box> meant = words.stream().filter(w -> w.mean(box)).map(BoxWords::box).toList();
      if (box.ticked() || meant.isEmpty()) {
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

  /** Why a box is not ticked, or null where one of the ways to fulfil it is taken. */
  private static String against(List<Action.Box> meant, TaskBox box, StepContext at) {
    if (Patterns.of(at.context().migration().plan().person()).found(box.text())) {
      return "a person says that";
    }
    List<String> reasons = meant.stream().map(b -> against(b, at)).toList();
    return reasons.contains(null) ? null : reasons.stream().filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static String against(Action.Box box, StepContext at) {
    if (!at.templates().holds(box.when(), at.values())) {
      return "the answers leave it out";
    }
    List<StepOutcome> steps = box.steps().stream().map(at.before()::get).filter(Objects::nonNull).toList();
    if (!box.steps().isEmpty() && steps.isEmpty()) {
      return "the answers leave it out";
    }
    if (steps.stream().anyMatch(s -> s.state() == StepState.NOT_APPLICABLE || s.state() == StepState.CONFLICT)) {
      return "the phase does not do it here";
    }
    return steps.stream().anyMatch(StepOutcome::leaves) ? "part of it is left to you" : null;
  }

  private static boolean hasOpenInside(List<TaskBox> boxes, int index, SortedSet<Integer> earned) {
    for (int i = index + 1; i < boxes.size(); i++) {
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
