package io.github.fleetmigrate.tui.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.plan.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What keys do while something stands in front of the screen. */
final class OverlayKeys {
  private OverlayKeys() {}

  static Step press(WizardModel model, Key key) {
    Overlay overlay = model.overlay();
    if (key.name() == Key.Name.INTERRUPT) {
      Step left = ScreenKeys.quit(model.over(null));
      return overlay instanceof Overlay.Ask ? left.and(new Effect.Reply(null)) : left;
    }
    if (overlay instanceof Overlay.Ask o) {
      return Asking.press(model, o, key);
    }
    if (overlay instanceof Overlay.Name o) {
      return RolloutKeys.typing(model, o, key);
    }
    boolean typing =
        overlay instanceof Overlay.Input
            || overlay instanceof Overlay.Search
            || overlay instanceof Overlay.Tags tags && tags.adding() != null;
    if (!typing && !(overlay instanceof Overlay.Help) && (key.name() == Key.Name.ESCAPE || key.is('q') && !(overlay instanceof Overlay.Confirm))) {
      return Step.to(model.over(null));
    }
    if (overlay instanceof Overlay.Help help) {
      return DialogKeys.UP_AND_DOWN.contains(key)
          ? Step.to(model.over(new Overlay.Help(moved(help.at(), Overlays.help(model).size(), key))))
          : Step.to(model.over(null));
    }
    if (overlay instanceof Overlay.Confirm o) {
      return confirm(model, o, key);
    }
    if (overlay instanceof Overlay.Choose o) {
      return choose(model, o, key);
    }
    if (overlay instanceof Overlay.Input o) {
      return input(model, o, key);
    }
    if (overlay instanceof Overlay.Search o) {
      return search(model, o, key);
    }
    if (overlay instanceof Overlay.Tags o) {
      return tags(model, o, key);
    }
    if (overlay instanceof Overlay.Order o) {
      return order(model, o, key);
    }
    if (overlay instanceof Overlay.Checkpoints o) {
      return checkpoints(model, o, key);
    }
    if (overlay instanceof Overlay.Accept o) {
      return Accepting.press(model, o, key);
    }
    return failure(model, (Overlay.Failure) overlay, key);
  }

  static int moved(int index, int size, Key key) {
    int to =
        switch (key.name()) {
          case UP -> index - 1;
          case DOWN -> index + 1;
          case PAGE_UP -> index - ScreenKeys.PAGE;
          case PAGE_DOWN -> index + ScreenKeys.PAGE;
          case HOME -> 0;
          case END -> size - 1;
          default -> key.is('k') ? index - 1 : key.is('j') ? index + 1 : index;
        };
    return Math.max(0, Math.min(size - 1, to));
  }

  /** Whether a key marks the other one of yes and no. */
  static boolean marksOther(Key key) {
    return key.name() == Key.Name.LEFT || key.name() == Key.Name.RIGHT || key.name() == Key.Name.TAB || key.is('h') || key.is('l');
  }

  private static Step confirm(WizardModel model, Overlay.Confirm o, Key key) {
    if (marksOther(key)) {
      return Step.to(model.over(new Overlay.Confirm(o.question(), o.effects(), !o.yes())));
    }
    if (key.is('n') || key.is('q') || key.name() == Key.Name.ENTER && !o.yes()) {
      return Step.to(model.over(null));
    }
    if (key.is('y') || key.name() == Key.Name.ENTER) {
      WizardModel next = model.over(null);
      if (o.effects().size() == 1 && o.effects().get(0) instanceof Effect.Run run) {
        return Wizard.run(next.at(next.place().with(Place.View.STEPS)), run.command());
      }
      return new Step(next, o.effects());
    }
    return Step.to(model);
  }

