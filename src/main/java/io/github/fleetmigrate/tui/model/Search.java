package io.github.fleetmigrate.tui.model;

import java.util.List;
import java.util.Locale;

/** Finds a text in what is shown. */
final class Search {
  /** A hit up to this column is seen without scrolling sideways. */
  private static final int SEEN = 40;

  private Search() {}

  /** The next line with what is searched for, from the cursor on and around. */
  static WizardModel next(WizardModel model) {
    return found(model, 1);
  }

  /** The line before with what is searched for. */
  static WizardModel previous(WizardModel model) {
    return found(model, -1);
  }

  private static WizardModel found(WizardModel model, int by) {
    String wanted = model.search().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return model.noting("/ searches first.");
    }
    List<String> lines = Bodies.searched(model);
    for (int i = 1; i <= lines.size(); i++) {
      int at = Math.floorMod(model.place().cursor() + by * i, lines.size());
      int column = lines.get(at).toLowerCase(Locale.ROOT).indexOf(wanted);
      if (column >= 0) {
        return model
            .at(model.place().at(at).shifted(column + wanted.length() > SEEN ? column - SEEN / 2 : 0))
            .noting("");
      }
    }
    return model.noting("\"" + model.search() + "\" is not there.");
  }
}
