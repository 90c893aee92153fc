package io.github.fleetmigrate.tui.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.plan.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What keys do among the decisions. */
final class DecisionKeys {
  private DecisionKeys() {}

  static Step press(WizardModel model, Key key) {
    boolean chosen = key.name() == Key.Name.ENTER || key.name() == Key.Name.SPACE;
    if (!chosen || model.running()) {
      return Step.to(chosen ? model.busy() : model);
    }
    List<Decision> decisions = model.survey().decisions();
    if (model.place().cursor() >= decisions.size()) {
      int next = model.next();
      return Wizard.go(
          model.with((io.github.fleetmigrate.engine.EngineEvent.Failed) null),
          next > model.phases() ? Place.rollout() : Place.phase(next));
    }
    return open(model, decisions.get(model.place().cursor()));
  }

  /** What Enter does where the cursor is; empty for nothing. */
  static String does(WizardModel model) {
    List<Decision> decisions = model.survey().decisions();
    if (model.running()) {
      return "";
    }
    if (model.place().cursor() >= decisions.size()) {
      return "go on";
    }
    Decision decision = decisions.get(model.place().cursor());
    return decision.settled() ? "" : decision.question().kind() == Question.Kind.FLAG ? "switch" : "change";
  }

  private static Step open(WizardModel model, Decision decision) {
    if (decision.settled()) {
      return Step.to(model.noting("Settled: phase " + decision.question().phase() + " has used it. Roll back to change it."));
    }
    return switch (decision.question().kind()) {
      case FLAG -> answer(model, decision, BooleanNode.valueOf(decision.value() == null || !decision.value().asBoolean()));
      case CHOICE, HOST, HOST_CHOICE -> Step.to(model.over(new Overlay.Choose(decision, index(decision))));
      case SETTLE ->
          decision.choices().isEmpty() ? input(model, decision) : Step.to(model.over(new Overlay.Choose(decision, index(decision))));
      case TAGS -> Step.to(model.over(tags(model, decision)));
      case HOSTS -> Step.to(model.over(new Overlay.Order(decision, texts(decision), 0, false)));
      default -> input(model, decision);
    };
  }

  static Step input(WizardModel model, Decision decision) {
    String text = decision.value() == null || !decision.value().isTextual() ? "" : decision.value().asText();
    return Step.to(model.over(new Overlay.Input(decision.question().title(), decision, text)));
  }

  static Step answer(WizardModel model, Decision decision, com.fasterxml.jackson.databind.JsonNode value) {
    return Wizard.run(model.over(null), new Command.Answer(Overlay.answer(decision, value)));
  }

  private static int index(Decision decision) {
    for (int i = 0; i < decision.choices().size(); i++) {
      if (decision.choices().get(i).value().equals(decision.value())) {
        return i;
      }
    }
    return 0;
  }

  private static Overlay.Tags tags(WizardModel model, Decision decision) {
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    Set<String> all = new LinkedHashSet<>();
    decision
        .value()
        .properties()
        .forEach(
            e -> {
              List<String> tags = new ArrayList<>();
              e.getValue().forEach(t -> tags.add(t.asText()));
              chosen.put(e.getKey(), List.copyOf(tags));
              all.addAll(tags);
            });
    if (all.isEmpty()) {
      all.addAll(List.of("server", "workstation", "local", "remote"));
    }
    return new Overlay.Tags(decision, List.copyOf(chosen.keySet()), List.copyOf(all), Map.copyOf(chosen), 0, 0, null);
  }

  private static List<String> texts(Decision decision) {
    List<String> out = new ArrayList<>();
    if (decision.value() != null) {
      decision.value().forEach(n -> out.add(n.asText()));
    }
    return List.copyOf(out);
  }
}