  private static Step choose(WizardModel model, Overlay.Choose o, Key key) {
    List<Decision.Choice> choices = o.decision().choices();
    if (key.is('e') && o.decision().question().kind() == io.github.fleetmigrate.migration.Question.Kind.SETTLE) {
      return DecisionKeys.input(model, o.decision());
    }
    if (key.name() == Key.Name.ENTER || key.name() == Key.Name.SPACE) {
      return DecisionKeys.answer(model, o.decision(), choices.get(o.index()).value());
    }
    return Step.to(model.over(new Overlay.Choose(o.decision(), moved(o.index(), choices.size(), key))));
  }

  /** The text after a key; null for a key that ends typing. */
  static String typed(String text, Key key) {
    return switch (key.name()) {
      case CHARACTER -> text + key.character();
      case SPACE -> text + " ";
      case BACKSPACE -> text.isEmpty() ? text : text.substring(0, text.length() - 1);
      case ENTER, ESCAPE -> null;
      default -> text;
    };
  }

  private static Step input(WizardModel model, Overlay.Input o, Key key) {
    String text = typed(o.text(), key);
    if (text != null) {
      return Step.to(model.over(new Overlay.Input(o.title(), o.decision(), text)));
    }
    return key.name() == Key.Name.ESCAPE
        ? Step.to(model.over(null))
        : DecisionKeys.answer(model, o.decision(), value(o.decision(), o.text().strip()));
  }

  /** What was typed, as the field wants it. */
  private static com.fasterxml.jackson.databind.JsonNode value(Decision decision, String text) {
    String item = decision.item() == null ? "" : decision.item();
    if (item.endsWith(".targetPort") && text.matches("[0-9]{1,5}")) {
      return JsonNodeFactory.instance.numberNode(Integer.parseInt(text));
    }
    if (item.endsWith(".buildOnTarget")) {
      return JsonNodeFactory.instance.booleanNode(text.equals("true"));
    }
    return TextNode.valueOf(text);
  }

  private static Step search(WizardModel model, Overlay.Search o, Key key) {
    String text = typed(o.text(), key);
    if (text != null) {
      return Step.to(model.over(new Overlay.Search(text)));
    }
    return Step.to(key.name() == Key.Name.ESCAPE ? model.searching("") : Search.next(model.searching(o.text())));
  }

  private static Step tags(WizardModel model, Overlay.Tags o, Key key) {
    if (o.adding() != null) {
      return adding(model, o, key);
    }
    if (key.name() == Key.Name.ENTER) {
      return DecisionKeys.answer(model, o.decision(), tagsValue(o));
    }
    if (key.is('a')) {
      return Step.to(model.over(tagsWith(o, o.row(), o.column(), "")));
    }
    if (key.name() == Key.Name.SPACE) {
      return Step.to(model.over(toggled(o)));
    }
    int column = o.column();
    if (key.name() == Key.Name.LEFT || key.is('h')) {
      column = Math.max(0, column - 1);
    } else if (key.name() == Key.Name.RIGHT || key.is('l')) {
      column = Math.min(o.tags().size() - 1, column + 1);
    }
    return Step.to(model.over(tagsWith(o, moved(o.row(), o.hosts().size(), key), column, null)));
  }

  private static Step adding(WizardModel model, Overlay.Tags o, Key key) {
    String text = typed(o.adding(), key);
    if (text != null) {
      return Step.to(model.over(tagsWith(o, o.row(), o.column(), text.replace(" ", ""))));
    }
    if (key.name() == Key.Name.ESCAPE || o.adding().isEmpty() || o.tags().contains(o.adding())) {
      return Step.to(model.over(tagsWith(o, o.row(), o.column(), null)));
    }
    List<String> all = new ArrayList<>(o.tags());
    all.add(o.adding());
    Overlay.Tags more =
        new Overlay.Tags(o.decision(), o.hosts(), List.copyOf(all), o.chosen(), o.row(), all.size() - 1, null);
    return Step.to(model.over(toggled(more)));
  }

  private static Overlay.Tags tagsWith(Overlay.Tags o, int row, int column, String adding) {
    return new Overlay.Tags(o.decision(), o.hosts(), o.tags(), o.chosen(), row, column, adding);
  }

