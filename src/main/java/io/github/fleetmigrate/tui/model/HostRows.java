package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Verdict;
import io.github.fleetmigrate.tui.model.Work.HostRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The hosts of a verification: a row each, those that need a person first; readable with four and with four hundred. */
final class HostRows {
  /** Fewer finished hosts than this, or less time, say nothing of the rest. */
  private static final int ENOUGH = 4;

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);
  private static final int LEAST_NAME = 14;
  private static final int LONGEST_NAME = 28;
  private static final int STATE = 12;

  private HostRows() {}

  /** What is with a host, in the order of the list. */
  private enum State {
    FAILED("failed"),
    DIFFERENT("changed"),
    RUNNING("running"),
    EXPECTED("changed, as agreed"),
    UNKNOWN("unknown"),
    WAITING("waiting"),
    IDENTICAL("identical");

    private final String word;

    State(String word) {
      this.word = word;
    }

    static State of(HostRow row) {
      if (row.verdict() == null) {
        return row.activity() == EngineEvent.Activity.WAITING ? WAITING : RUNNING;
      }
      return switch (row.verdict().verdict()) {
        case IDENTICAL -> IDENTICAL;
        case CHANGED -> row.verdict().passes() ? EXPECTED : DIFFERENT;
        case FAILED -> FAILED;
        case UNKNOWN -> UNKNOWN;
      };
    }
  }

  /** The rows of the phase that the person looks at: of its verification that runs, or of its last one. */
  static List<HostRow> of(WizardModel model) {
    boolean phase = model.survey() != null && model.place().screen() == Place.Screen.PHASE;
    boolean own = !phase || model.work().command() instanceof Command.Apply a && a.from() == model.place().phase();
    List<HostRow> rows = new ArrayList<>(own ? model.work().hosts().values() : List.of());
    if (rows.isEmpty() && phase) {
      for (HostVerdict host : model.status(model.place().phase()).hosts()) {
        rows.add(new HostRow(host.host(), EngineEvent.Activity.DONE, Duration.ZERO, host, null, List.of()));
      }
    }
    rows.sort(Comparator.comparing(State::of));
    return rows;
  }

  /** Where the chosen host is now: rows change their places while the person looks. */
  static int chosen(WizardModel model) {
    List<HostRow> rows = of(model);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).host().equals(model.place().host())) {
        return i;
      }
    }
    return Math.max(0, Math.min(model.place().cursor(), rows.size() - 1));
  }

  /** How many are in which state: {@code 312 identical, 2 changed, 3 running, 83 waiting}. */
  static String totals(WizardModel model) {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    of(model).forEach(r -> counts.merge(State.of(r), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    for (State state : List.of(State.IDENTICAL, State.EXPECTED, State.DIFFERENT, State.FAILED, State.UNKNOWN, State.RUNNING, State.WAITING)) {
      if (counts.containsKey(state)) {
        parts.add(counts.get(state) + " " + state.word);
      }
    }
    return String.join(" \u00B7 ", parts);
  }

  /**
   * About how long the rest takes, if what is done says it: some hosts are over, and a fifth of all.
   *
   * @return empty where nothing honest can be said
   */
  static Optional<Duration> remaining(WizardModel model) {
    Duration spent = model.passed().minus(model.work().verifyingSince());
    List<HostRow> rows = of(model);
    long over = rows.stream().filter(r -> r.verdict() != null).count();
    long left = rows.size() - over;
    boolean enough = over >= ENOUGH && over * 5 >= rows.size() && spent.compareTo(LONG_ENOUGH) >= 0;
    return model.running() && enough && left > 0 ? Optional.of(spent.multipliedBy(left).dividedBy(over)) : Optional.empty();
  }

  /** The remaining time in words; empty where there is none to tell. */
  static String rest(WizardModel model) {
    return remaining(model).map(d -> "  about " + words(d) + " left").orElse("");
  }

  private static String words(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    return seconds < 90 ? (seconds + 4) / 5 * 5 + " s" : (seconds + 30) / 60 + " min";
  }

  /** The first of them, and a line that says how many more there are. */
  static List<Line> first(WizardModel model, int most) {
    List<HostRow> rows = of(model);
    List<Line> out = new ArrayList<>();
    int name = name(rows);
    rows.stream().limit(rows.size() <= most ? most : most - 1).forEach(r -> out.add(line(r, name)));
    if (rows.size() > most) {
      out.add(Line.of("    and " + (rows.size() - most + 1) + " more: v shows every host", Role.MUTED));
    }
    return out;
  }

  /** A row for each, the chosen one marked; under it what there is to know of it at a glance. */
  static List<Line> all(WizardModel model) {
    List<HostRow> rows = of(model);
    int chosen = chosen(model);
    List<Line> out = new ArrayList<>();
    if (rows.isEmpty()) {
      out.add(Line.of("No host was verified in this phase yet.", Role.MUTED));
      return out;
    }
    out.add(Line.of(totals(model), Role.TEXT).and(rest(model), Role.MUTED));
    int name = name(rows);
    for (int i = 0; i < rows.size(); i++) {
      Line line = line(rows.get(i), name);
      out.add(i == chosen ? line.as(Role.SELECTED) : line);
    }
    return out;
  }

  /** Everything that is known of one host. */
  static List<Line> one(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    for (HostRow row : of(model)) {
      if (row.host().equals(model.place().host())) {
        out.add(line(row, LEAST_NAME));
        if (row.verdict() != null && row.verdict().note() != null) {
          out.addAll(Wrap.lines(row.verdict().note(), width - 2, Role.TEXT, "  "));
        }
        heading(out, "What it said", row.said());
        row.said().forEach(l -> out.add(Line.of("  " + l, Role.MUTED)));
        if (row.verdict() != null) {
          boolean differs = row.verdict().verdict() == Verdict.CHANGED;
          heading(out, differs ? "What differs" : "nix's own lines", row.verdict().differences());
          row.verdict().differences().forEach(d -> out.add(Line.of("  " + d, Role.TEXT)));
        }
      }
    }
    return out;
  }

  private static void heading(List<Line> out, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.add(Line.EMPTY);
      out.add(Line.of(title, Role.TITLE).and("  " + lines.size() + (lines.size() == 1 ? " line" : " lines"), Role.MUTED));
    }
  }

  private static int name(List<HostRow> rows) {
    int longest = rows.stream().mapToInt(r -> Cells.of(SafeText.of(r.host()))).max().orElse(0);
    return Math.max(LEAST_NAME, Math.min(longest, LONGEST_NAME));
  }

  private static Line line(HostRow row, int name) {
    State state = State.of(row);
    Role role =
        switch (state) {
          case FAILED, DIFFERENT -> Role.BAD;
          case RUNNING -> Role.ACCENT;
          case EXPECTED, UNKNOWN -> Role.WARNING;
          case WAITING -> Role.MUTED;
          case IDENTICAL -> Role.GOOD;
        };
    String sign =
        switch (state) {
          case FAILED, DIFFERENT -> "\u2717";
          case RUNNING -> "\u25B8";
          case EXPECTED -> "~";
          case UNKNOWN -> "?";
          case WAITING -> "\u00B7";
          case IDENTICAL -> "\u2713";
        };
    String said = said(row);
    return Line.of("  " + sign + " ", role)
        .and(Cells.fit(row.host(), name) + " ", Role.TEXT)
        .and(Cells.fit(word(row, state), STATE) + " ", role)
        .and(seconds(row.elapsed()), Role.MUTED)
        .and(said, Role.MUTED);
  }

  private static String word(HostRow row, State state) {
    if (state == State.RUNNING) {
      return row.activity().name().toLowerCase(Locale.ROOT);
    }
    if (state == State.EXPECTED) {
      return row.verdict().accepted() ? "accepted" : "as announced";
    }
    return state.word;
  }

  private static String said(HostRow row) {
    String said = row.verdict() == null ? row.lastLine() : row.verdict().note();
    return said == null ? "" : "  " + said.lines().findFirst().orElse("");
  }

  static String seconds(Duration time) {
    if (time.isZero()) {
      return "      ";
    }
    long seconds = time.toSeconds();
    return seconds < 100
        ? String.format(Locale.ROOT, "%5.1fs", time.toMillis() / 1000.0)
        : String.format(Locale.ROOT, "%3d:%02d", seconds / 60, seconds % 60);
  }
}
