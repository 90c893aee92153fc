package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.tui.model.Place.View;
import java.util.ArrayList;
import java.util.List;

/** The keys that work now: on the bottom line, and with more words in the help. */
final class Keys {
  /** A key and what it does. */
  record Binding(String key, String does) {}

  private Keys() {}

  /** As many as there is room for; help and the way out are always among them. */
  static Line line(WizardModel model, int width) {
    List<Binding> all = bindings(model);
    int kept = Math.min(2, all.size());
    int room = width;
    for (Binding last : all.subList(all.size() - kept, all.size())) {
      room -= cells(last);
    }
    Line line = Line.EMPTY;
    for (int i = 0; i < all.size(); i++) {
      Binding binding = all.get(i);
      boolean last = i >= all.size() - kept;
      if (last || cells(binding) <= room) {
        room -= last ? 0 : cells(binding);
        line = line.and(binding.key(), Role.KEY).and(" " + binding.does() + (i + 1 < all.size() ? "   " : ""), Role.MUTED);
      }
    }
    return line;
  }

  /** The key that stands in this column of the bottom line; null for none. */
  static Key at(WizardModel model, int width, int column) {
    List<Line.Span> spans = line(model, width).spans();
    int at = 0;
    for (int i = 0; i + 1 < spans.size(); i += 2) {
      String key = spans.get(i).text();
      String does = spans.get(i + 1).text();
      if (column >= at && column < at + key.length() + does.stripTrailing().length()) {
        return named(key);
      }
      at += key.length() + does.length();
    }
    return null;
  }

  private static Key named(String name) {
    return switch (name) {
      case "Enter" -> Key.of(Key.Name.ENTER);
      case "Space" -> Key.of(Key.Name.SPACE);
      case "Esc" -> Key.of(Key.Name.ESCAPE);
      case "Tab" -> Key.of(Key.Name.TAB);
      default -> Key.of(name.charAt(0));
    };
  }

  private static int cells(Binding binding) {
    return binding.key().length() + 1 + binding.does().length() + 3;
  }

  static List<Binding> bindings(WizardModel model) {
    if (model.overlay() != null) {
      return overlay(model.overlay());
    }
    List<Binding> out = new ArrayList<>();
    if (model.survey() != null) {
      switch (model.place().screen()) {
        case SURVEY -> out.add(new Binding("Enter", "decisions"));
        case DECISIONS -> out.add(new Binding("Enter", "change"));
        case PHASE -> phase(out, model);
        case ROLLOUT -> {}
      }
      out.add(new Binding("Tab", "next stop"));
      out.add(new Binding("u", "roll back"));
    }
    out.add(new Binding("?", "help"));
    out.add(new Binding("q", "leave"));
    return out;
  }

  private static void phase(List<Binding> out, WizardModel model) {
    if (model.place().view() == View.DIFF) {
      out.add(new Binding("Space", "refuse hunk"));
      out.add(new Binding("e", "edit"));
      out.add(new Binding("]", "next hunk"));
      out.add(new Binding("f", "next file"));
      out.add(new Binding("/", "search"));
      out.add(new Binding("Esc", "back"));
    } else if (model.place().view() == View.LOG) {
      out.add(new Binding("/", "search"));
      out.add(new Binding("Esc", "back"));
    } else if (model.place().view() == View.HOSTS) {
      out.add(new Binding("Enter", "its log"));
      out.add(new Binding("Esc", "back"));
      return;
    } else if (model.place().view() == View.HOST) {
      out.add(new Binding("/", "search"));
      out.add(new Binding("Esc", "every host"));
      return;
    } else {
      out.add(new Binding("d", "diff"));
      out.add(new Binding("l", "log"));
      out.add(new Binding("v", "hosts"));
    }
    if (model.failure() != null) {
      out.add(new Binding("r", "retry"));
    }
    int phase = model.place().phase();
    if (!model.running() && !model.done(phase) && !Accepting.open(model, phase).isEmpty()) {
      out.add(new Binding("a", "accept"));
    }
    out.add(0, new Binding("Enter", "go on"));
  }

  private static List<Binding> overlay(Overlay overlay) {
    if (overlay instanceof Overlay.Confirm) {
      return List.of(new Binding("y", "yes"), new Binding("n", "no"), new Binding("Enter", "the marked one"));
    }
    if (overlay instanceof Overlay.Input || overlay instanceof Overlay.Search) {
      return List.of(new Binding("Enter", "take it"), new Binding("Esc", "leave it"));
    }
    if (overlay instanceof Overlay.Tags tags) {
      return tags.adding() != null
          ? List.of(new Binding("Enter", "add the tag"), new Binding("Esc", "leave it"))
          : List.of(new Binding("Space", "toggle"), new Binding("a", "new tag"), new Binding("Enter", "take it"), new Binding("Esc", "leave it"));
    }
    if (overlay instanceof Overlay.Order) {
      return List.of(new Binding("Space", "hold and move"), new Binding("Enter", "take it"), new Binding("Esc", "leave it"));
    }
    if (overlay instanceof Overlay.Accept) {
      return List.of(new Binding("Space", "toggle"), new Binding("Enter", "accept"), new Binding("Esc", "leave it"));
    }
    return List.of(new Binding("Enter", "choose"), new Binding("Esc", "close"));
  }
}
