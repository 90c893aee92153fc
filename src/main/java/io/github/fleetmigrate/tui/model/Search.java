package io.github.fleetmigrate.tui.model;

import java.util.List;
import java.util.Locale;

/** Finds a text in what is shown. */
final class Search {
  private Search() {}

  /** The next line with what is searched for, from the cursor on and around. */
  static WizardModel next(WizardModel model) {
    String wanted = model.search().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return model;
    }
    List<Line> lines = Bodies.of(model, 200);
    for (int i = 1; i <= lines.size(); i++) {
      int at = (model.place().cursor() + i) % lines.size();
      if (lines.get(at).text().toLowerCase(Locale.ROOT).contains(wanted)) {
        return model.at(model.place().at(at));
      }
    }
    return model.noting("\"" + model.search() + "\" is not there.");
  }
}
