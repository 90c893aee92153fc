package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.Keys.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person does in a phase's diff: goes from hunk to hunk, refuses them, edits a file. */
final class HunkKeys {
  private HunkKeys() {}

  /** The keys that mean something where the cursor is. */
  static List<Binding> of(WizardModel model) {
    List<Hunks.Row> rows = Hunks.rows(model);
    List<Binding> out = new ArrayList<>();
    if (rows.isEmpty()) {
      return out;
    }
    Hunks.Row row = at(model, rows);
    String space = space(model, rows, row);
    if (!space.isEmpty()) {
      out.add(Binding.of("Space", space, Key.of(Name.SPACE)));
    }
    if (open(model) && row.change().after() != null) {
      out.add(Binding.of('e', "edit"));
    }
    out.add(Binding.of(']', "next hunk"));
    out.add(Binding.of('f', "next file"));
    return out;
  }

  private static String space(WizardModel model, List<Hunks.Row> rows, Hunks.Row row) {
    if (row.hunk() == Hunks.LIST) {
      return "show file";
    }
    if (!open(model) || row.hunk() == Hunks.NOTHING) {
      return "";
    }
    boolean refused = Hunks.choices(model).refusedHunks().getOrDefault(row.change().path(), Set.of()).containsAll(meant(rows, row));
    return (refused ? "take " : "refuse ") + (row.hunk() == Hunks.FILE ? "file" : "hunk") + (refused ? " again" : "");
  }

  /** Null where the key means nothing here. */
  static Step press(WizardModel model, Key key) {
    List<Hunks.Row> rows = Hunks.rows(model);
    if (rows.isEmpty()) {
      return null;
    }
    Hunks.Row row = at(model, rows);
    if (key.is('f') || key.is('F')) {
      return go(model, rows, key.is('f'), true);
    }
    if (key.is(']') || key.is('[')) {
      return go(model, rows, key.is(']'), false);
    }
    if (key.name() == Name.SPACE && row.hunk() == Hunks.LIST) {
      return Step.to(model.at(model.place().at(headingOf(rows, row.change()))));
    }
    boolean refuses = key.name() == Name.SPACE && row.hunk() != Hunks.NOTHING;
    boolean edits = key.is('e') && row.change().after() != null;
    if (!refuses && !edits) {
      return null;
    }
    if (!open(model)) {
      return Step.to(model.running() ? model.busy() : model.noting("Phase " + model.place().phase() + " is done; u goes back before it."));
    }
    if (refuses) {
      return Step.to(toggled(model, row.change().path(), meant(rows, row)));
    }
    String own = Hunks.choices(model).edited().get(row.change().path());
    return Step.to(model, new Effect.Edit(row.change().path(), own != null ? own : row.change().after().text()));
  }

  /** Whether the plan can still be chosen from. */
  private static boolean open(WizardModel model) {
    return !model.running() && !model.done(model.place().phase());
  }

  private static Hunks.Row at(WizardModel model, List<Hunks.Row> rows) {
    return rows.get(Math.min(model.place().cursor(), rows.size() - 1));
  }

  /** A hunk; at a file's heading all of the file. */
  private static Set<Integer> meant(List<Hunks.Row> rows, Hunks.Row row) {
    return row.hunk() >= 0
        ? Set.of(row.hunk())
        : rows.stream().filter(r -> r.change().equals(row.change()) && r.hunk() >= 0).map(Hunks.Row::hunk).collect(Collectors.toSet());
  }

  private static int headingOf(List<Hunks.Row> rows, FileChange change) {
    int at = 0;
    while (rows.get(at).hunk() != Hunks.FILE || !rows.get(at).change().equals(change)) {
      at++;
    }
    return at;
  }

  /** To the next file's heading, or the next hunk's; or back. */
  private static Step go(WizardModel model, List<Hunks.Row> rows, boolean forward, boolean file) {
    int by = forward ? 1 : -1;
    for (int at = model.place().cursor() + by; at >= 0 && at < rows.size(); at += by) {
      int hunk = rows.get(at).hunk();
      boolean begins = hunk >= 0 && (at == 0 || rows.get(at - 1).hunk() != hunk || !rows.get(at - 1).change().equals(rows.get(at).change()));
      if (file ? hunk == Hunks.FILE : begins) {
        return Step.to(model.at(model.place().at(at)));
      }
    }
    return Step.to(model.noting("There is no " + (file ? "file " : "hunk ") + (forward ? "behind this one." : "before this one.")));
  }

  private static WizardModel toggled(WizardModel model, String path, Set<Integer> hunks) {
    Command.Choices now = Hunks.choices(model);
    Map<String, Set<Integer>> refused = new HashMap<>(now.refusedHunks());
    Set<Integer> own = new HashSet<>(refused.getOrDefault(path, Set.of()));
    if (own.containsAll(hunks)) {
      own.removeAll(hunks);
    } else {
      own.addAll(hunks);
    }
    if (own.isEmpty()) {
      refused.remove(path);
    } else {
      refused.put(path, Set.copyOf(own));
    }
    return model.choosing(model.place().phase(), new Command.Choices(Map.copyOf(refused), now.edited()));
  }
}
