package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.RolloutCalls;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.journal.JournalEntry.HostStage;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Phase;
import java.util.ArrayList;
import java.util.List;

/** The rollout: every host, how its machine is and how far it came; and one host with all that is known of it. */
final class RolloutBody {
  private static final int LEAST_NAME = 10;
  private static final int LONGEST_NAME = 24;
  private static final int STATE = 14;
  /** Lines of what runs that are seen without scrolling. */
  private static final int MOST_NOW = 6;

  private RolloutBody() {}

  /** Every host; under the chosen one what stands against it. */
  static List<Line> lines(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    lay(model, width, out);
    return out;
  }

  /** The line of the chosen host. */
  static int lineOf(WizardModel model, int width) {
    return lay(model, width, new ArrayList<>());
  }

  /** The host that stands in a line, as the cursor counts them; -1 for none. */
  static int at(WizardModel model, int width, int line) {
    List<RolloutRow> rows = RolloutRow.of(model);
    for (int i = 0; i < rows.size(); i++) {
      if (lineOf(model.at(model.place().at(i)), width) == line) {
        return i;
      }
    }
    return -1;
  }

  private static int lay(WizardModel model, int width, List<Line> out) {
    List<RolloutRow> rows = RolloutRow.of(model);
    out.addAll(Wrap.lines(heading(model, rows), width, Role.MUTED, ""));
    if (model.survey().status().rollout() != null && !model.survey().status().recordedHere()) {
      String others = "Pushes are on record where they were made: hosts that another clone pushed are to do here.";
      out.addAll(Wrap.lines(others, width, Role.WARNING, ""));
    }
    out.add(Line.EMPTY);
    int name = rows.stream().mapToInt(r -> Cells.of(SafeText.of(r.host()))).max().orElse(0);
    int cells = Math.max(LEAST_NAME, Math.min(name, LONGEST_NAME));
    int cursor = Math.min(model.place().cursor(), rows.size() - 1);
    int at = 0;
    for (int i = 0; i < rows.size(); i++) {
      RolloutRow row = rows.get(i);
      Line line = row(row, cells);
      if (i == cursor) {
        at = out.size();
        out.add(line.as(Role.SELECTED));
        beneath(out, row, width);
      } else {
        out.add(line);
      }
    }
    return at;
  }

  private static String heading(WizardModel model, List<RolloutRow> rows) {
    if (model.survey().status().rollout() == null) {
      return model.next() > model.phases()
          ? "This migration deploys no hosts itself: it is done by hand."
          : "It comes after phase " + model.next() + ". h looks how the machines are, which changes nothing.";
    }
    long confirmed = rows.stream().filter(RolloutRow::confirmed).count();
    long fleet = rows.stream().filter(r -> !r.out()).count();
    return RolloutRow.over(model)
        ? "Every host of the fleet runs what was pushed: " + confirmed + " of " + fleet + "."
        : "Host by host, the least critical first. Nothing is pushed before you type its name. " + confirmed + " of " + fleet + " confirmed.";
  }

  private static Line row(RolloutRow row, int cells) {
    Line line =
        Line.of("  " + row.sign() + " ", row.role())
            .and(Cells.fit(row.host(), cells) + " ", Role.TEXT)
            .and(Cells.fit(row.word(), STATE) + " ", row.role());
    if (row.out()) {
      return line;
    }
    boolean bad = row.health() != null && row.health().status() == CheckStatus.FAILED;
    return line.and(row.healthWord(), bad ? Role.BAD : Role.MUTED).and(row.local() ? "  this machine" : "", Role.MUTED);
  }

  /** What a person should know of the chosen host, and cannot see in its row. */
  private static void beneath(List<Line> out, RolloutRow row, int width) {
    if (row.out()) {
      out.addAll(Wrap.lines("It is not in the fleet, and goes on being rebuilt by hand.", width, Role.MUTED, "      "));
    }
    if (row.where() != null) {
      out.add(Line.of("      " + row.where(), Role.MUTED));
    }
    if (row.message() != null) {
      out.addAll(Wrap.lines(row.message(), width, Role.BAD, "      "));
    } else if (row.problem() != null) {
      out.addAll(Wrap.lines(row.problem().message(), width, Role.BAD, "      "));
    }
    if (row.health() != null) {
      row.health().checks().stream().filter(c -> c.status() != CheckStatus.OK).forEach(c -> check(out, c, width, "      "));
    }
  }

  private static void check(List<Line> out, Check check, int width, String indent) {
    Role role =
        switch (check.status()) {
          case OK -> Role.GOOD;
          case WARNING -> Role.WARNING;
          case FAILED -> Role.BAD;
        };
    String sign = check.status() == CheckStatus.OK ? "\u2713 " : check.status() == CheckStatus.WARNING ? "! " : "\u2717 ";
    String inner = indent + "  ";
    List<Line> lines = Wrap.lines(check.id().word() + ": " + check.detail(), width, Role.TEXT, inner);
    for (int i = 0; i < lines.size(); i++) {
      out.add(i == 0 ? Line.of(indent + sign, role).and(lines.get(0).text().substring(inner.length()), Role.TEXT) : lines.get(i));
    }
    if (check.remedy() != null) {
      out.addAll(Wrap.lines(check.remedy(), width, Role.MUTED, inner + "  "));
    }
  }

