package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.Decisions;
import io.github.fleetmigrate.plan.PlanContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Stops before a phase that a question without an answer stands in the way of. */
final class OpenQuestions {
  private OpenQuestions() {}

  static void refuse(Session session, PlanContext context, int phase, Consumer<EngineEvent> events)
      throws IOException, Stopped {
    List<Decision> open =
        new Decisions()
            .of(
                    session.migration(),
                    context.facts(),
                    context.settlement(),
                    context.answers(),
                    context.base(),
                    session.state().lastDone())
                .stream()
                .filter(d -> d.open() && d.question().phase() <= phase)
                .toList();
    if (open.isEmpty()) {
      return;
    }
    for (Decision decision : open) {
      events.accept(
          new EngineEvent.QuestionOpen(phase, decision.question().key(), decision.item(), decision.text()));
    }
    Decision first = open.get(0);
    String key = first.question().key() + (first.item() == null ? "" : "." + first.item());
    throw Stopped.because(
        ExitStatus.DECISION_NEEDED,
        "a question is open: " + first.text(),
        "answer \"" + first.question().key() + "\" in the answers file"
            + (first.item() == null ? "" : " (entry \"" + first.item() + "\")")
            + ", or in the wizard",
        "open: " + key + (open.size() > 1 ? " and " + (open.size() - 1) + " more" : ""));
  }
}
