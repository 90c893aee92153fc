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
import java.util.ArrayList;
import java.util.List;

/** A phase: what it will do, is doing or has done. */
final class PhaseBody {
  /** What a file is, and how many lines it gains and loses. */
  private static final int BESIDE_A_PATH = 24;

  private static final int MOST_HOSTS = 12;
  private static final int MOST_TROUBLED = 3;
  private static final int MOST_DIFFERENCES = 8;
  private static final int MOST_DETAIL = 16;

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
    } else if (!model.due(number)) {
      String before = model.next() > model.phases() ? "every host is confirmed" : "phase " + model.next();
      out.add(Line.of("It comes after " + before + ".", Role.TEXT));
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
        verdicts(out, model, hosts, width);
      }
      return;
    }
    if (!model.planned(number)) {
      out.add(Line.of(model.running() ? "The exact change is being planned." : "Enter plans it.", Role.TEXT));
      return;
    }
    out.add(Line.of("Steps", Role.TITLE));
    for (StepPlan step : plan.steps()) {
      step(out, step, width);
    }
    files(out, plan, width);
    notes(out, plan, width);
  }

  private static void step(List<Line> out, StepPlan step, int width) {
    Role role = step.state() == StepState.CONFLICT ? Role.BAD : step.state() == StepState.PENDING ? Role.ACCENT : Role.MUTED;
    out.add(
        Line.of("  " + sign(step.state()) + " ", role)
            .and(step.title(), Role.TEXT)
            .and(beside(step, width), role));
    out.addAll(Wrap.lines(step.reason(), width - 4, Role.MUTED, "      "));
  }

  /** The state in a word, where there is room; its sign says it too. */
  private static String beside(StepPlan step, int width) {
    String word = "  " + step.state().word();
    return 4 + Cells.of(SafeText.of(step.title())) + word.length() <= width ? word : "";
  }

  private static String sign(StepState state) {
    return switch (state) {
      case DONE -> "\u2713";
      case CONFLICT -> "!";
      case NOT_APPLICABLE -> "\u2013";
      default -> "\u00B7";
    };
  }

  private static void files(List<Line> out, PhasePlan plan, int width) {
    out.add(Line.EMPTY);
    if (plan.changes().isEmpty()) {
      out.add(Line.of("Nothing is to change: Enter verifies and sets the checkpoint.", Role.TEXT));
      return;
    }
    out.add(Line.of("Files", Role.TITLE).and("  d shows the exact change", Role.MUTED));
    int longest = plan.changes().stream().mapToInt(c -> Cells.of(SafeText.of(c.path()))).max().orElse(0);
    for (FileChange change : plan.changes()) {
      UnifiedDiff diff = UnifiedDiff.of(change);
      out.add(
          Line.of(String.format("  %-8s ", change.kind().word()), Role.MUTED)
              .and(Cells.fit(change.path(), Math.min(longest, width - BESIDE_A_PATH)) + " ", Role.TEXT)
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
      out.add(Line.of("Hosts  ", Role.TITLE).and("v shows each with its log", Role.MUTED));
      out.add(Line.of("  ").and(HostRows.totals(model), Role.TEXT).and(HostRows.rest(model), Role.MUTED));
      out.addAll(HostRows.first(model, MOST_HOSTS));
      HostRows.of(model).stream()
          .filter(h -> h.verdict() != null && !h.verdict().passes())
          .limit(MOST_TROUBLED)
          .forEach(h -> differences(out, h.verdict(), Role.BAD, width));
    }
  }

  /** Under the rows: what is wrong with a host, its most telling lines. */
  private static void differences(List<Line> out, HostVerdict host, Role role, int width) {
    out.add(Line.EMPTY);
    out.add(Line.of("  " + host.host(), Role.TITLE));
    host.first(MOST_DIFFERENCES).forEach(d -> out.addAll(Wrap.lines(d, width - 4, role, "    ")));
  }

  /** All of a small fleet; of a large one how many there are of what, and those that are not as they were. */
  private static void verdicts(List<Line> out, WizardModel model, List<HostVerdict> hosts, int width) {
    boolean large = hosts.size() > MOST_HOSTS;
    List<HostVerdict> shown = large ? hosts.stream().filter(h -> h.verdict() != Verdict.IDENTICAL).limit(MOST_HOSTS).toList() : hosts;
    if (large) {
      out.add(Line.of("  " + HostRows.totals(model), Role.TEXT));
    }
    shown.forEach(h -> verdict(out, h, h.passes() ? Role.MUTED : Role.BAD, width));
    if (large) {
      out.add(Line.of("  v shows every host", Role.MUTED));
    }
  }

  private static void verdict(List<Line> out, HostVerdict host, Role role, int width) {
    noted(out, host, width);
    host.first(MOST_DIFFERENCES).forEach(d -> out.addAll(Wrap.lines(d, width - 6, role, "      ")));
  }

  private static Line verdict(HostVerdict host) {
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
            .and(Cells.fit(host.host(), 14) + " ", Role.TEXT)
            .and(String.format("%-11s ", how), role);
    return line;
  }

  /** What is said beside a verdict stands behind it where that fits, else below it. */
  private static void noted(List<Line> out, HostVerdict host, int width) {
    Line line = verdict(host);
    String note = host.note() == null ? "" : host.note().lines().findFirst().orElse("");
    Line whole = note.isEmpty() ? line : line.and("  " + note, Role.MUTED);
    boolean fits = Cells.of(SafeText.of(whole.text())) <= width;
    out.add(fits ? whole : line);
    out.addAll(fits ? List.<Line>of() : Wrap.lines(note, width - 2, Role.MUTED, "      "));
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
      verdicts(out, model, status.hosts(), width);
      out.add(Line.EMPTY);
    }
    int next = status.number() + 1;
    String on = next > Phase.CLOSING ? "the end" : next > model.phases() ? "the rollout" : "phase " + next;
    out.add(Line.of("Enter goes on to " + on + ".", Role.TEXT));
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
      long lines = problem.detail().lines().count();
      problem.detail().lines().limit(MOST_DETAIL).forEach(l -> out.addAll(Wrap.lines(l, width - 2, Role.MUTED, "  ")));
      if (lines > MOST_DETAIL) {
        out.add(Line.of("  and " + (lines - MOST_DETAIL) + " lines more: l shows all of it", Role.MUTED));
      }
    }
  }

  static String shortId(String commit) {
    return commit == null ? "" : commit.substring(0, Math.min(9, commit.length()));
  }
}
