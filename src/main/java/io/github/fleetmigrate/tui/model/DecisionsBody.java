package io.github.fleetmigrate.tui.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.plan.Decision;
import java.util.ArrayList;
import java.util.List;

/** The questions that only a person can answer, each with what counts now. */
final class DecisionsBody {
  private static final int NARROW = 60;

  private DecisionsBody() {}

  static List<Line> lines(WizardModel model, int width) {
    List<Line> out = new ArrayList<>();
    lay(model, width, out, new ArrayList<>());
    return out;
  }

  static int lineOf(WizardModel model, int width) {
    return lay(model, width, new ArrayList<>(), new ArrayList<>());
  }

  /** The decision that a line belongs to, as the cursor counts them; -1 for none. */
  static int at(WizardModel model, int width, int line) {
    List<Integer> starts = new ArrayList<>();
    lay(model, width, new ArrayList<>(), starts);
    int at = -1;
    while (at + 1 < starts.size() && starts.get(at + 1) <= line) {
      at++;
    }
    return at;
  }

  /** Fills in the lines, and where each decision begins; returns the line of the chosen decision. */
  private static int lay(WizardModel model, int width, List<Line> out, List<Integer> starts) {
    out.addAll(Wrap.lines("Enter changes the chosen one, until its phase has run.", width, Role.MUTED, ""));
    out.add(Line.EMPTY);
    List<Decision> decisions = model.survey().decisions();
    int cursor = Math.min(model.place().cursor(), decisions.size());
    int at = 0;
    for (int i = 0; i < decisions.size(); i++) {
      if (i == cursor) {
        at = out.size();
      }
      starts.add(out.size());
      decision(out, model, decisions.get(i), i == cursor, width);
    }
    out.add(Line.EMPTY);
    if (cursor == decisions.size()) {
      at = out.size();
    }
    starts.add(out.size());
    int next = model.next();
    String go = next > model.phases() ? "Go on to the rollout" : "Go on to phase " + next;
    out.add(Line.of((cursor == decisions.size() ? "\u25B8 " : "  ") + go, cursor == decisions.size() ? Role.SELECTED : Role.ACCENT));
    return at;
  }

  private static void decision(List<Line> out, WizardModel model, Decision decision, boolean chosen, int width) {
    String name = name(decision);
    String state = decision.settled() ? "settled" : decision.open() ? due(model, decision) : decision.given() ? "yours" : "default";
    Line line =
        Line.of(chosen ? "\u25B8 " : "  ", Role.ACCENT)
            .and(Cells.fit(name, width < NARROW ? 24 : 30) + " ", decision.open() ? Role.WARNING : Role.TEXT)
            .and(value(decision), decision.open() ? Role.WARNING : Role.ACCENT)
            .and("  " + state, Role.MUTED);
    out.add(chosen ? line.as(Role.SELECTED) : line);
    if (chosen) {
      out.addAll(Wrap.lines(decision.text(), width - 4, Role.TEXT, "    "));
      boolean sides = decision.question().kind() == Question.Kind.SETTLE;
      if (sides) {
        out.addAll(SideBySide.lines(model, decision, width));
      }
      for (Decision.Choice choice : sides ? List.<Decision.Choice>of() : decision.choices()) {
        boolean is = choice.value().equals(decision.value());
        Line label = Line.of("    " + (is ? "\u25CF " : "\u25CB ") + choice.label(), is ? Role.ACCENT : Role.TEXT);
        Line whole = label.and("  " + choice.why(), Role.MUTED);
        boolean fits = Cells.of(SafeText.of(whole.text())) <= width;
        out.add(fits ? whole : label);
        out.addAll(fits ? List.<Line>of() : Wrap.lines(choice.why(), width - 8, Role.MUTED, "        "));
      }
      if (decision.choices().isEmpty() && Cells.of(SafeText.of(line.text())) > width) {
        out.addAll(Wrap.lines("now: " + value(decision), width - 4, Role.ACCENT, "    "));
      }
      out.add(Line.EMPTY);
    }
  }

  /** By when it has to be answered, where that is a phase. */
  private static String due(WizardModel model, Decision decision) {
    int phase = decision.question().phase();
    return phase <= model.phases() ? "open, phase " + phase + " needs it" : "open";
  }

  private static String name(Decision decision) {
    if (decision.item() == null) {
      return decision.question().title();
    }
    return decision.question().kind() == Question.Kind.SETTLE
        ? decision.item()
        : decision.item() + ": without a deploy node";
  }

  static String value(Decision decision) {
    JsonNode value = decision.value();
    if (decision.open()) {
      return "?";
    }
    for (Decision.Choice choice : decision.choices()) {
      if (choice.value().equals(value)) {
        return choice.label();
      }
    }
    if (value.isObject()) {
      int hosts = 0;
      for (JsonNode tags : value) {
        hosts += tags.isEmpty() ? 0 : 1;
      }
      return hosts == 0 ? "none" : "on " + hosts + " hosts";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(v -> items.add(v.asText()));
      return items.isEmpty() ? "none" : String.join(", ", items);
    }
    return value.asText().isEmpty() ? "none" : value.asText();
  }
}
