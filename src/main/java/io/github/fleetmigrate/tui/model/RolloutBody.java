package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.plan.PhasePlan;
import java.util.ArrayList;
import java.util.List;

/** The end: what changed, how to undo it, and how the hosts get it. */
final class RolloutBody {
  private RolloutBody() {}

  static List<Line> lines(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    int next = model.next();
    if (next <= model.phases()) {
      out.add(Line.of("It comes after phase " + next + ".", Role.TEXT));
      return out;
    }
    out.add(Line.of("\u2713 The repository is migrated.", Role.GOOD).and(" The hosts run what they ran.", Role.TEXT));
    out.add(Line.EMPTY);
    out.add(Line.of("Roll out", Role.TITLE).and("  least critical host first; the wizard does this in a later version", Role.MUTED));
    for (String host : order(model.survey())) {
      out.add(
          isLocal(host, model.survey())
              ? Line.of("  sudo nixos-rebuild switch --flake .#" + host, Role.ACCENT).and("    on " + host + " itself", Role.MUTED)
              : Line.of("  fleet push " + host + " && fleet check " + host, Role.ACCENT));
    }
    out.add(Line.EMPTY);
    out.add(Line.of("Checkpoints", Role.TITLE));
    for (Status.PhaseStatus phase : model.survey().status().phases()) {
      out.add(
          Line.of("  " + phase.number() + " ", Role.MUTED)
              .and(String.format("%-28s ", phase.title()), Role.TEXT)
              .and(String.format("%-10s ", PhaseBody.shortId(phase.commit())), Role.ACCENT)
              .and("verified to " + phase.verified().word(), Role.MUTED));
    }
    out.add(Line.EMPTY);
    out.add(Line.of("To undo", Role.TITLE).and("  or u, here", Role.MUTED));
    out.add(Line.of("  fleet-migrate rollback --to start", Role.ACCENT));
    out.add(Line.of("  fleet-migrate rollback --to 4", Role.ACCENT).and("       or any other phase", Role.MUTED));
    out.addAll(tasks(model.survey().tasks(), width));
    PhasePlan fourth = model.plans().get(4);
    if (fourth != null) {
      out.add(Line.EMPTY);
      out.add(Line.of("Left alone", Role.TITLE));
      fourth.steps().forEach(s -> s.notes().forEach(n -> out.addAll(Wrap.lines(n, width - 4, Role.MUTED, "  "))));
    }
    return out;
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

  private static boolean isLocal(String host, Survey survey) {
    return survey.decisions().stream()
        .filter(d -> d.question().key().equals("withoutNode") && host.equals(d.item()))
        .anyMatch(d -> d.value() != null && d.value().asText().equals("local"));
  }

  private static List<String> order(Survey survey) {
    List<String> out = new ArrayList<>();
    for (Decision decision : survey.decisions()) {
      if (decision.question().key().equals("rolloutOrder") && decision.value() != null) {
        decision.value().forEach(h -> out.add(h.asText()));
      }
    }
    return out;
  }
}
