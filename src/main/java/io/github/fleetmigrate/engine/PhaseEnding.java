package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Ends a phase that passed: makes its checkpoint, and where a hook of the repository changed what was committed, verifies
 * the committed tree before the phase counts as done. A checkpoint that does not pass is taken off the branch again.
 */
final class PhaseEnding {
  private final Session session;
  private final TransitionRunner transitions;
  private final PhaseVerification verification;
  private final Consumer<EngineEvent> events;

  PhaseEnding(
      Session session,
      TransitionRunner transitions,
      PhaseVerification verification,
      Consumer<EngineEvent> events) {
    this.session = session;
    this.transitions = transitions;
    this.verification = verification;
    this.events = events;
  }

  /** Where the commit is kept that a hook made and that did not pass. */
  static String hookedRef(String run, int transition) {
    return run + "/" + transition + "/hook";
  }

  /**
   * Makes the checkpoint.
   *
   * @param proved the commit that was verified
   */
  void commit(Phase phase, TransitionBegun begun, Evaluation.Verified verified, String proved, Level level)
      throws IOException, Stopped {
    Trailers.Run run =
        new Trailers.Run(
            session.state().run(), session.migration().id(), session.state().baseline(), session.answers());
    List<String> more = new ArrayList<>(List.of(Trailers.VERIFIED + ": " + verified.reached().word()));
    if (phase.number() == Phase.CLOSING) {
      more.addAll(Trailers.users(session.state().journaled().users()));
    }
    String message =
        Trailers.message(
            phase.commitSubject(),
            body(phase, verified),
            run,
            Trailers.PHASE,
            phase.number(),
            more);
    String commit = transitions.commit(begun, message);
    session.changed();
    committed(phase, begun, commit, proved, level);
  }

  /** Goes on from a checkpoint that was committed; a process may have been killed since. */
  void committed(Phase phase, TransitionBegun begun, String commit, String proved, Level level)
      throws IOException, Stopped {
    if (!tree(commit).equals(tree(proved))) {
      hooked(phase, begun, commit, proved, level);
    }
    transitions.done(begun, commit);
    session.changed();
    events.accept(new EngineEvent.Checkpoint(phase.number(), commit, phase.commitSubject()));
  }

  private void hooked(Phase phase, TransitionBegun begun, String commit, String proved, Level level)
      throws IOException, Stopped {
    Checkpoints checkpoints = session.ports().checkpoints();
    Map<String, FileVersion[]> changes = checkpoints.changes(proved, commit);
    String files = String.join(", ", changes.keySet());
    events.accept(
        new EngineEvent.Progress("A hook changed what was committed (" + files + "): the committed tree is verified too"));
    String sibling = checkpoints.sibling(begun.base(), tree(commit));
    Evaluation.Verified again = verification.verify(phase, begun, sibling, level);
    if (again.passed()) {
      return;
    }
    List<String> lines = PhaseVerification.against(again);
    String first = "a hook changed the checkpoint (" + files + ") and it does not pass: " + lines.get(0);
    if (checkpoints.isPublished(commit)) {
      transitions.done(begun, commit);
      session.changed();
      throw Stopped.because(
          ExitStatus.CHECK_FAILED,
          Phase.name(phase.number()) + ": " + first,
          "it is on a remote already and stays; undo it with `fleet-migrate rollback --to "
              + PhaseRunner.target(session.migration().before(phase.number())) + "`",
          String.join("\n", lines));
    }
    // The journal first: a process killed before the branch has moved finds the commit and does all this again.
    checkpoints.keep(hookedRef(session.state().run(), begun.transition()), commit);
    session
        .journal()
        .append(
            new JournalEntry.TransitionFailed(session.ports().clock().instant(), begun.transition(), first, commit));
    checkpoints.moveBranch(commit, begun.base(), "fleet-migrate: " + Phase.name(phase.number()) + " does not pass as committed");
    session.changed();
    throw Stopped.because(
        ExitStatus.CHECK_FAILED,
        Phase.name(phase.number()) + ": " + first,
        "the commit was taken off the branch and is kept as refs/fleet-migrate/"
            + hookedRef(session.state().run(), begun.transition())
            + "; keep the hook from changing these files, then run the same command again, or go back: `fleet-migrate rollback --to "
            + PhaseRunner.target(session.migration().before(phase.number())) + "`",
        String.join("\n", lines));
  }

  private String tree(String commit) throws IOException {
    return session.ports().checkpoints().commit(commit).map(Checkpoints.Commit::tree).orElse("");
  }

  private static List<String> body(Phase phase, Evaluation.Verified verified) {
    List<String> out = new ArrayList<>();
    out.add(Phase.sentence(phase.number()) + ", verified to " + verified.reached().word() + ".");
    for (HostVerdict host : verified.hosts()) {
      String more =
          host.accepted()
              ? " (accepted)"
              : host.announced() ? " (announced)" : host.note() == null ? "" : " (" + PhaseRunner.firstLine(host.note()) + ")";
      out.add("- " + host.host() + ": " + host.verdict().word() + more);
      if (host.accepted()) {
        host.differences().forEach(difference -> out.add("  " + PhaseRunner.firstLine(difference)));
      }
    }
    verified.remarks().forEach(remark -> out.add("- " + PhaseRunner.firstLine(remark)));
    return out;
  }
}
