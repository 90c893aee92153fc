package io.github.fleetmigrate.tui.model;

import java.util.ArrayList;
import java.util.List;

/** The next model, and what it asks of the world. */
public record Step(WizardModel model, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }

  static Step to(WizardModel model, Effect... effects) {
    return new Step(model, List.of(effects));
  }

  Step and(Effect effect) {
    List<Effect> all = new ArrayList<>(effects);
    all.add(effect);
    return new Step(model, all);
  }
}
