package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.UnifiedDiff.LineKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A phase's diff as rows, with what a person chose in it. */
final class Hunks {
  private static final int LONGEST_PATH = 48;
  static final int LIST = -2;
  static final int FILE = -1;
  static final int NOTHING = -3;

  /**
   * A row of the diff.
   *
   * @param hunk its index in the file; -1 for a file's heading, -2 in the list of files, -3 between files
   * @param gutter what stands still while the text is scrolled sideways
   */
  record Row(FileChange change, int hunk, Line gutter, Line text) {
    Line line() {
      List<Line.Span> all = new ArrayList<>(gutter.spans());
      all.addAll(text.spans());
      return new Line(all);
    }

    /** The row as it is drawn: with a sign if the cursor is there, and scrolled. */
    Line shown(boolean here, int shift) {
      Line out = Line.of((here ? "\u25B8" : " ") + (gutter.spans().isEmpty() ? " " : ""), Role.ACCENT);
      List<Line.Span> all = new ArrayList<>(out.spans());
      all.addAll(gutter.spans());
      all.addAll(Cells.from(text, gutter.spans().isEmpty() ? 0 : shift).spans());
      return new Line(all);
    }
  }

  private Hunks() {}

  /** A list of the files where there are several; then each file with its hunks. */
  static List<Row> rows(WizardModel model) {
    ShownDiff diff = model.diffs().get(model.place().phase());
    List<Row> out = new ArrayList<>();
    if (diff == null || model.planning(model.place().phase())) {
      return out;
    }
    Command.Choices choices = choices(model);
    if (diff.files().size() > 1) {
      int longest = diff.files().stream().mapToInt(f -> Cells.of(SafeText.of(f.change().path()))).max().orElse(0);
      for (ShownDiff.File file : diff.files()) {
        String path = Cells.fit(file.change().path(), Math.min(longest, LONGEST_PATH));
        out.add(new Row(file.change(), LIST, Line.EMPTY, counts(Line.of(path, Role.TEXT), file, choices)));
      }
      out.add(new Row(diff.files().get(0).change(), NOTHING, Line.EMPTY, Line.EMPTY));
    }
    for (ShownDiff.File file : diff.files()) {
      FileChange change = file.change();
      out.add(new Row(change, FILE, Line.EMPTY, counts(Line.of(change.path(), Role.TITLE), file, choices)));
      Set<Integer> refused = choices.refusedHunks().getOrDefault(change.path(), Set.of());
      for (int i = 0; i < file.hunks().size(); i++) {
        hunk(out, change, i, file.hunks().get(i), refused.contains(i));
      }
      out.add(new Row(change, NOTHING, Line.EMPTY, Line.EMPTY));
    }
    return out;
  }

  private static Line counts(Line path, ShownDiff.File file, Command.Choices choices) {
    int refused = choices.refusedHunks().getOrDefault(file.change().path(), Set.of()).size();
    return path.and("  " + file.change().kind().word(), Role.MUTED)
        .and("  +" + file.added(), Role.ADDED)
        .and(" -" + file.removed(), Role.REMOVED)
        .and(refused == 0 ? "" : "  " + refused + " refused", Role.WARNING)
        .and(choices.edited().containsKey(file.change().path()) ? "  yours" : "", Role.ACCENT);
  }

  private static void hunk(List<Row> out, FileChange change, int index, ShownDiff.Hunk hunk, boolean refused) {
    Line header = Line.of(hunk.header(), Role.MUTED).and(refused ? "  refused" : "", Role.WARNING);
    out.add(new Row(change, index, Line.EMPTY, header));
    for (ShownDiff.Row row : hunk.rows()) {
      String sign =
          switch (row.kind()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CONTEXT -> " ";
          };
      Line gutter =
          Line.of(number(row.before()) + " " + number(row.after()) + " ", refused || row.kind() == LineKind.CONTEXT ? Role.MUTED : ShownDiff.base(row.kind()))
              .and(sign, refused ? Role.MUTED : ShownDiff.base(row.kind()));
      out.add(new Row(change, index, gutter, refused ? row.text().as(Role.MUTED) : row.text()));
    }
  }

  private static String number(int line) {
    return line == 0 ? "    " : String.format("%4d", line);
  }

  /** Where in the change the person is, for the title. */
  static String where(WizardModel model) {
    List<Row> rows = rows(model);
    int at = model.place().cursor();
    if (at >= rows.size() || rows.get(at).hunk() < 0) {
      return "";
    }
    Row row = rows.get(at);
    long hunks = rows.stream().filter(r -> r.change().equals(row.change())).mapToInt(Row::hunk).filter(h -> h >= 0).distinct().count();
    return "  " + row.change().path() + ", hunk " + (row.hunk() + 1) + " of " + hunks;
  }

  /** What a person wrote takes the place of what was planned. */
  static WizardModel edited(WizardModel model, String path, String text) {
    if (text == null) {
      return model.noting(path + " stays as planned.");
    }
    Command.Choices now = choices(model);
    Map<String, String> edited = new HashMap<>(now.edited());
    edited.put(path, text);
    return model
        .choosing(model.place().phase(), new Command.Choices(now.refusedHunks(), Map.copyOf(edited)))
        .noting("Your version of " + path + " will be applied.");
  }

  static Command.Choices choices(WizardModel model) {
    return model.choices().getOrDefault(model.place().phase(), new Command.Choices(Map.of(), Map.of()));
  }
}
