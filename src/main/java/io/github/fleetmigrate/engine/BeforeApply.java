package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;

/** What must be so before any phase is begun or any question is asked, over all phases that are to run. */
final class BeforeApply {
  private final Session session;
  private final PhasePlanner planner;
  private final Cancellation cancellation;

  BeforeApply(Session session, PhasePlanner planner, Cancellation cancellation) {
    this.session = session;
    this.planner = planner;
    this.cancellation = cancellation;
  }

  void check(Command.Apply command) throws IOException, Stopped {
    refuseWithoutNix();
    PlanContext context = session.context(cancellation);
    refuseNoHosts(context, session.goesOnWithoutNix(cancellation));
    if (session.state().journaled().open() != null) {
      return;
    }
    RepoSnapshot files = session.workTree();
    for (Phase phase : session.migration().phases()) {
      if (phase.number() > command.through() || session.state().recorded().done().containsKey(phase.number())) {
        continue;
      }
      PhasePlanner.Final sketch = planner.sketch(phase, context, files);
      Preconditions.clean(session, sketch.plan());
      files = sketch.after();
    }
  }

  /**
   * Without one host that is known, or one that would be in the fleet, there is nothing to plan: the fleet would come
   * out empty.
   *
   * @param unread whether the hosts are only known from the files
   */
  static void refuseNoHosts(PlanContext context, boolean unread) throws Stopped {
    if (!context.facts().hosts().isEmpty()) {
      refuseEmptyFleet(context);
      return;
    }
    if (unread) {
      throw Stopped.because(
          ExitStatus.MISSING,
          "which hosts the flake has is not known: it cannot be evaluated here, and its files do not state it plainly",
          "install nix with flakes, or make the flake's inputs reachable (--override-input NAME URL)");
    }
    if (context.facts().failures().isEmpty()) {
      throw Stopped.because(
          ExitStatus.BAD_INPUT,
          "the flake has no hosts: nixosConfigurations is missing or empty",
          "run fleet-migrate in the repository that builds your machines");
    }
  }

  private static void refuseEmptyFleet(PlanContext context) throws Stopped {
    Migration.Hive hive = context.migration().hive();
    boolean made = hive == null || context.facts().topOutputs().contains(hive.output());
    if (made || !context.settlement().inHive().isEmpty()) {
      return;
    }
    String host = context.facts().hostNames().get(0);
    throw Stopped.because(
        ExitStatus.DECISION_NEEDED,
        context.facts().nodesUnread()
            ? "which hosts deploy-rs deploys is not known without evaluation, so that the fleet would have none"
            : "no host has a deploy node, so that the fleet would have none",
        "answer \"withoutNode\" for the hosts that it should have, as in {\"withoutNode\": {\"" + host + "\": \"ssh\"}}");
  }

  private void refuseWithoutNix() throws IOException, Stopped {
    var unavailable = session.ports().evaluation().unavailable();
    boolean agreed = session.answers().get("withoutEvaluation").map(JsonNode::asBoolean).orElse(false);
    if (unavailable.isPresent() && !agreed) {
      throw Stopped.because(
          ExitStatus.MISSING,
          "the hosts cannot be evaluated: " + unavailable.get(),
          "install nix with flakes, or answer withoutEvaluation: true to go on without proof");
    }
  }
}
