package io.github.fleetmigrate.engine;

import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.JournalEntry.TransitionBegun;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.DeployUsers;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.PlanContext;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs one phase: plan, journal, write, verify, checkpoint; or takes up one that was interrupted. */
final class PhaseRunner {
  private final Session session;
  private final PhasePlanner planner;
  private final Consumer<EngineEvent> events;
  private final Cancellation cancellation;

  PhaseRunner(
      Session session, PhasePlanner planner, Consumer<EngineEvent> events, Cancellation cancellation) {
    this.session = session;
    this.planner = planner;
    this.events = events;
    this.cancellation = cancellation;
  }

  /** Runs a phase whose predecessors are done. */
  void run(Phase phase, Command.Apply apply) throws IOException, Stopped {
    MigrationState.OpenTransition open = session.state().journaled().open();
    if (open != null && (open.begun().kind() != JournalEntry.Kind.PHASE || open.begun().phase() != phase.number())) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          (open.begun().kind() == JournalEntry.Kind.PHASE ? Phase.name(open.begun().phase()) : "a rollback")
              + " was begun and is not finished",
          open.begun().kind() == JournalEntry.Kind.PHASE
              ? "finish it with `fleet-migrate " + again(open.begun().phase()) + "`"
              : "finish it with `fleet-migrate rollback --to " + target(open.begun().phase()) + "`");
    }
    Command.Choices choices = apply.choices().get(phase.number());
    boolean resumed = open != null;
    if (open != null && choices != null) {
      transitions().abandon(open.begun());
      session.changed();
      resumed = false;
    }
    TransitionBegun begun;
    if (resumed) {
      events.accept(new EngineEvent.PhaseStarted(phase.number(), phase.title(), true));
      begun = ontoHead(open.begun());
    } else {
      begun = begin(phase, apply, choices);
    }
    write(phase, begun);
    PhaseVerification verification = new PhaseVerification(session, events, cancellation);
    String result = result(begun);
    Evaluation.Verified verified = verification.verify(phase, begun, result, apply.level());
    if (!verified.passed()) {
      fail(phase, begun, verified);
    }
    new PhaseEnding(session, transitions(), verification, events).commit(phase, begun, verified, result, apply.level());
  }

  /** Ends a phase whose checkpoint was committed before the process was killed. */
  void settle(Level level) throws IOException, Stopped {
    MigrationState.OpenTransition open = session.state().journaled().open();
    if (open == null || open.begun().kind() != JournalEntry.Kind.PHASE) {
      return;
    }
    Optional<String> commit = transitions().committed(open.begun());
    if (commit.isEmpty()) {
      return;
    }
    Phase phase = session.migration().phase(open.begun().phase());
    events.accept(new EngineEvent.PhaseStarted(phase.number(), phase.title(), true));
    new PhaseEnding(session, transitions(), new PhaseVerification(session, events, cancellation), events)
        .committed(phase, open.begun(), commit.get(), open.begun().target(), level);
  }

  private TransitionBegun begin(Phase phase, Command.Apply apply, Command.Choices choices)
      throws IOException, Stopped {
    PlanContext context = context(phase);
    RepoSnapshot files = session.workTree();
    PhasePlan plan = planner.plan(phase, context, files, cancellation).plan();
    boolean partial = false;
    if (choices != null) {
      PhasePlan whole = plan;
      plan = planner.chosen(phase, context, files, whole, choices);
      partial = !plan.changes().equals(whole.changes());
    }
    events.accept(new EngineEvent.PhasePlanned(plan));
    refuseOpen(phase, plan, context);
    Preconditions.clean(session, plan);
    new TakenNames(session, cancellation).refuse(phase, plan, context);
    if (apply.consent() != null && !apply.consent().contains(phase.number())) {
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          Phase.name(phase.number()) + " was not agreed to",
          "look at `fleet-migrate plan --phase " + (phase.number() == Phase.CLOSING ? "rollout" : phase.number())
              + "`, then run the same command with --yes");
    }
    ParseCheck.check(plan);
    List<String> checked =
        new JustCheck(session.ports().commands(), session.ports().scratch())
            .check(plan, session.workTree(), cancellation);
    checked.forEach(note -> events.accept(new EngineEvent.Progress(note)));
    stopIfCancelled();
    events.accept(new EngineEvent.PhaseStarted(phase.number(), phase.title(), false));
    String head = session.state().git().head();
    Checkpoints checkpoints = session.ports().checkpoints();
    String target = checkpoints.sibling(head, checkpoints.treeWith(head, PhasePlanner.after(plan)));
    Journal journal = session.journal();
    Transition transition =
        new Transition(
            JournalEntry.Kind.PHASE,
            phase.number(),
            head,
            target,
            plan.changes(),
            partial,
            null,
            phase.commitSubject());
    if (phase.number() == Phase.CLOSING) {
      DeployUsers users = planner.laidOver(phase, context, files, plan) ? context.users() : DeployUsers.NONE;
      journal.append(
          new JournalEntry.DeployUsersFound(session.ports().clock().instant(), users.user(), users.hosts(), users.kept()));
    }
    TransitionBegun begun = transitions(journal).begin(session.state().journaled().transitions() + 1, transition);
    session.changed();
    return begun;
  }

  /** What a phase is planned with: where it was shown, the same; hosts are asked anew where it was not. */
  private PlanContext context(Phase phase) throws IOException, Stopped {
    PlanContext context = session.context(cancellation);
    var shown = session.plannedUsers(phase);
    return shown.isPresent()
        ? context.with(shown.get())
        : new DeployUserSearch(session, events, cancellation).context(phase, context);
  }

  private void refuseOpen(Phase phase, PhasePlan plan, PlanContext context) throws IOException, Stopped {
    OpenQuestions.refuse(session, context, phase.number(), events);
    for (StepPlan step : plan.conflicts()) {
      events.accept(new EngineEvent.QuestionOpen(phase.number(), step.id(), null, step.reason()));
      throw Stopped.because(
          ExitStatus.DECISION_NEEDED,
          Phase.name(phase.number()) + ", " + step.title() + ": " + step.reason(),
          "do that step by hand or answer what it asks, then run the same command again");
    }
    if (!plan.uncomputed().isEmpty() && session.goesOnWithoutNix(cancellation)) {
      events.accept(
          new EngineEvent.Progress(
              firstLine(plan.uncomputed().get(0)) + ". It is left as it is; nix adds the input when it next evaluates the flake"));
    } else if (!plan.uncomputed().isEmpty()) {
      throw Stopped.because(
          ExitStatus.MISSING,
          Phase.name(phase.number()) + " needs a file that cannot be computed here: " + firstLine(plan.uncomputed().get(0)),
          "make sure that nix is there and reaches the flake's inputs, without --offline",
          String.join("\n", plan.uncomputed()));
    }
  }

  /**
   * Commits made by a person while the phase was open move its base along, as long as they leave its files alone. Where
   * one of them holds the phase's own edits the base stays: compared with that commit, the phase would prove itself.
   */
  private TransitionBegun ontoHead(TransitionBegun begun) throws IOException, Stopped {
    String head = session.state().git().head();
    TransitionRunner runner = transitions();
    if (head.equals(begun.base()) || runner.committed(begun).isPresent()) {
      return begun;
    }
    Map<String, FileVersion> after = runner.after(begun);
    List<FileChange> changes = new ArrayList<>();
    boolean committed = false;
    for (JournalEntry.PlannedFile file : begun.files()) {
      FileVersion now = session.ports().checkpoints().read(head, file.path()).orElse(null);
      String hash = FileVersion.hashOf(now);
      if (hash.equals(file.before())) {
        changes.add(new FileChange(file.path(), now, after.get(file.path())));
      } else if (hash.equals(file.after())) {
        committed = true;
      } else {
        throw Stopped.because(
            ExitStatus.DECISION_NEEDED,
            file.path() + " was changed by a commit made while " + Phase.name(begun.phase()) + " was open",
            "give the phase up with `fleet-migrate rollback --to " + target(session.migration().before(begun.phase()))
                + "`; it is planned anew on your commit the next time");
      }
    }
    if (committed) {
      return begun;
    }
    Checkpoints checkpoints = session.ports().checkpoints();
    Transition moved =
        new Transition(
            begun.kind(),
            begun.phase(),
            head,
            checkpoints.sibling(head, checkpoints.treeWith(head, after)),
            changes,
            begun.partial(),
            null,
            begun.message());
    TransitionBegun again = runner.begin(session.state().journaled().transitions() + 1, moved);
    session.changed();
    return again;
  }

  private void write(Phase phase, TransitionBegun begun) throws IOException, Stopped {
    MigrationState.OpenTransition open = session.state().journaled().open();
    transitions().write(begun, open == null ? null : open.hooked());
    session.changed();
    for (JournalEntry.PlannedFile file : begun.files()) {
      FileChange.Kind kind =
          file.before().equals(FileVersion.ABSENT_HASH)
              ? FileChange.Kind.ADDED
              : file.after().equals(FileVersion.ABSENT_HASH) ? FileChange.Kind.REMOVED : FileChange.Kind.EDITED;
      events.accept(new EngineEvent.FileChanged(phase.number(), file.path(), kind));
    }
  }

  /** The tree that the checkpoint will have, as a sibling of the phase's base. */
  private String result(TransitionBegun begun) throws IOException {
    String head = session.state().git().head();
    if (head.equals(begun.base()) || transitions().committed(begun).isPresent()) {
      return begun.target();
    }
    Checkpoints checkpoints = session.ports().checkpoints();
    return checkpoints.sibling(begun.base(), checkpoints.treeWith(head, transitions().after(begun)));
  }

  private void fail(Phase phase, TransitionBegun begun, Evaluation.Verified verified) throws IOException, Stopped {
    List<String> lines = PhaseVerification.against(verified);
    String first = lines.isEmpty() ? "verification failed" : lines.get(0);
    session
        .journal()
        .append(new JournalEntry.TransitionFailed(session.ports().clock().instant(), begun.transition(), first, null));
    session.changed();
    throw Stopped.because(
        ExitStatus.CHECK_FAILED,
        Phase.name(phase.number()) + " did not pass its verification: " + firstLine(first),
        "correct the cause and run the same command again, accept the difference by host (answer accept), or go back: "
            + "`fleet-migrate rollback --to " + target(session.migration().before(phase.number())) + "`",
        String.join("\n", lines));
  }

  private void stopIfCancelled() throws Stopped {
    if (cancellation.isCancelled()) {
      throw Stopped.because(
          ExitStatus.INTERRUPTED, "interrupted", "run the same command again: it resumes where it was");
    }
  }

  private TransitionRunner transitions() throws IOException {
    return transitions(session.journal());
  }

  private TransitionRunner transitions(Journal journal) {
    return new TransitionRunner(session, journal);
  }

  /** The command that takes a phase up again. */
  private static String again(int phase) {
    return phase == Phase.CLOSING ? "rollout --finish" : "apply --phase " + phase;
  }

  static String target(int phase) {
    return phase <= 0 ? "start" : String.valueOf(phase);
  }

  static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
