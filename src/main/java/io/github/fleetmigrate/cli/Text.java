package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Level;
import io.github.fleetmigrate.proof.Targets;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Host;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports for a person. States are told by a word; colour only repeats it. */
final class Text {
  private static final String RESET = "\u001b[0m";
  private final PrintStream out;
  private final boolean colored;
  /** Verdicts of the verification in progress that were printed as they came. */
  private final Set<HostVerdict> told = new HashSet<>();
  /** The level of the verification in progress. */
  private Level asked = Level.NONE;

  /** Of a phase that was planned and is not yet begun. */
  private List<String> notes = List.of();

  Text(PrintStream out, boolean colored) {
    this.out = out;
    this.colored = colored;
  }

  private String paint(String code, String text) {
    return colored ? "\u001b[" + code + "m" + text + RESET : text;
  }

  private void line(String text) {
    out.println(text);
  }

  void check(Survey survey) {
    line(paint("1", "Repository") + "  " + Neutral.line(survey.repository().root()));
    line(
        "  branch " + Neutral.line(survey.repository().branch()) + ", "
            + (survey.repository().clean() ? "clean" : "with changes that are not committed"));
    String outputs = String.join(", ", survey.flake().outputs());
    line("  " + Neutral.line("flake.nix, " + survey.flake().style() + ", outputs " + outputs));
    line("");
    line(paint("1", "Hosts"));
    for (Host host : survey.hosts()) {
      line(String.format("  %-16s %s", Neutral.line(host.name()), node(survey, host)));
    }
    line("");
    if (!survey.findings().isEmpty()) {
      line(paint("1", "Findings"));
      for (Finding finding : survey.findings()) {
        String where = finding.where() == null ? "" : "  (" + finding.where() + ")";
        line("  " + severity(finding) + " " + Neutral.line(finding.message() + where));
        line("          " + Neutral.line(finding.remedy()));
      }
      line("");
    }
    line(paint("1", "Steps"));
    int phase = 0;
    for (Survey.StepReport step : survey.steps()) {
      if (step.phase() != phase) {
        phase = step.phase();
        line("  " + phase + " " + Neutral.line(survey.migration().phase(phase).title()));
      }
      line(String.format("    %-14s %s", state(step.state()), Neutral.line(step.title() + ": " + step.reason())));
    }
    List<Decision> open = survey.decisions().stream().filter(Decision::open).toList();
    if (!open.isEmpty()) {
      line("");
      line(paint("1", "Questions without an answer"));
      for (Decision d : open) {
        String about = d.item() == null ? "" : " " + d.item();
        line("  " + Neutral.line(d.question().key() + about + ": " + d.text()));
      }
    }
    survey.missing().forEach(m -> line("\nMissing here: " + Neutral.line(m)));
  }

  private static String node(Survey survey, Host host) {
    return survey.nodes().stream()
        .filter(n -> n.name().equals(host.name()))
        .findFirst()
        .map(Text::address)
        .orElse("no deploy node");
  }

  private static String address(DeployNode node) {
    return Neutral.line(
        (node.targetUser() == null ? "" : node.targetUser() + "@")
            + (node.targetHost() == null ? "address not known" : node.targetHost())
            + (node.targetPort() == null ? "" : ":" + node.targetPort())
            + (node.buildOnTarget() ? ", builds on the target" : "") + "  (" + node.source().word() + ")");
  }

  private String severity(Finding finding) {
    return switch (finding.severity()) {
      case INFO -> "note   ";
      case WARNING -> paint("33", "warning");
      case ERROR -> paint("31", "error  ");
    };
  }

  private String state(StepState state) {
    return switch (state) {
      case DONE -> paint("32", state.word());
      case CONFLICT -> paint("31", state.word());
      default -> state.word();
    };
  }

  /** What a person should know beside the diff itself. */
  void notes(PhasePlan plan) {
    line(Phase.sentence(plan.number()) + ": " + Neutral.line(plan.title()));
    for (StepPlan step : plan.steps()) {
      line(String.format("  %-14s %s", step.state().word(), Neutral.line(step.title() + ": " + step.reason())));
      step.notes().forEach(n -> line("      " + Neutral.line(n)));
    }
    plan.uncomputed().forEach(u -> line("  left out: " + Neutral.line(u)));
  }

  void status(Status status) {
    String run = status.run() == null ? ", not begun" : ", run " + status.run();
    line(Neutral.line("Migration " + status.migration() + run));
    if (status.baseline() != null) {
      baseline(status.baseline());
    }
    for (Status.PhaseStatus phase : status.phases()) {
      line(
          String.format(
              "%d %-26s %-12s %s",
              phase.number(),
              Neutral.line(phase.title()),
              phase.state().word(),
              phase.commit() == null ? "" : shortened(phase.commit()) + "  verified: " + phase.verified().word()));
      phase.hosts().stream().filter(h -> !h.verdict().word().equals("identical") || h.note() != null).forEach(this::verdict);
    }
    line(status.next() == null ? "All phases are done." : "Next: phase " + status.next().phase());
    if (status.rollout() != null) {
      rollout(status.rollout());
      if (!status.recordedHere()) {
        line("  pushes are on record where they were made; this clone knows of its own alone");
      }
    }
  }

