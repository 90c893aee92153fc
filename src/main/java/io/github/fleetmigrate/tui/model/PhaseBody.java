package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.StepState;
import io.github.fleetmigrate.plan.UnifiedDiff;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A phase: what it will do, is doing or has done. */
final class PhaseBody {
  private PhaseBody() {}

  static List<Line> lines(WizardModel model, int width) {
    int number = model.place().phase();
    Phase phase = model.survey().migration().phase(number);
    Status.PhaseStatus status = model.status(number);
    List<Line> out = new ArrayList<>(Wrap.lines(phase.summary(), width, Role.MUTED, ""));
    out.add(Line.EMPTY);
    boolean applying = model.work().command() instanceof Command.Apply a && a.from() == number;
    if (applying && (model.running() || !model.work().hosts().isEmpty() && !model.done(number))) {
      work(out, model, width);
    } else if (model.done(number)) {
      finished(out, model, status, width);
    } else if (number != model.next()) {
      out.add(Line.of("It comes after phase " + model.next() + ".", Role.TEXT));
    } else {
      pending(out, model, number, width);
    }
    if (model.failure() != null && !model.running()) {
      failure(out, model.failure().problem(), width);
    }
    return out;
  }

  private static void pending(List<Line> out, WizardModel model, int number, int width) {
    PhasePlan plan = model.plans().get(number);
    Status.State state = model.status(number).state();
    if (state == Status.State.RUNNING || state == Status.State.FAILED) {
      out.add(
          Line.of(
              state == Status.State.FAILED
                  ? "It was begun and did not pass its verification; its edits are in place."
                  : "It was begun and interrupted; what it had planned is stored.",
              Role.WARNING));
      out.add(Line.of("Enter goes on with it, u puts its files back.", Role.TEXT));
      List<HostVerdict> hosts = model.status(number).hosts();
      if (!hosts.isEmpty() && state == Status.State.FAILED) {
        out.add(Line.EMPTY);
        out.add(Line.of("Hosts", Role.TITLE));
        hosts.forEach(h -> verdict(out, h, null, h.passes() ? Role.MUTED : Role.BAD, width));
      }
      return;
    }
    if (plan == null) {
      out.add(Line.of(model.running() ? "The exact change is being planned." : "Enter plans it.", Role.TEXT));
      return;
    }
    out.add(Line.of("Steps", Role.TITLE));
    for (StepPlan step : plan.steps()) {
      step(out, step, width);
    }
    files(out, plan);
    notes(out, plan, width);
  }

  private static void step(List<Line> out, StepPlan step, int width) {
    Role role = step.state() == StepState.CONFLICT ? Role.BAD : step.state() == StepState.PENDING ? Role.ACCENT : Role.MUTED;
    out.add(
        Line.of("  " + sign(step.state()) + " ", role)
            .and(step.title(), Role.TEXT)
            .and("  " + step.state().word(), role));
    out.addAll(Wrap.lines(step.reason(), width - 4, Role.MUTED, "      "));
  }

  private static String sign(StepState state) {
    return switch (state) {
      case DONE -> "\u2713";
      case CONFLICT -> "!";
      case NOT_APPLICABLE -> "\u2013";
      default -> "\u00B7";
    };
  }

  private static void files(List<Line> out, PhasePlan plan) {
    out.add(Line.EMPTY);
    if (plan.changes().isEmpty()) {
      out.add(Line.of("Nothing is to change: Enter verifies and sets the checkpoint.", Role.TEXT));
      return;
    }
    out.add(Line.of("Files", Role.TITLE).and("  d shows the exact change", Role.MUTED));
    for (FileChange change : plan.changes()) {
      UnifiedDiff diff = UnifiedDiff.of(change);
      out.add(
          Line.of(String.format("  %-8s ", change.kind().word()), Role.MUTED)
              .and(String.format("%-44s ", change.path()), Role.TEXT)
              .and("+" + diff.added(), Role.ADDED)
              .and(" -" + diff.removed(), Role.REMOVED));
    }
    plan.uncomputed().forEach(u -> out.add(Line.of("  ! " + u, Role.WARNING)));
  }

  private static void notes(List<Line> out, PhasePlan plan, int width) {
    List<String> notes = plan.steps().stream().flatMap(s -> s.notes().stream()).toList();
    if (!notes.isEmpty()) {
      out.add(Line.EMPTY);
      out.add(Line.of("To know", Role.TITLE));
      notes.forEach(n -> out.addAll(Wrap.lines(n, width - 4, Role.MUTED, "  ")));
    }
  }

