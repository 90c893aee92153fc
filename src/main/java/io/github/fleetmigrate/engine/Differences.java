package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.Checkpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The evaluated difference that a phase announces, put into a plan before a person agrees to it. */
final class Differences {
  private final Session session;
  private final Cancellation cancellation;

  Differences(Session session, Cancellation cancellation) {
    this.session = session;
    this.cancellation = cancellation;
  }

  /** The plan with the differences as notes of its last step; the plan itself where it announces none. */
  PhasePlan shown(Phase phase, PlanContext context, PhasePlan plan) throws IOException {
    if (phase.shows().isEmpty()
        || plan.changes().isEmpty()
        || !plan.uncomputed().isEmpty()
        || session.ports().evaluation().unavailable().isPresent()) {
      return plan;
    }
    Checkpoints checkpoints = session.ports().checkpoints();
    String head = session.state().git().head();
    String planned = checkpoints.sibling(head, checkpoints.treeWith(head, PhasePlanner.after(plan)));
    List<String> hosts = context.facts().hostNames();
    var before = session.ports().evaluation().show(session.evaluated(head), hosts, phase.shows(), cancellation);
    var after = session.ports().evaluation().show(session.evaluated(planned), hosts, phase.shows(), cancellation);
    List<String> notes = new ArrayList<>();
    for (String host : hosts) {
      for (Phase.Shown shown : phase.shows()) {
        lines(
            host + ", " + shown.label(),
            value(before, host, shown.label()),
            value(after, host, shown.label()),
            notes);
      }
    }
    return withNotes(plan, notes);
  }

  private static JsonNode value(Map<String, Map<String, JsonNode>> values, String host, String label) {
    return values.getOrDefault(host, Map.of()).getOrDefault(label, MissingNode.getInstance());
  }

  private static void lines(String what, JsonNode before, JsonNode after, List<String> out) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      TreeSet<String> keys = new TreeSet<>();
      before.fieldNames().forEachRemaining(keys::add);
      after.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        JsonNode was = before.path(key);
        JsonNode is = after.path(key);
        if (was.equals(is)) {
          continue;
        }
        if (!was.isMissingNode()) {
          out.add(what + ": - " + key + " " + was);
        }
        if (!is.isMissingNode()) {
          out.add(what + ": + " + key + " " + is);
        }
      }
      return;
    }
    if (before.isArray() && after.isArray()) {
      before.forEach(
          item -> {
            if (!contains(after, item)) {
              out.add(what + ": - " + item);
            }
          });
      after.forEach(
          item -> {
            if (!contains(before, item)) {
              out.add(what + ": + " + item);
            }
          });
      return;
    }
    if (!before.isMissingNode()) {
      out.add(what + ": - " + before);
    }
    if (!after.isMissingNode()) {
      out.add(what + ": + " + after);
    }
  }

  private static boolean contains(JsonNode array, JsonNode item) {
    for (JsonNode other : array) {
      if (other.equals(item)) {
        return true;
      }
    }
    return false;
  }

  private static PhasePlan withNotes(PhasePlan plan, List<String> notes) {
    if (notes.isEmpty() || plan.steps().isEmpty()) {
      return plan;
    }
    List<StepPlan> steps = new ArrayList<>(plan.steps());
    StepPlan last = steps.remove(steps.size() - 1);
    List<String> all = new ArrayList<>(last.notes());
    all.addAll(notes);
    steps.add(new StepPlan(last.id(), last.title(), last.state(), last.reason(), last.changes(), all));
    return new PhasePlan(
        plan.number(), plan.id(), plan.title(), plan.summary(), steps, plan.changes(), plan.uncomputed());
  }
}
