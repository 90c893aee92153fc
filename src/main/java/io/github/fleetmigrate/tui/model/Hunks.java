package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.UnifiedDiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A phase's diff as rows, and what a person chooses in it. */
final class Hunks {
  /**
   * A row of the diff.
   *
   * @param hunk its index in the file; -1 for a file's heading
   */
  record Row(FileChange change, int hunk, Line line) {}

  private Hunks() {}

  static List<Row> rows(WizardModel model) {
    PhasePlan plan = model.plans().get(model.place().phase());
    List<Row> out = new ArrayList<>();
    if (plan == null) {
      return out;
    }
    Command.Choices choices = choices(model);
    for (FileChange change : plan.changes()) {
      UnifiedDiff diff = UnifiedDiff.of(change);
      boolean own = choices.edited().containsKey(change.path());
      out.add(
          new Row(
              change,
              -1,
              Line.of(change.path(), Role.TITLE)
                  .and("  " + change.kind().word(), Role.MUTED)
                  .and("  +" + diff.added(), Role.ADDED)
                  .and(" -" + diff.removed(), Role.REMOVED)
                  .and(own ? "  yours" : "", Role.ACCENT)));
      Set<Integer> refused = choices.refusedHunks().getOrDefault(change.path(), Set.of());
      for (int i = 0; i < diff.hunks().size(); i++) {
        hunk(out, change, i, diff.hunks().get(i), refused.contains(i));
      }
      out.add(new Row(change, -1, Line.EMPTY));
    }
    return out;
  }

  private static void hunk(List<Row> out, FileChange change, int index, UnifiedDiff.Hunk hunk, boolean refused) {
    out.add(
        new Row(change, index, Line.of(hunk.header(), Role.MUTED).and(refused ? "  refused" : "", Role.WARNING)));
    for (UnifiedDiff.Line line : hunk.lines()) {
      int number = line.after() > 0 ? line.after() : line.before();
      String sign =
          switch (line.kind()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CONTEXT -> " ";
          };
      Role role =
          refused
              ? Role.MUTED
              : switch (line.kind()) {
                case ADDED -> Role.ADDED;
                case REMOVED -> Role.REMOVED;
                case CONTEXT -> Role.TEXT;
              };
      String text = line.text().endsWith("\r") ? line.text().substring(0, line.text().length() - 1) : line.text();
      out.add(new Row(change, index, Line.of(String.format("%4d ", number), Role.MUTED).and(sign + text, role)));
    }
  }

  /** Null where the key means nothing here. */
  static Step press(WizardModel model, Key key) {
    List<Row> rows = rows(model);
    int at = model.place().cursor();
    if (rows.isEmpty() || at >= rows.size()) {
      return null;
    }
    if (key.name() == Key.Name.RIGHT || key.name() == Key.Name.LEFT || key.is('h')) {
      return Step.to(model.at(model.place().at(heading(rows, at, key.name() == Key.Name.RIGHT))));
    }
    Row row = rows.get(at);
    if (key.name() == Key.Name.SPACE && row.hunk() >= 0) {
      return Step.to(toggled(model, row));
    }
    if (key.is('e') && row.change().after() != null) {
      String own = choices(model).edited().get(row.change().path());
      return Step.to(
          model, new Effect.Edit(row.change().path(), own != null ? own : row.change().after().text()));
    }
    return null;
  }

  private static int heading(List<Row> rows, int from, boolean forward) {
    int at = from + (forward ? 1 : -1);
    while (at >= 0 && at < rows.size()) {
      if (rows.get(at).hunk() < 0 && !rows.get(at).line().spans().isEmpty()) {
        return at;
      }
      at += forward ? 1 : -1;
    }
    return from;
  }

  private static WizardModel toggled(WizardModel model, Row row) {
    Command.Choices now = choices(model);
    Map<String, Set<Integer>> refused = new HashMap<>(now.refusedHunks());
    Set<Integer> own = new HashSet<>(refused.getOrDefault(row.change().path(), Set.of()));
    if (!own.remove(row.hunk())) {
      own.add(row.hunk());
    }
    if (own.isEmpty()) {
      refused.remove(row.change().path());
    } else {
      refused.put(row.change().path(), Set.copyOf(own));
    }
    return model.choosing(model.place().phase(), new Command.Choices(Map.copyOf(refused), now.edited()));
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

  private static Command.Choices choices(WizardModel model) {
    return model.choices().getOrDefault(model.place().phase(), new Command.Choices(Map.of(), Map.of()));
  }
}