  private static Overlay.Tags toggled(Overlay.Tags o) {
    String host = o.hosts().get(o.row());
    String tag = o.tags().get(o.column());
    List<String> own = new ArrayList<>(o.chosen().getOrDefault(host, List.of()));
    if (!own.remove(tag)) {
      own.add(tag);
    }
    Map<String, List<String>> chosen = new LinkedHashMap<>(o.chosen());
    chosen.put(host, List.copyOf(own));
    return new Overlay.Tags(o.decision(), o.hosts(), o.tags(), Map.copyOf(chosen), o.row(), o.column(), null);
  }

  private static ObjectNode tagsValue(Overlay.Tags o) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (String host : o.hosts()) {
      ArrayNode tags = out.putArray(host);
      o.chosen().getOrDefault(host, List.of()).forEach(tags::add);
    }
    return out;
  }

  private static Step order(WizardModel model, Overlay.Order o, Key key) {
    if (key.name() == Key.Name.ENTER) {
      ArrayNode hosts = JsonNodeFactory.instance.arrayNode();
      o.hosts().forEach(hosts::add);
      return DecisionKeys.answer(model, o.decision(), hosts);
    }
    if (key.name() == Key.Name.SPACE) {
      return Step.to(model.over(new Overlay.Order(o.decision(), o.hosts(), o.index(), !o.held())));
    }
    int to = moved(o.index(), o.hosts().size(), key);
    List<String> hosts = new ArrayList<>(o.hosts());
    if (o.held() && to != o.index()) {
      hosts.add(to, hosts.remove(o.index()));
    }
    return Step.to(model.over(new Overlay.Order(o.decision(), List.copyOf(hosts), to, o.held())));
  }

  private static Step checkpoints(WizardModel model, Overlay.Checkpoints o, Key key) {
    if (key.name() != Key.Name.ENTER) {
      return Step.to(model.over(new Overlay.Checkpoints(o.places(), moved(o.index(), o.places().size(), key))));
    }
    int to = o.places().get(o.index());
    String where = to == 0 ? "before the migration" : "the checkpoint after phase " + to;
    return Step.to(
        model.over(
            new Overlay.Confirm(
                "Go back to " + where + "? What is left behind is kept in git, under refs/fleet-migrate/." + machines(model),
                List.of(new Effect.Run(new Command.Rollback(to))),
                false)));
  }

  private static String machines(WizardModel model) {
    boolean pushed = model.survey().status().rollout() != null && RolloutRow.of(model).stream().anyMatch(r -> r.stage() != null);
    return pushed ? " Machines keep what they run: b at the rollout brings one back." : "";
  }

  private static Step failure(WizardModel model, Overlay.Failure o, Key key) {
    List<Overlay.Way> ways = Overlay.Way.of(model);
    if (key.name() != Key.Name.ENTER) {
      return Step.to(model.over(new Overlay.Failure(moved(o.index(), ways.size(), key))));
    }
    WizardModel there = model.over(null);
    return switch (ways.get(o.index())) {
      case RETRY -> ScreenKeys.retry(there);
      case EDIT -> Step.to(there.at(there.place().with(Place.View.DIFF)).noting("e opens the file in your editor."));
      case ROLL_BACK -> rollBack(there);
      case ACCEPT -> Accepting.ask(there);
      case AGAIN -> RolloutKeys.again(there);
      case BACK -> RolloutKeys.bringBack(there);
      case SEE -> Step.to(there.at(there.place().at(0)));
      case LEAVE -> Step.to(there, new Effect.Cancel(), new Effect.Quit());
    };
  }

  private static Step rollBack(WizardModel model) {
    int phase = model.place().phase();
    return Wizard.run(model.with((EngineEvent.Failed) null).withoutPlans(), new Command.Rollback(model.survey().migration().before(phase)));
  }
}
