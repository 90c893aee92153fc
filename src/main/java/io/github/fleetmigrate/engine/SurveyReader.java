package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.migration.Action;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.plan.Decisions;
import io.github.fleetmigrate.plan.Findings;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.PlanDocuments;
import io.github.fleetmigrate.plan.RolloutOrder;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads everything that a person should see before deciding anything. */
final class SurveyReader {
  private final Session session;
  private final PhasePlanner planner;

  SurveyReader(Session session, PhasePlanner planner) {
    this.session = session;
    this.planner = planner;
  }

  Survey read(Cancellation cancellation) throws IOException, Stopped {
    Preconditions.readable(session);
    RunState state = session.state();
    RepoSnapshot files = session.workTree();
    FlakeFile flake = flake(files);
    PlanContext context = session.context(cancellation);
    return new Survey(
        session.migration(),
        new Survey.RepositoryFacts(
            state.git().root().toString(),
            state.git().head(),
            state.git().branch(),
            session.ports().checkpoints().isClean()),
        new Survey.FlakeFacts(
            "flake.nix", Session.style(flake), flake.inputs().stream().map(i -> i.name()).toList(), context.facts().topOutputs()),
        context.facts().hosts(),
        context.facts().nodes(),
        findings(context, files, cancellation),
        steps(context, files),
        new Decisions()
            .of(
                session.migration(),
                context.facts(),
                context.settlement(),
                context.answers(),
                context.base(),
                state.lastDone()),
        StatusReader.withRollout(
            StatusReader.status(session.migration(), state), session.migration(), state, RolloutOrder.of(context)),
        tasks(files),
        missing());
  }

  private List<Finding> findings(PlanContext context, RepoSnapshot files, Cancellation cancellation) throws IOException {
    List<Finding> out = new ArrayList<>(new Findings(context, files, session.loaded()::file).all());
    Optional<JustProgram> just = JustProgram.installed(session.ports().commands(), session.ports().scratch());
    out.addAll(new JustFindings(just).of(files, cancellation));
    if (session.state().recorded().done().containsKey(Phase.CLOSING)) {
      out.removeIf(SurveyReader::isOfTheOldTool);
    }
    return out;
  }

  /** What was to be known of the old tool's nodes; once the rollout is over there are none. */
  private static boolean isOfTheOldTool(Finding finding) {
    return finding.id().startsWith("node.") || finding.id().equals("host.without-node") || finding.id().matches("inventory\\..*-differs");
  }

  /** flake.nix as it is, or the reason why it cannot be read. */
  static FlakeFile flake(RepoSnapshot files) throws Stopped {
    Optional<FlakeFile> flake = Session.flake(files);
    if (flake.isEmpty()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT, "flake.nix cannot be read", "check that it is a regular file");
    }
    if (!flake.get().errors().isEmpty()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "flake.nix:" + flake.get().lineOf(flake.get().errors().get(0).range()) + " does not parse: "
              + flake.get().errors().get(0).message(),
          "correct it first; `nix-instantiate --parse flake.nix` shows nix's own message");
    }
    return flake.get();
  }

  private List<Survey.StepReport> steps(PlanContext context, RepoSnapshot files) throws IOException {
    List<Survey.StepReport> out = new ArrayList<>();
    RepoSnapshot now = files;
    for (Phase phase : session.migration().phases()) {
      PhasePlanner.Final planned = planner.sketch(phase, context, now);
      var checkpoint = session.state().recorded().done().get(phase.number());
      for (StepPlan step : planned.plan().steps()) {
        out.add(
            checkpoint == null || isUnlocked(phase, step)
                ? new Survey.StepReport(phase.number(), step.id(), step.title(), step.state(), step.reason())
                : new Survey.StepReport(
                    phase.number(), step.id(), step.title(), StepState.DONE, "checkpoint " + checkpoint.shortId()));
      }
      if (checkpoint == null) {
        now = planned.after();
      }
    }
    return out;
  }

  /** A phase that was applied without nix left this one step to it. */
  private static boolean isUnlocked(Phase phase, StepPlan step) {
    return step.state() == StepState.PENDING
        && phase.steps().stream().anyMatch(s -> s.id().equals(step.id()) && s.action() instanceof Action.Lock);
  }

  private List<Survey.Task> tasks(RepoSnapshot files) {
    return PlanDocuments.of(files, session.migration()).stream()
        .flatMap(d -> d.tasks().stream().map(t -> new Survey.Task(d.path(), t.line(), t.text(), t.ticked())))
        .toList();
  }

  private List<String> missing() {
    List<String> out = new ArrayList<>();
    session.ports().evaluation().unavailable().ifPresent(why -> out.add("nix: " + why + "; hosts cannot be proved"));
    if (session.ports().commands().find("just").isEmpty()) {
      out.add("just: recipes are compared by our own reading of the justfile alone");
    }
    return out;
  }
}
