package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Verifies a phase's tree against the commit that the phase was planned on, and journals what was found. */
final class PhaseVerification {
  private final Session session;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  PhaseVerification(Session session, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.events = events;
    this.cancellation = cancellation;
  }

  /**
   * Verifies.
   *
   * @param now a commit with the tree: the phase's target, or a sibling of its base with what a hook made of it
   */
  Evaluation.Verified verify(Phase phase, TransitionBegun begun, String now, Level level) throws IOException, Stopped {
    PlanContext context = session.context(cancellation);
    Evaluation.Request request =
        VerificationRequests.ofPhase(
            session,
            phase,
            context,
            session.evaluated(begun.base()),
            session.evaluated(now),
            level,
            nixFiles(begun, now),
            session.targets(begun.base(), cancellation));
    events.accept(new EngineEvent.VerificationStarted(phase.number(), request.level(), request.hosts()));
    Map<String, EvaluatedNode> nodes = request.hive() == null ? Map.of() : session.nodes(cancellation);
    String tree = tree(now);
    Acceptance acceptance = Acceptance.ofPhase(session.state().journaled().seen(phase.number()), tree);
    AcceptedHosts held = new AcceptedHosts(events);
    Evaluation.Verified found = session.ports().evaluation().verify(request, held, cancellation);
    Evaluation.Verified listed =
        level.compareTo(Level.EVAL) < 0
            ? found
            : new DroppedOutputs(List.of(phase))
                .check(found, session.ports().evaluation(), request, context.answers().names("dropOutputs"), cancellation);
    Evaluation.Verified known = VerificationRequests.checkKnown(acceptance.of(listed), session, request.level());
    Evaluation.Verified verified = HiveSettings.check(known, context, nodes, request, acceptance);
    held.release(verified);
    if (cancellation.isCancelled()) {
      throw Stopped.because(
          ExitStatus.INTERRUPTED, "interrupted", "run the same command again: it resumes where it was");
    }
    events.accept(EngineEvent.VerificationFinished.of(phase.number(), verified));
    session
        .journal()
        .append(
            new JournalEntry.Verified(
                session.ports().clock().instant(),
                begun.transition(),
                verified.reached(),
                verified.hosts(),
                verified.problems(),
                verified.passed(),
                tree,
                verified.remarks()));
    session.changed();
    return verified;
  }

  /** What stands against a tree, a line each; a host's own lines below its name. */
  static List<String> against(Evaluation.Verified verified) {
    List<String> lines = new ArrayList<>(verified.problems());
    for (HostVerdict host : verified.hosts()) {
      if (!host.passes()) {
        lines.add(host.host() + ": " + host.verdict().word() + (host.note() == null ? "" : ", " + host.note()));
        host.differences().forEach(d -> lines.add("  " + d));
      }
    }
    return lines;
  }

  private Map<String, String> nixFiles(TransitionBegun begun, String now) throws IOException {
    Map<String, String> out = new LinkedHashMap<>();
    for (JournalEntry.PlannedFile file : begun.files()) {
      if (file.path().endsWith(".nix")) {
        session
            .ports()
            .checkpoints()
            .read(now, file.path())
            .map(FileVersion::text)
            .ifPresent(text -> out.put(file.path(), text));
      }
    }
    return out;
  }

  private String tree(String commit) throws IOException {
    return session.ports().checkpoints().commit(commit).map(Checkpoints.Commit::tree).orElse("");
  }
}
