package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.RolloutCalls;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.repo.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The end: what changed, how to undo it, and what was left alone. */
final class DoneBody {
  /** Findings that name a command which nothing rewrites. */
  private static final String COMMANDS = "command.";

  private static final int NARROW = 60;

  private DoneBody() {}

  static List<Line> lines(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    int next = model.next();
    if (next <= model.phases()) {
      out.add(Line.of("It comes after phase " + next + ".", Role.TEXT));
      return out;
    }
    List<RolloutRow> rows = RolloutRow.of(model);
    long fleet = rows.stream().filter(r -> !r.out()).count();
    long confirmed = rows.stream().filter(RolloutRow::confirmed).count();
    out.add(Line.of("\u2713 The repository is migrated.", Role.GOOD));
    out.add(Line.of("  " + (confirmed == 0 ? nothingPushed(model) : confirmed + " of " + fleet + " hosts run what was pushed."), Role.TEXT));
    if (model.survey().status().rollout() != null) {
      machines(out, rows, width);
    }
    fromNowOn(out, model, rows, width);
    checkpoints(out, model, width);
    undo(out, model, confirmed > 0);
    out.addAll(tasks(model.survey().tasks(), width));
    leftAlone(out, model, width);
    return out;
  }

  private static String nothingPushed(WizardModel model) {
    return model.survey().status().recordedHere() ? "The hosts run what they ran." : "Nothing was pushed from this clone.";
  }

  private static void machines(List<Line> out, List<RolloutRow> rows, int width) {
    out.add(Line.EMPTY);
    out.add(Line.of("Machines", Role.TITLE));
    for (String word : rows.stream().map(RolloutRow::word).distinct().toList()) {
      List<RolloutRow> same = rows.stream().filter(r -> r.word().equals(word)).toList();
      String hosts = String.join(", ", same.stream().map(RolloutRow::host).toList());
      List<Line> lines = Wrap.lines(word + ": " + hosts, width, Role.TEXT, "    ");
      out.add(Line.of("  " + same.get(0).sign() + " ", same.get(0).role()).and(lines.get(0).text().substring(4), Role.TEXT));
      out.addAll(lines.subList(1, lines.size()));
    }
    boolean left = rows.stream().anyMatch(r -> !r.out() && !r.confirmed());
    if (left) {
      out.add(Line.of("  fleet-migrate rollout", Role.ACCENT).and("   goes on with them", Role.MUTED));
    }
  }

  /** What a person types from the next day on. */
  private static void fromNowOn(List<Line> out, WizardModel model, List<RolloutRow> rows, int width) {
    Migration.Rollout tool = model.survey().migration().rollout();
    if (tool == null) {
      return;
    }
    out.add(Line.EMPTY);
    out.add(Line.of("From now on", Role.TITLE));
    out.add(Line.of("  " + RolloutCalls.push(tool, "HOST"), Role.ACCENT).and("   deploys a host", Role.MUTED));
    List<String> outside = rows.stream().filter(RolloutRow::out).map(RolloutRow::host).toList();
    if (!outside.isEmpty()) {
      out.addAll(Wrap.lines("By hand, as before: " + String.join(", ", outside) + ".", width, Role.TEXT, "  "));
    }
    if (model.closes() && !model.done(Phase.CLOSING)) {
      out.addAll(Wrap.lines("What was kept as a fallback goes at the stop before this one, or with", width, Role.TEXT, "  "));
      out.add(Line.of("  fleet-migrate rollout --finish", Role.ACCENT));
    }
  }

  private static void checkpoints(List<Line> out, WizardModel model, int width) {
    List<Status.PhaseStatus> all = new ArrayList<>(model.survey().status().phases());
    if (model.closes() && model.done(Phase.CLOSING)) {
      all.add(model.status(Phase.CLOSING));
    }
    out.add(Line.EMPTY);
    out.add(Line.of("Checkpoints", Role.TITLE).and("  git show tells what each changed", Role.MUTED));
    for (Status.PhaseStatus phase : all) {
      out.add(
          Line.of("  " + (phase.number() == Phase.CLOSING ? " " : phase.number()) + " ", Role.MUTED)
              .and(Cells.fit(phase.title(), width < NARROW ? 24 : 28) + " ", Role.TEXT)
              .and(String.format("%-10s ", PhaseBody.shortId(phase.commit())), Role.ACCENT)
              .and((width < NARROW ? "" : "verified to ") + phase.verified().word(), Role.MUTED));
    }
  }

  private static void undo(List<Line> out, WizardModel model, boolean pushed) {
    out.add(Line.EMPTY);
    out.add(Line.of("To undo", Role.TITLE).and("  or u, here; this can be undone too", Role.MUTED));
    out.add(Line.of("  fleet-migrate rollback --to start", Role.ACCENT));
    out.add(Line.of("  fleet-migrate rollback --to " + model.phases(), Role.ACCENT).and("   or any phase", Role.MUTED));
    if (pushed) {
      out.add(Line.of("  fleet-migrate rollout --back HOST", Role.ACCENT).and("   a machine", Role.MUTED));
    }
  }

  /** The person's own plan: what is ticked now, and what is left to them. */
  private static List<Line> tasks(List<Survey.Task> tasks, int width) {
    List<Line> out = new ArrayList<>();
    if (tasks.isEmpty()) {
      return out;
    }
    long ticked = tasks.stream().filter(Survey.Task::ticked).count();
    out.add(Line.EMPTY);
    out.add(Line.of("Your plan", Role.TITLE).and("  " + ticked + " of " + tasks.size() + " boxes ticked", Role.MUTED));
    for (Survey.Task task : tasks) {
      List<Line> lines = Wrap.lines(task.where() + "  " + task.text(), width - 4, task.ticked() ? Role.MUTED : Role.TEXT, "    ");
      for (int i = 0; i < lines.size(); i++) {
        String text = lines.get(i).text();
        Line sign = task.ticked() ? Line.of("  \u2713 ", Role.GOOD) : Line.of("  \u00B7 ", Role.WARNING);
        out.add(i == 0 ? sign.and(text.strip(), task.ticked() ? Role.MUTED : Role.TEXT) : lines.get(i));
      }
    }
    return out;
  }

  /** What the phases told of it while they were planned here; in a later session the commands that are still there. */
  private static void leftAlone(List<Line> out, WizardModel model, int width) {
    List<String> notes = new ArrayList<>();
    model.plans().values().stream()
        .sorted(Comparator.comparingInt(PhasePlan::number))
        .forEach(plan -> plan.steps().forEach(s -> notes.addAll(s.notes())));
    if (notes.isEmpty()) {
      for (Finding finding : model.survey().findings()) {
        if (finding.id().startsWith(COMMANDS)) {
          notes.add(finding.message());
        }
      }
    }
    if (!notes.isEmpty()) {
      out.add(Line.EMPTY);
      out.add(Line.of("To know, and what was left alone", Role.TITLE));
      notes.forEach(n -> out.addAll(Wrap.lines(n, width - 4, Role.MUTED, "  ")));
    }
  }
}
