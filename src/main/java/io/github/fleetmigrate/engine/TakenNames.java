package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.plan.Templates;
import io.github.fleetmigrate.port.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names that a phase would bring to hosts that have them already: a conflict for a person to decide, not to double. */
final class TakenNames {
  private final Session session;
  private final Cancellation cancellation;

  TakenNames(Session session, Cancellation cancellation) {
    this.session = session;
    this.cancellation = cancellation;
  }

  void refuse(Phase phase, PhasePlan plan, PlanContext context) throws IOException, Stopped {
    boolean enables =
        phase.steps().stream()
            .filter(s -> s.action() instanceof Action.AddModules)
            .map(Step::id)
            .anyMatch(id -> plan.steps().stream().anyMatch(s -> s.id().equals(id) && s.state() == StepState.PENDING));
    if (!enables || session.ports().evaluation().unavailable().isPresent()) {
      return;
    }
    Map<String, Object> values = context.values();
    for (Phase.Brings brings : phase.brings()) {
      String name = new Templates().render(brings.name(), values);
      if (name.isEmpty()) {
        continue;
      }
      List<String> taken = taken(brings, name, context);
      if (!taken.isEmpty()) {
        throw Stopped.because(
            ExitStatus.DECISION_NEEDED,
            String.join(", ", taken) + " " + (taken.size() == 1 ? "has" : "have") + " " + brings.what() + " \"" + name
                + "\" already: phase " + phase.number() + " would double it",
            "answer " + brings.answer() + " otherwise");
      }
    }
  }

  private List<String> taken(Phase.Brings brings, String name, PlanContext context) throws IOException {
    Phase.Shown shown = new Phase.Shown(brings.what(), brings.attribute(), "builtins.attrNames");
    var found =
        session
            .ports()
            .evaluation()
            .show(session.state().git().head(), context.facts().hostNames(), List.of(shown), cancellation);
    List<String> out = new ArrayList<>();
    found.forEach(
        (host, labels) -> {
          for (JsonNode each : labels.getOrDefault(brings.what(), com.fasterxml.jackson.databind.node.MissingNode.getInstance())) {
            if (each.asText().equals(name)) {
              out.add(host);
            }
          }
        });
    return out;
  }
}
