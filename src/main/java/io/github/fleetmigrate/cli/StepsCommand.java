package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.CatalogException;
import io.github.fleetmigrate.catalog.CatalogProblem;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.migration.Step;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The catalogue of migrations. */
@Command(name = "steps", header = "The catalogue of migrations.")
final class StepsCommand implements Runnable {
  @ParentCommand FleetMigrate parent;

  @picocli.CommandLine.Spec picocli.CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(spec.commandLine(), "steps needs one of list, show, validate");
  }

  private PrintStream out() {
    return parent.services().console().out();
  }

  private Catalog catalog() throws Refusal {
    return new Catalog(parent.services().steps(parent.options));
  }

  @Command(name = "list", header = "Lists the migrations.")
  int list() throws Refusal, IOException {
    if (parent.options.json()) {
      out().println(StepsJson.list(catalog()));
      return ExitStatus.DONE.code();
    }
    for (String id : catalog().ids()) {
      try {
        out().printf("%-16s %s%n", id, Neutral.line(catalog().load(id).migration().title()));
      } catch (CatalogException e) {
        out().printf("%-16s %s%n", id, Neutral.line("broken: " + e.problems().get(0)));
      }
    }
    return ExitStatus.DONE.code();
  }

  @Command(name = "show", header = "Shows a migration's phases, steps and questions.")
  int show(@Parameters(paramLabel = "ID") String id) throws Refusal, IOException {
    Migration migration;
    try {
      migration = catalog().load(id).migration();
    } catch (CatalogException e) {
      throw new Refusal(
          ExitStatus.BAD_INPUT,
          e.getMessage() + (e.problems().isEmpty() ? "" : ": " + e.problems().get(0)),
          e.problems().isEmpty()
              ? "`fleet-migrate steps list` lists them"
              : "`fleet-migrate steps validate DIR` names everything that is wrong");
    }
    if (parent.options.json()) {
      out().println(StepsJson.show(migration));
      return ExitStatus.DONE.code();
    }
    out().println(Neutral.line(migration.title()));
    out().println(Neutral.line(migration.summary()));
    migration.phases().forEach(phase -> show(String.valueOf(phase.number()), phase));
    if (migration.closing() != null) {
      show("After the rollout:", migration.closing());
    }
    out().printf("%nQuestions%n");
    for (Question question : migration.questions()) {
      String values = String.join(", ", question.options().stream().map(Question.Option::value).toList());
      String all = values.isEmpty() ? "" : " (" + values + ")";
      out().printf("  %-18s %s%n", question.key(), Neutral.line(question.text() + all));
    }
    return ExitStatus.DONE.code();
  }

  private void show(String place, Phase phase) {
    out().printf("%n%s %s%n  %s%n", place, Neutral.line(phase.title()), Neutral.line(phase.summary()));
    for (Step step : phase.steps()) {
      out().printf("  - %-22s %s%n", step.id(), Neutral.line(step.title()));
    }
  }

  @Command(name = "validate", header = "Checks a folder of migrations and names everything that is wrong.")
  int validate(@Parameters(paramLabel = "DIR") Path folder) throws Refusal, IOException {
    if (!Files.isDirectory(folder)) {
      throw new Refusal(ExitStatus.BAD_INPUT, folder + " is no folder", "name a folder of migrations");
    }
    parent.options.steps = folder;
    List<CatalogProblem> problems = catalog().validate();
    if (parent.options.json()) {
      out().println(StepsJson.validated(problems));
      return (problems.isEmpty() ? ExitStatus.DONE : ExitStatus.BAD_INPUT).code();
    }
    problems.forEach(p -> parent.services().console().err().println(Neutral.line(p.toString())));
    if (problems.isEmpty()) {
      out().println("nothing is wrong: " + String.join(", ", catalog().ids()));
      return ExitStatus.DONE.code();
    }
    return ExitStatus.BAD_INPUT.code();
  }
}
