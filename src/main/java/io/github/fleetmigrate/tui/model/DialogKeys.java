package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.tui.model.Key.Name;
import io.github.fleetmigrate.tui.model.Keys.Binding;
import java.util.ArrayList;
import java.util.List;

/** The keys of what stands in front of the screen. */
final class DialogKeys {
  static final List<Key> UP_AND_DOWN =
      List.of(
          Key.of(Name.UP), Key.of(Name.DOWN), Key.of('j'), Key.of('k'),
          Key.of(Name.PAGE_UP), Key.of(Name.PAGE_DOWN), Key.of(Name.HOME), Key.of(Name.END));
  private static final List<Key> SIDEWAYS = List.of(Key.of(Name.LEFT), Key.of(Name.RIGHT), Key.of('h'), Key.of('l'));
  private static final Binding MOVE = new Binding("\u2191\u2193", "move", UP_AND_DOWN);

  private DialogKeys() {}

  static List<Binding> of(Overlay overlay) {
    if (overlay instanceof Overlay.Help) {
      return List.of(new Binding("\u2191\u2193", "scroll", UP_AND_DOWN), Binding.of("any other key", "closes"));
    }
    if (overlay instanceof Overlay.Name) {
      return List.of(Binding.of("Enter", "take the name", Key.of(Name.ENTER)), Binding.of("Esc", "leave it", Key.of(Name.ESCAPE)));
    }
    if (overlay instanceof Overlay.Ask ask && ask.question() instanceof SshQuestion.Passphrase) {
      return List.of(Binding.of("Enter", "take it", Key.of(Name.ENTER)), Binding.of("Esc", "go without the key", Key.of(Name.ESCAPE)));
    }
    if (overlay instanceof Overlay.Confirm || overlay instanceof Overlay.Ask) {
      List<Key> other = new ArrayList<>(SIDEWAYS);
      other.add(Key.of(Name.TAB));
      return List.of(
          Binding.of("y", "yes", Key.of('y')),
          new Binding("\u2190\u2192", "mark the other", other),
          Binding.of("n", "no", Key.of('n'), Key.of(Name.ESCAPE), Key.of('q')),
          Binding.of("Enter", "the marked one", Key.of(Name.ENTER)));
    }
    if (overlay instanceof Overlay.Input || overlay instanceof Overlay.Search) {
      String does = overlay instanceof Overlay.Search ? "search" : "take it";
      return List.of(Binding.of("Enter", does, Key.of(Name.ENTER)), Binding.of("Esc", "leave it", Key.of(Name.ESCAPE)));
    }
    if (overlay instanceof Overlay.Tags tags) {
      return tags.adding() != null
          ? List.of(Binding.of("Enter", "add the tag", Key.of(Name.ENTER)), Binding.of("Esc", "leave it", Key.of(Name.ESCAPE)))
          : tags();
    }
    if (overlay instanceof Overlay.Order order) {
      return of(Binding.of("Space", order.held() ? "let go" : "hold and move", Key.of(Name.SPACE)), "take it", "leave it");
    }
    if (overlay instanceof Overlay.Accept) {
      return of(Binding.of("Space", "toggle", Key.of(Name.SPACE)), "accept", "leave it");
    }
    if (overlay instanceof Overlay.Choose choose) {
      boolean typed = choose.decision().question().kind() == Question.Kind.SETTLE;
      return of(typed ? Binding.of('e', "type another") : null, "choose", "close");
    }
    return of(null, "choose", "close");
  }

  private static List<Binding> tags() {
    List<Key> all = new ArrayList<>(UP_AND_DOWN);
    all.addAll(SIDEWAYS);
    return List.of(
        Binding.of("Space", "toggle", Key.of(Name.SPACE)),
        Binding.of('a', "new tag"),
        new Binding("\u2191\u2193\u2190\u2192", "move", all),
        Binding.of("Enter", "take it", Key.of(Name.ENTER)),
        close("leave it"));
  }

  /** A list that one walks through. */
  private static List<Binding> of(Binding own, String enter, String close) {
    List<Binding> out = new ArrayList<>();
    if (own != null) {
      out.add(own);
    }
    out.add(MOVE);
    out.add(Binding.of("Enter", enter, Key.of(Name.ENTER)));
    out.add(close(close));
    return out;
  }

  private static Binding close(String does) {
    return Binding.of("Esc", does, Key.of(Name.ESCAPE), Key.of('q'));
  }
}
