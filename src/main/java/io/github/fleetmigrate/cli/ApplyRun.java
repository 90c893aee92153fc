package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs phases. With {@code --yes} all of them at once; without it each phase is shown and asked for on the terminal, and
 * where there is no terminal nothing is done.
 */
final class ApplyRun {
  private final Program program;
  private final EventPrinter printer;

  ApplyRun(Program program) {
    this.program = program;
    this.printer = new EventPrinter(program);
  }

  ExitStatus run(PhaseRange range, Level level, Path answers, boolean yes) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, true)) {
      if (range.isClosing()) {
        throw new Refusal(
            ExitStatus.BAD_INPUT, "apply runs the phases, and this ends a rollout", "run `fleet-migrate rollout --finish`");
      }
      range.check(session.migration());
      int through = range.through(session.migration());
      Map<String, JsonNode> given = AnswersFile.read(answers, session.migration());
      if (!yes && !program.console().terminal()) {
        return withoutConsent(session, range);
      }
      ExitStatus answered = Answering.give(session, given, printer.unlessDone());
      if (answered != ExitStatus.DONE) {
        return answered;
      }
      ExitStatus status =
          yes
              ? session.run(new Command.Apply(range.from(), through, level, Map.of(), null), printer)
              : asking(session, range, level);
      if (status == ExitStatus.DONE && session.survey() != null && !program.options().json()) {
        new Text(program.console().out(), program.options().colored(program.console())).plan(session.survey().tasks());
      }
      return status;
    }
  }

  /** Runs what ends a rollout. */
  ExitStatus closing(boolean yes) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, true)) {
      ExitStatus surveyed = session.run(new Command.Survey(), printer.unlessDone());
      if (surveyed != ExitStatus.DONE) {
        return surveyed;
      }
      Status.Rollout rollout = session.survey().status().rollout();
      if (rollout == null || rollout.closing() == null) {
        throw new Refusal(
            ExitStatus.DECISION_NEEDED,
            session.migration().closing() == null ? "this migration keeps nothing that is removed at the end" : "not all phases are done",
            "see `fleet-migrate status`");
      }
      if (rollout.closing().state() == Status.State.DONE) {
        return nothingLeft();
      }
      if (!yes && !program.console().terminal()) {
        throw new Refusal(
            ExitStatus.DECISION_NEEDED,
            "this changes the repository and needs your consent",
            "run the same command with --yes");
      }
      return yes
          ? session.run(new Command.Apply(Phase.CLOSING, Phase.CLOSING, Level.BUILD, Map.of(), null), printer)
          : asked(session, rollout.closing(), Level.BUILD, true);
    }
  }

  /** Nobody can be asked: fine where nothing is left to do, else a person's decision is missing. */
  private ExitStatus withoutConsent(Session session, PhaseRange range) throws Refusal {
    ExitStatus surveyed = session.run(new Command.Survey(), printer.unlessDone());
    if (surveyed != ExitStatus.DONE) {
      return surveyed;
    }
    if (left(session, range).isEmpty()) {
      return nothingLeft();
    }
    throw new Refusal(
        ExitStatus.DECISION_NEEDED,
        "apply changes the repository and needs your consent",
        "look at what `fleet-migrate plan` prints, then run the same command with --yes");
  }

  private ExitStatus asking(Session session, PhaseRange range, Level level) throws IOException {
    if (session.survey() == null) {
      ExitStatus surveyed = session.run(new Command.Survey(), printer.unlessDone());
      if (surveyed != ExitStatus.DONE) {
        return surveyed;
      }
    }
    List<Status.PhaseStatus> left = left(session, range);
    if (left.isEmpty()) {
      return nothingLeft();
    }
    int last = left.get(left.size() - 1).number();
    for (Status.PhaseStatus phase : left) {
      ExitStatus status = asked(session, phase, level, phase.number() == last);
      if (status != ExitStatus.DONE) {
        return status;
      }
    }
    return ExitStatus.DONE;
  }

  /** Shows a phase, asks, and runs it. */
  private ExitStatus asked(Session session, Status.PhaseStatus phase, Level level, boolean last) throws IOException {
    int number = phase.number();
    String question;
    if (phase.state() == Status.State.RUNNING || phase.state() == Status.State.FAILED) {
      question = Phase.sentence(number) + " was begun and is not finished. Go on with it?";
    } else {
      ExitStatus shown = show(session, number);
      if (shown != ExitStatus.DONE) {
        return shown;
      }
      question = "Apply " + Phase.name(number) + "?";
    }
    Prompt.Answer answer = program.prompt().ask(question);
    if (answer != Prompt.Answer.YES) {
      return stopped(number, answer);
    }
    return session.run(
        new Command.Apply(number, number, level, Map.of(), Set.of(number)), last ? printer : printer.followed());
  }

  /** Shows what a phase would do, where a person reads and no script does. */
  private ExitStatus show(Session session, int phase) {
    List<PhasePlan> plans = new ArrayList<>();
    ExitStatus planned =
        session.run(
            new Command.Plan(phase, phase),
            event -> {
              printer.unlessDone().accept(event);
              if (event instanceof EngineEvent.PhasePlanned p) {
                plans.add(p.plan());
              }
            });
    if (planned == ExitStatus.DONE) {
      PrintStream to = program.talk();
      boolean colored = !program.options().json() && program.options().colored(program.console());
      for (PhasePlan plan : plans) {
        new Text(to, colored).notes(plan);
        new Patch(program.console()).print(to, plan.changes());
      }
    }
    return planned;
  }

  private ExitStatus stopped(int phase, Prompt.Answer answer) {
    if (answer == Prompt.Answer.INTERRUPTED) {
      EventPrinter.interrupted(program.console());
      return ExitStatus.INTERRUPTED;
    }
    program
        .console()
        .problem(
            Phase.name(phase) + " was not agreed to",
            "it has changed nothing; run the same command again any time");
    return ExitStatus.DECISION_NEEDED;
  }

  private ExitStatus nothingLeft() {
    printer.accept(new EngineEvent.Finished(ExitStatus.DONE, "nothing is left to do"));
    if (!program.options().json()) {
      program.console().out().println("Nothing is left to do.");
    }
    return ExitStatus.DONE;
  }

  private static List<Status.PhaseStatus> left(Session session, PhaseRange range) {
    int through = range.through(session.migration());
    return session.survey().status().phases().stream()
        .filter(p -> p.number() >= range.from() && p.number() <= through)
        .filter(p -> p.state() != Status.State.DONE && p.state() != Status.State.PARTIAL)
        .toList();
  }
}