  private static void work(List<Line> out, WizardModel model, int width) {
    out.add(Line.of(model.running() ? "Working" : "Stopped", Role.TITLE).and("  l shows the log", Role.MUTED));
    List<String> log = model.work().log();
    EngineEvent.VerificationFinished verified = model.running() ? null : model.verified().get(model.place().phase());
    if (verified != null) {
      verified.problems().forEach(p -> out.addAll(Wrap.lines("\u2717 " + p, width - 4, Role.BAD, "  ")));
      verified.remarks().forEach(r -> out.addAll(Wrap.lines("! " + r, width - 4, Role.WARNING, "  ")));
    }
    log.subList(Math.max(0, log.size() - 6), log.size()).forEach(l -> out.add(Line.of("  " + l, Role.MUTED)));
    out.add(Line.EMPTY);
    if (!model.work().hosts().isEmpty()) {
      out.add(Line.of("Hosts", Role.TITLE).and("  " + totals(model), Role.MUTED));
      model.work().hosts().values().forEach(h -> host(out, h, width));
    }
  }

  private static String totals(WizardModel model) {
    long over = model.work().hosts().values().stream().filter(h -> h.verdict() != null).count();
    return over + " of " + model.work().hosts().size();
  }

  private static void host(List<Line> out, Work.HostRow row, int width) {
    if (row.verdict() != null) {
      boolean passes = row.verdict().passes();
      verdict(out, row.verdict(), row.elapsed(), passes ? Role.MUTED : Role.BAD, width);
      return;
    }
    boolean busy = row.activity() != EngineEvent.Activity.WAITING;
    Line line =
        Line.of(busy ? "  \u25B8 " : "  \u00B7 ", busy ? Role.ACCENT : Role.MUTED)
            .and(String.format("%-14s ", row.host()), Role.TEXT)
            .and(String.format("%-11s ", row.activity().name().toLowerCase(java.util.Locale.ROOT)), busy ? Role.ACCENT : Role.MUTED)
            .and(seconds(row.elapsed()), Role.MUTED);
    out.add(row.lastLine() == null ? line : line.and("  " + row.lastLine(), Role.MUTED));
  }

  private static void verdict(List<Line> out, HostVerdict host, Duration elapsed, Role role, int width) {
    out.add(verdict(host, elapsed));
    host.differences().forEach(d -> out.addAll(Wrap.lines(d, width - 6, role, "      ")));
  }

  private static Line verdict(HostVerdict host, Duration elapsed) {
    Role role =
        switch (host.verdict()) {
          case IDENTICAL -> Role.GOOD;
          case CHANGED -> host.passes() ? Role.WARNING : Role.BAD;
          case FAILED -> Role.BAD;
          case UNKNOWN -> Role.WARNING;
        };
    String sign =
        switch (host.verdict()) {
          case IDENTICAL -> "\u2713";
          case CHANGED -> host.passes() ? "~" : "\u2717";
          case FAILED -> "\u2717";
          case UNKNOWN -> "?";
        };
    String how = host.accepted() ? "changed, accepted" : host.announced() ? "changed, as announced" : host.verdict().word();
    Line line =
        Line.of("  " + sign + " ", role)
            .and(String.format("%-14s ", host.host()), Role.TEXT)
            .and(String.format("%-11s ", how), role)
            .and(elapsed == null ? "" : seconds(elapsed), Role.MUTED);
    return host.note() == null ? line : line.and("  " + host.note().lines().findFirst().orElse(""), Role.MUTED);
  }

  private static void finished(List<Line> out, WizardModel model, Status.PhaseStatus status, int width) {
    boolean clean = host(status, Verdict.UNKNOWN) == 0;
    out.add(
        Line.of("\u2713 done", Role.GOOD)
            .and("  checkpoint " + shortId(status.commit()) + ", verified to " + status.verified().word(), Role.TEXT)
            .and(status.state() == Status.State.PARTIAL ? ", in part" : "", Role.WARNING));
    out.add(Line.EMPTY);
    if (!status.hosts().isEmpty()) {
      out.add(Line.of("Hosts", Role.TITLE).and(clean ? "" : "  unknown is not proved", Role.WARNING));
      for (HostVerdict host : status.hosts()) {
        verdict(out, host, null, Role.MUTED, width);
      }
      out.add(Line.EMPTY);
    }
    int next = status.number() + 1;
    out.add(
        Line.of(
            next > model.phases() ? "Enter goes on to the rollout." : "Enter goes on to phase " + next + ".", Role.TEXT));
  }

  private static long host(Status.PhaseStatus status, Verdict verdict) {
    return status.hosts().stream().filter(h -> h.verdict() == verdict).count();
  }

  private static void failure(List<Line> out, Problem problem, int width) {
    out.add(Line.EMPTY);
    out.addAll(Wrap.lines("\u2717 " + problem.message(), width, Role.BAD, ""));
    out.addAll(Wrap.lines(problem.remedy(), width - 2, Role.TEXT, "  "));
    if (problem.detail() != null) {
      out.add(Line.EMPTY);
      problem.detail().lines().limit(40).forEach(l -> out.addAll(Wrap.lines(l, width - 2, Role.MUTED, "  ")));
    }
  }

  static String shortId(String commit) {
    return commit == null ? "" : commit.substring(0, Math.min(9, commit.length()));
  }

  private static String seconds(Duration time) {
    return time.isZero() ? "     " : String.format(java.util.Locale.ROOT, "%4.1fs", time.toMillis() / 1000.0);
  }
}
