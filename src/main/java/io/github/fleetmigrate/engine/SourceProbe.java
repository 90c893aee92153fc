package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.migration.Step;
import io.github.fleetmigrate.plan.Templates;
import io.github.fleetmigrate.port.Cancellation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes sure that the flakes a migration adds as inputs are within reach, before anything is edited. */
final class SourceProbe {
  private final Session session;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  SourceProbe(Session session, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.events = events;
    this.cancellation = cancellation;
  }

  /** Stops where an input's flake cannot be read; asks nothing once a phase was begun, or offline. */
  void refuseUnreachable() throws IOException, Stopped {
    if (session.state().lastDone() > 0 || session.state().journaled().open() != null) {
      return;
    }
    Map<String, Object> values = session.context(cancellation).values();
    Templates templates = new Templates();
    for (Phase phase : session.migration().phases()) {
      for (Step step : phase.steps()) {
        if (step.action() instanceof Action.AddInput input) {
          probe(phase.number(), input, templates.render(input.url(), values));
        }
      }
    }
  }

  private void probe(int phase, Action.AddInput input, String source) throws Stopped {
    Optional<Question> question =
        session.migration().questions().stream().filter(q -> input.url().contains("{{" + q.key() + "}}")).findFirst();
    String answer = question.map(q -> "answer \"" + q.key() + "\" with").orElse("give the migration") + " a flake URL";
    if (source.matches(".*://[^/@]*:[^/@]*@.*")) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "the URL of " + input.name() + " holds a password",
          answer + " without it: it would stand in flake.nix and in the history; use netrc or access-tokens");
    }
    if (session.ports().evaluation().unavailable().isPresent() || session.options().offline()) {
      return;
    }
    events.accept(new EngineEvent.Progress("Asking for " + source));
    Optional<String> failure = session.ports().evaluation().probe(source, cancellation);
    if (failure.isPresent() && !cancellation.isCancelled()) {
      question.ifPresent(q -> events.accept(new EngineEvent.QuestionOpen(phase, q.key(), null, q.text())));
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          input.name() + " cannot be reached at " + source,
          answer + " that `nix flake metadata` can read",
          failure.get());
    }
  }
}
