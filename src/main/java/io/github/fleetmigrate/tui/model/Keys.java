package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.Place.Screen;
import io.github.fleetmigrate.tui.model.Place.View;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that work now: on the bottom line, and with more words in the help. A key that is named does something, and a key
 * that does something is named; what is in front of the screen has no help, so its bottom line names them all.
 */
final class Keys {
  /**
   * A key and what it does.
   *
   * @param shown how it is called on the screen
   * @param keys the keys themselves; a click on it presses the first, where it does not stand for moving
   */
  record Binding(String shown, String does, List<Key> keys) {
    static Binding of(String shown, String does, Key... keys) {
      return new Binding(shown, does, List.of(keys));
    }

    /** A key that is called as it is typed. */
    static Binding of(char key, String does) {
      return of(String.valueOf(key), does, Key.of(key));
    }

    private int cells() {
      return Cells.of(shown) + 1 + Cells.of(does) + GAP;
    }
  }

  private static final int GAP = 3;

  private Keys() {}

  /** As many as there is room for, in one line; the last two, which are the way out, are always among them. */
  static Line line(WizardModel model, int width) {
    Line line = Line.EMPTY;
    for (Binding binding : fitting(model, width)) {
      String gap = line.spans().isEmpty() ? "" : " ".repeat(GAP);
      line = line.and(gap, Role.MUTED).and(binding.shown(), Role.KEY).and(" " + binding.does(), Role.MUTED);
    }
    return line;
  }

  /** The key that stands in this column of the bottom line; null for none. */
  static Key at(WizardModel model, int width, int column) {
    int at = 0;
    for (Binding binding : fitting(model, width)) {
      if (column >= at && column < at + binding.cells() - GAP) {
        return binding.keys().isEmpty() || binding.keys().get(0).moves() ? null : binding.keys().get(0);
      }
      at += binding.cells();
    }
    return null;
  }

  private static List<Binding> fitting(WizardModel model, int width) {
    List<Binding> all = bindings(model);
    int kept = Math.min(2, all.size());
    int room = width + GAP;
    for (Binding last : all.subList(all.size() - kept, all.size())) {
      room -= last.cells();
    }
    List<Binding> out = new ArrayList<>();
    for (Binding binding : all.subList(0, all.size() - kept)) {
      if (binding.cells() <= room) {
        room -= binding.cells();
        out.add(binding);
      }
    }
    out.addAll(all.subList(all.size() - kept, all.size()));
    return out;
  }

  /** The keys that matter most here, the most useful first. */
  static List<Binding> bindings(WizardModel model) {
    if (model.overlay() != null) {
      return DialogKeys.of(model.overlay());
    }
    List<Binding> out = new ArrayList<>();
    if (model.survey() == null) {
      if (!model.running()) {
        out.add(Binding.of('r', "try again"));
      }
    } else {
      switch (model.place().screen()) {
        case SURVEY -> out.add(enter("decisions"));
        case DECISIONS -> decisions(out, model);
        case PHASE -> phase(out, model);
        case ROLLOUT -> RolloutKeys.keys(out, model);
        case DONE -> {}
      }
      out.add(Binding.of("Tab", "next stop", Key.of(Name.TAB)));
      if (!model.running() && ScreenKeys.begun(model)) {
        out.add(Binding.of('u', "roll back"));
      }
    }
    if (model.running()) {
      out.add(Binding.of('c', "stop it"));
    }
    out.add(Binding.of('?', "help"));
    out.add(Binding.of("q", "leave", Key.of('q'), Key.of(Name.INTERRUPT)));
    return out;
  }

  /** What else the help names. */
  static List<Binding> more(WizardModel model) {
    List<Binding> out = new ArrayList<>();
    View view = model.place().view();
    boolean phase = model.survey() != null && model.place().screen() == Screen.PHASE;
    if (phase && view != View.STEPS) {
      others(out, view);
    }
    if (model.survey() != null && model.place().screen() == Screen.DECISIONS && !model.running()) {
      out.add(Binding.of("Space", "the same as Enter", Key.of(Name.SPACE)));
    }
    if (ScreenKeys.text(model)) {
      out.add(Binding.of("\u2190 \u2192 h l", "scroll long lines sideways", Key.of(Name.LEFT), Key.of(Name.RIGHT), Key.of('h'), Key.of('l')));
      out.add(Binding.of("n N", "next and previous hit of the search", Key.of('n'), Key.of('N')));
    }
    if (phase && view == View.DIFF) {
      out.add(Binding.of("[ F", "the hunk before, the file before", Key.of('['), Key.of('F')));
    }
    if (model.survey() != null) {
      out.add(Binding.of("Shift-Tab", "the stop before", Key.of(Name.BACK_TAB)));
    }
    out.add(Binding.of("arrows jk", "move; PgUp PgDn Home End too", DialogKeys.UP_AND_DOWN.toArray(Key[]::new)));
    out.add(Binding.of("m", "mouse on or off: clicks and the wheel", Key.of('m')));
    out.add(Binding.of("Ctrl-C", "leave", Key.of(Name.INTERRUPT)));
    out.add(Binding.of("Ctrl-Z", "to the shell; fg there comes back"));
    out.add(Binding.of("Ctrl-L", "draw the screen anew"));
    return out;
  }

  /** From one view of a phase straight to another. */
  private static void others(List<Binding> out, View view) {
    if (view != View.DIFF) {
      out.add(Binding.of('d', "diff"));
    }
    if (view != View.HOSTS) {
      out.add(Binding.of('v', "hosts"));
    } else {
      out.add(Binding.of('l', "the log of the host"));
    }
  }

  private static Binding enter(String does) {
    return Binding.of("Enter", does, Key.of(Name.ENTER));
  }

  private static void decisions(List<Binding> out, WizardModel model) {
    String does = DecisionKeys.does(model);
    if (!does.isEmpty()) {
      out.add(enter(does));
    }
  }

  private static void phase(List<Binding> out, WizardModel model) {
    View view = model.place().view();
    if (ScreenKeys.goesOn(model)) {
      out.add(enter(ScreenKeys.applies(model) ? "apply" : "go on"));
    }
    switch (view) {
      case STEPS -> {
        out.add(Binding.of('d', "diff"));
        out.add(Binding.of('l', "log"));
        out.add(Binding.of('v', "hosts"));
      }
      case DIFF -> {
        out.addAll(HunkKeys.of(model));
        out.add(Binding.of('/', "search"));
        out.add(back("back"));
      }
      case LOG -> {
        out.add(Binding.of('/', "search"));
        out.add(back("back"));
      }
      case HOSTS -> {
        if (!HostRows.of(model).isEmpty()) {
          out.add(enter("its log"));
        }
        out.add(back("back"));
      }
      case HOST -> {
        out.add(Binding.of('/', "search"));
        out.add(back("every host"));
      }
    }
    if (model.running()) {
      return;
    }
    int phase = model.place().phase();
    if (model.failure() != null) {
      out.add(Binding.of('r', "retry"));
    }
    if (!model.done(phase) && !Accepting.open(model, phase).isEmpty()) {
      out.add(Binding.of('a', "accept"));
    }
  }

  private static Binding back(String where) {
    return Binding.of("Esc", where, Key.of(Name.ESCAPE));
  }
}