  private void baseline(Status.BaselineReport baseline) {
    line("Baseline " + Neutral.line(baseline.commit()));
    if (!baseline.recorded()) {
      line("  recorded on another machine; the next phase evaluates it again from that commit");
      return;
    }
    baseline
        .hosts()
        .forEach(
            (target, drv) -> {
              String why = baseline.failures().getOrDefault(target, "").lines().findFirst().map(l -> ": " + l).orElse("");
              String what = drv == null ? "could not be evaluated" + why : drv;
              line(String.format("  %-16s %s", Neutral.line(target), Neutral.line(what)));
            });
    if (!baseline.nodes().isEmpty()) {
      line("  deploy-rs nodes: " + Neutral.line(String.join(", ", baseline.nodes().keySet().stream().sorted().toList())));
    }
    List<String> top = baseline.outputs().stream().map(o -> o.split("\\.", 2)[0]).distinct().toList();
    line("  " + baseline.outputs().size() + " flake outputs: " + Neutral.line(String.join(", ", top)));
    if (baseline.withoutEvaluation()) {
      line("  agreed to go on without evaluation: what could not be evaluated is not proved");
    }
  }

  /** How many hosts, and home configurations beside them. */
  private static String counted(List<String> targets) {
    long homes = targets.stream().filter(Targets::isHome).count();
    long hosts = targets.size() - homes;
    String both = hosts + (hosts == 1 ? " host" : " hosts");
    return homes == 0 ? both : both + ", " + homes + (homes == 1 ? " home configuration" : " home configurations");
  }

  /** The person's own plan as it stands; nothing where the repository holds none. */
  void plan(List<Survey.Task> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    long ticked = tasks.stream().filter(Survey.Task::ticked).count();
    line("");
    line(paint("1", "Your plan") + "  " + ticked + " of " + tasks.size() + " boxes ticked");
    tasks.stream().filter(Survey.Task::ticked).forEach(t -> line("  " + paint("32", "ticked ") + "  " + task(t)));
    tasks.stream().filter(t -> !t.ticked()).forEach(t -> line("  " + paint("33", "for you") + "  " + task(t)));
  }

  private static String task(Survey.Task task) {
    return Neutral.line(task.where() + "  " + task.text());
  }

  private void rollout(Status.Rollout rollout) {
    line("Rollout");
    for (Status.RolloutHost host : rollout.hosts()) {
      String more = host.message() == null ? "" : "  " + host.message();
      String commit = host.commit() == null ? "" : shortened(host.commit());
      line(Neutral.line(String.format("  %-26s %-12s %s%s", host.name(), host.word(), commit, more)));
    }
    Status.PhaseStatus closing = rollout.closing();
    if (closing != null) {
      String commit = closing.commit() == null ? "" : shortened(closing.commit());
      line(String.format("  %-26s %-12s %s", Neutral.line(closing.title()), closing.state().word(), commit));
    }
  }

  void event(EngineEvent event) {
    if (event instanceof EngineEvent.Progress e) {
      line(Neutral.line(e.message()));
    } else if (event instanceof EngineEvent.PhaseStarted e) {
      line("");
      line(paint("1", Phase.sentence(e.phase()) + ": " + Neutral.line(e.title())) + (e.resumed() ? " (resumed)" : ""));
      notes.forEach(n -> line("  note: " + Neutral.line(n)));
      notes = List.of();
    } else if (event instanceof EngineEvent.PhasePlanned e) {
      notes = e.plan().steps().stream().flatMap(s -> s.notes().stream()).toList();
    } else if (event instanceof EngineEvent.FileChanged e) {
      line(String.format("  %-8s %s", e.kind().word(), Neutral.line(e.path())));
    } else if (event instanceof EngineEvent.VerificationStarted e) {
      told.clear();
      asked = e.level();
      line("  verifying to " + e.level().word() + ": " + counted(e.hosts()));
    } else if (event instanceof EngineEvent.HostFinished e) {
      told.add(e.verdict());
      verdict(e.verdict());
    } else if (event instanceof EngineEvent.VerificationFinished e) {
      e.hosts().stream().filter(h -> !told.contains(h)).forEach(this::verdict);
      e.problems().forEach(p -> line("  " + paint("31", "problem") + "  " + Neutral.line(p)));
      e.remarks().forEach(r -> line("  remark   " + Neutral.line(r)));
      if (e.reached() != asked) {
        line("  verified to " + e.reached().word() + " only");
      }
    } else if (event instanceof EngineEvent.Checkpoint e) {
      line("  checkpoint " + shortened(e.commit()) + " " + Neutral.line(e.subject()));
    } else if (event instanceof EngineEvent.QuestionOpen e) {
      line("  question " + Neutral.line(e.key() + (e.item() == null ? "" : ", " + e.item()) + ": " + e.text()));
    } else if (event instanceof EngineEvent.HostOutput e) {
      line("    " + Neutral.line(e.line()));
    } else if (event instanceof EngineEvent.RolledBack e) {
      line("Back at " + (e.to() == 0 ? "the start" : "phase " + e.to()) + ", commit " + shortened(e.commit()) + ".");
      if (!e.left().equals(e.commit())) {
        line("What was left behind is kept: git log " + shortened(e.left()));
      }
    }
  }

  private void verdict(HostVerdict host) {
    String word = host.verdict().word();
    String painted =
        switch (host.verdict()) {
          case IDENTICAL -> paint("32", word);
          case CHANGED -> paint(host.passes() ? "33" : "31", word);
          case FAILED -> paint("31", word);
          case UNKNOWN -> paint("33", word);
        };
    String more = host.accepted() ? ", accepted" : host.announced() ? ", as announced" : "";
    String note = host.note() == null ? "" : "  (" + host.note().lines().findFirst().orElse("") + ")";
    line(String.format("  %-16s %s%s%s", Neutral.line(host.host()), painted, more, Neutral.line(note)));
    host.differences().forEach(d -> line("      " + Neutral.line(d)));
  }

  private static String shortened(String commit) {
    return Neutral.line(commit.substring(0, Math.min(9, commit.length())));
  }
}
