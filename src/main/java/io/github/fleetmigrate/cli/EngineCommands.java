package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.proof.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the commands that look, and the rollback, do once their options are known. */
final class EngineCommands {
  private final Program program;

  EngineCommands(Program program) {
    this.program = program;
  }

  ExitStatus check() throws Refusal, IOException {
    return surveyed(
        survey -> {
          if (program.options().json()) {
            program.console().out().println(new Json().check(survey));
          } else {
            text().check(survey);
          }
        });
  }

  ExitStatus status() throws Refusal, IOException {
    return surveyed(
        survey -> {
          if (program.options().json()) {
            program.console().out().println(new Json().status(survey.status()));
          } else {
            text().status(survey.status());
          }
        });
  }

  private ExitStatus surveyed(Consumer<Survey> report) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, false)) {
      ExitStatus status = session.run(new Command.Survey(), EventPrinter.failuresOnly(program, event -> {}));
      if (status == ExitStatus.DONE) {
        report.accept(session.survey());
      }
      return status;
    }
  }

  ExitStatus plan(PhaseRange range, Path answers) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, false)) {
      range.check(session.migration());
      Map<String, JsonNode> given = AnswersFile.read(answers, session.migration());
      ExitStatus answered = Answering.give(session, given, EventPrinter.failuresOnly(program, event -> {}));
      if (answered != ExitStatus.DONE) {
        return answered;
      }
      List<PhasePlan> plans = new ArrayList<>();
      ExitStatus status =
          session.run(
              new Command.Plan(range.from(), range.through(session.migration())),
              EventPrinter.failuresOnly(
                  program,
                  event -> {
                    if (event instanceof EngineEvent.PhasePlanned planned) {
                      plans.add(planned.plan());
                    }
                  }));
      return status == ExitStatus.DONE ? planned(plans) : status;
    }
  }

  private ExitStatus planned(List<PhasePlan> plans) {
    Console console = program.console();
    Text notes = new Text(console.err(), false);
    plans.forEach(notes::notes);
    if (plans.isEmpty()) {
      console.err().println("Nothing is left to do in these phases.");
    }
    if (program.options().json()) {
      console.out().println(new Json().plan(plans));
    } else {
      new Patch(console).print(console.out(), Combined.of(plans));
    }
    for (PhasePlan plan : plans) {
      if (!plan.conflicts().isEmpty()) {
        console.problem(
            Phase.name(plan.number()) + " needs a decision: " + plan.conflicts().get(0).reason(),
            "apply would stop there; later phases are planned without that step");
        return ExitStatus.DECISION_NEEDED;
      }
    }
    return ExitStatus.DONE;
  }

  ExitStatus verify(List<String> hosts, Level level) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, false)) {
      if (!program.options().json()) {
        return session.run(new Command.Verify(hosts, level), new EventPrinter(program));
      }
      return session.run(
          new Command.Verify(hosts, level),
          EventPrinter.failuresOnly(
              program,
              event -> {
                if (event instanceof EngineEvent.VerificationFinished finished) {
                  program.console().out().println(new Json().verification(finished));
                }
              }));
    }
  }

  ExitStatus health(List<String> hosts) throws Refusal, IOException {
    try (Session session = Session.open(program, program.options().repo, false)) {
      HealthText text = new HealthText(program.console().out(), program.options().colored(program.console()));
      return session.run(
          new Command.Health(hosts),
          EventPrinter.failuresOnly(
              program,
              event -> {
                // A question may stand on the terminal.
                synchronized (program.console()) {
                  health(event, text);
                }
              }));
    }
  }

  private void health(EngineEvent event, HealthText text) {
    boolean json = program.options().json();
    if (event instanceof EngineEvent.HealthChecked checked) {
      checked.report().remarks().forEach(remark -> program.console().err().println(Neutral.line(remark)));
      if (json) {
        program.console().out().println(new Json().health(checked.report()));
      } else {
        text.summary(checked.report());
      }
    } else if (!json && event instanceof EngineEvent.HostChecked host) {
      text.host(host.health());
    }
  }

  ExitStatus rollback(int to, boolean yes) throws Refusal, IOException {
    if (!yes && !program.console().terminal()) {
      throw new Refusal(
          ExitStatus.DECISION_NEEDED,
          "a rollback changes the repository and needs your consent",
          "run the same command with --yes");
    }
    try (Session session = Session.open(program, program.options().repo, true)) {
      if (!yes) {
        String place = to == 0 ? "before the migration" : "the checkpoint after phase " + to;
        switch (program.prompt().ask("Go back to " + place + "? What is left behind is kept.")) {
          case NO -> {
            program.console().problem("the rollback was not agreed to", "nothing was changed");
            return ExitStatus.DECISION_NEEDED;
          }
          case INTERRUPTED -> {
            program.console().problem("interrupted", "nothing was changed");
            return ExitStatus.INTERRUPTED;
          }
          case YES -> {}
        }
      }
      return session.run(new Command.Rollback(to), new EventPrinter(program));
    }
  }

  private Text text() {
    return new Text(program.console().out(), program.options().colored(program.console()));
  }
}