  /** All that is known of the host that is looked at, what a person has to decide on first. */
  static List<Line> one(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    RolloutRow row = RolloutRow.of(model, String.valueOf(model.place().host())).orElse(null);
    if (row == null) {
      return List.of(Line.of("The fleet has no such host any more.", Role.MUTED));
    }
    out.add(Line.of(row.sign() + " " + row.word(), row.role()).and("  " + row.healthWord(), Role.MUTED));
    if (row.confirmed()) {
      out.add(Line.of(RolloutRow.over(model) ? "Enter goes on: it was the last one." : "Enter goes on to the next one.", Role.TEXT));
    }
    problem(out, model, row, width);
    List<String> said = model.machines().said().getOrDefault(row.host(), List.of());
    if (row.changing() && !said.isEmpty()) {
      heading(out, "What it says now", "all of it stands at the end of this page");
      said.subList(Math.max(0, said.size() - MOST_NOW), said.size()).forEach(l -> out.add(Line.of("  " + l, Role.TEXT)));
    }
    ready(out, row, width);
    if (row.health() != null) {
      heading(out, "Health", row.health().checks().size() + " checks, in " + HostRows.seconds(row.health().elapsed()).strip());
      row.health().checks().forEach(c -> check(out, c, width, "  "));
    }
    if (!said.isEmpty()) {
      heading(out, "What was said", said.size() + (said.size() == 1 ? " line" : " lines"));
      said.forEach(l -> out.add(Line.of("  " + l, Role.TEXT)));
    }
    return out;
  }

  private static void problem(List<Line> out, WizardModel model, RolloutRow row, int width) {
    Problem problem = row.working() == null ? row.problem() : null;
    boolean failed = row.stage() == HostStage.FAILED && row.working() == null;
    if (problem == null && !failed) {
      return;
    }
    out.add(Line.EMPTY);
    out.addAll(Wrap.lines("\u2717 " + (problem == null ? row.message() : problem.message()), width, Role.BAD, ""));
    if (problem != null) {
      out.addAll(Wrap.lines(problem.remedy(), width, Role.TEXT, "  "));
    }
    // What has just failed is told with its ways on.
    if (failed && problem == null) {
      ways(out, model, row);
    }
    if (problem != null && problem.detail() != null) {
      out.add(Line.EMPTY);
      problem.detail().lines().forEach(l -> out.add(Line.of("  " + l, Role.MUTED)));
    }
  }

  /** Commands that can be run now, as they are: they are never broken up. */
  private static void ways(List<Line> out, WizardModel model, RolloutRow row) {
    Migration.Rollout tool = model.survey().migration().rollout();
    heading(out, "Ways on", "Enter looks at it again");
    boolean returns = !tool.back().isEmpty() && !row.local();
    out.add(Line.of("  back, with b here or by hand", Role.TEXT));
    out.add(Line.of("    " + (returns ? RolloutCalls.back(tool, row.host()) : RolloutCalls.backThere()), Role.ACCENT));
    RolloutCalls.asBefore(tool, row.host(), kept(model))
        .ifPresent(
            command -> {
              out.add(Line.of("  as before the migration", Role.TEXT).and(tool.fallbackNote() == null ? "" : ": " + tool.fallbackNote(), Role.MUTED));
              out.add(Line.of("    " + command, Role.ACCENT));
            });
  }

  /** Whether the old tool's output is still in the flake. */
  private static boolean kept(WizardModel model) {
    boolean gone = model.closes() && model.done(Phase.CLOSING);
    return !gone
        && model.survey().decisions().stream()
            .filter(d -> d.question().key().equals("keepDeployRs"))
            .allMatch(d -> d.value() == null || d.value().asBoolean());
  }

  private static void ready(List<Line> out, RolloutRow row, int width) {
    HostReady ready = row.ready();
    if (ready == null || row.confirmed()) {
      return;
    }
    heading(out, ready.same() ? "A push changes nothing" : "What a push changes", row.pushable() ? "Enter asks for its name, and pushes it" : "");
    if (ready.same()) {
      out.addAll(Wrap.lines("It runs that system already; the push shows that the new tool reaches it.", width, Role.TEXT, "  "));
    }
    out.add(Line.of("  runs   " + ready.running(), Role.MUTED));
    if (!ready.same()) {
      out.add(Line.of("  would  " + ready.system(), Role.MUTED));
      changes(out, ready, width);
    }
    out.add(Line.of("  " + ready.push(), Role.ACCENT));
  }

  private static void changes(List<Line> out, HostReady ready, int width) {
    if (!ready.changesKnown()) {
      String why = ready.built() ? "the machine's store does not say what it runs" : "the machine builds it";
      out.addAll(Wrap.lines("What changes cannot be told here: " + why + ".", width, Role.WARNING, "    "));
    } else if (ready.changes().isEmpty()) {
      out.addAll(Wrap.lines("Nothing but what the flake knows of its own source.", width, Role.TEXT, "    "));
    }
    ready.changes().forEach(c -> out.addAll(Wrap.lines(c, width, Role.TEXT, "    ")));
  }

  private static void heading(List<Line> out, String title, String beside) {
    out.add(Line.EMPTY);
    out.add(Line.of(title, Role.TITLE).and(beside.isEmpty() ? "" : "  " + beside, Role.MUTED));
  }
}
