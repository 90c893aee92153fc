package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.tui.model.Key;
import io.github.fleetmigrate.tui.model.Key.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every screen and in every dialog: a key that is named does something, and a key that does something is named. */
class NamedKeysTest {
  /** Wide enough for every key on the bottom line. */
  private static final int WIDE = 300;

  private static final List<Key> ARROWS = keys(Name.UP, Name.DOWN, Name.LEFT, Name.RIGHT);

  /** What stands for more than one key, on the bottom line and in the help. */
  private static final Map<String, List<Key>> WORDS =
      Map.ofEntries(
          Map.entry("Enter", keys(Name.ENTER)),
          Map.entry("Space", keys(Name.SPACE)),
          Map.entry("Esc", keys(Name.ESCAPE)),
          Map.entry("Tab", keys(Name.TAB)),
          Map.entry("Shift-Tab", keys(Name.BACK_TAB)),
          Map.entry("Ctrl-C", keys(Name.INTERRUPT)),
          Map.entry("PgUp", keys(Name.PAGE_UP)),
          Map.entry("PgDn", keys(Name.PAGE_DOWN)),
          Map.entry("Home", keys(Name.HOME)),
          Map.entry("End", keys(Name.END)),
          Map.entry("arrows", keys(Name.UP, Name.DOWN)),
          Map.entry("jk", List.of(Key.of('j'), Key.of('k'))),
          Map.entry("\u2190", keys(Name.LEFT)),
          Map.entry("\u2192", keys(Name.RIGHT)),
          Map.entry("\u2191\u2193", keys(Name.UP, Name.DOWN)),
          Map.entry("\u2190\u2192", keys(Name.LEFT, Name.RIGHT)),
          Map.entry("\u2191\u2193\u2190\u2192", keys(Name.UP, Name.DOWN, Name.LEFT, Name.RIGHT)));

  private static List<Key> keys(Name... names) {
    return Arrays.stream(names).map(Key::of).toList();
  }

  static Stream<String> names() {
    return Scenarios.byName().keySet().stream().sorted();
  }

  private static String bottom(Played wizard) {
    String[] lines = wizard.frame(WIDE, 60).text().split("\n");
    return lines[lines.length - 1].strip();
  }

  private static boolean dialog(Played wizard) {
    return wizard.frame(WIDE, 60).text().contains("\u256D");
  }

  /** The keys that a word on the screen names; none for other words. */
  private static List<Key> named(String word) {
    List<Key> all = WORDS.get(word);
    return all != null ? all : word.length() == 1 ? List.of(Key.of(word.charAt(0))) : List.of();
  }

  private static List<Key> hinted(Played wizard) {
    List<Key> out = new ArrayList<>();
    for (String hint : bottom(wizard).split(" {3}")) {
      out.addAll(named(hint.substring(0, hint.indexOf(' '))));
    }
    return out;
  }

  private static Set<Key> universe() {
    Set<Key> out = new LinkedHashSet<>();
    for (Name name : Name.values()) {
      if (name != Name.CHARACTER && name != Name.BACKSPACE) {
        out.add(Key.of(name));
      }
    }
    for (char c = '!'; c <= '~'; c++) {
      out.add(Key.of(c));
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("names")
  void aKeyThatIsNamedDoesSomething(String name) {
    Played screen = Scenarios.byName().get(name).played();
    List<Key> hinted = hinted(screen);
    assertTrue(hinted.size() >= 2, () -> bottom(screen));
    for (Key key : hinted) {
      boolean acts = screen.trying(key) != null || screen.remarks(key);
      assertTrue(acts || ARROWS.contains(key), () -> key + " does nothing, and is named: " + bottom(screen));
    }
    // At one end of a list one of two arrows has nowhere to go; in a list of one both.
    boolean moves = ARROWS.stream().anyMatch(key -> screen.trying(key) != null);
    assertTrue(moves || !hinted.contains(Key.of(Name.UP)) || name.equals("failure-accepting"), () -> bottom(screen));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aKeyThatDoesSomethingIsNamed(String name) {
    Played screen = Scenarios.byName().get(name).played();
    boolean dialog = dialog(screen);
    String bottom = bottom(screen);
    boolean any = bottom.contains("any other key");
    // In a field of text every character is text.
    boolean typing = bottom.startsWith("Enter take it") || bottom.startsWith("Enter add") || bottom.startsWith("Enter take the name") || bottom.startsWith("Enter search");
    Set<Key> named = new LinkedHashSet<>(hinted(screen));
    String help = dialog ? bottom : Scenarios.byName().get(name).played().press("?").frame(WIDE, 60).text();
    Arrays.stream(help.split("[ \n;,\u2502]+")).forEach(word -> named.addAll(named(word)));
    if (dialog) {
      // As everywhere: hjkl are arrows, pages and ends move too, q closes what Esc closes, Space is Enter in a list of choices.
      named.addAll(keys(Name.PAGE_UP, Name.PAGE_DOWN, Name.HOME, Name.END, Name.INTERRUPT, Name.TAB, Name.SPACE));
      "hjklq".chars().forEach(c -> named.add(Key.of((char) c)));
      named.add(Key.of(Name.ESCAPE));
    }
    Set<String> unnamed = new TreeSet<>();
    for (Key key : universe()) {
      boolean text = typing && (key.name() == Name.CHARACTER || key.name() == Name.SPACE);
      if (!any && !text && !named.contains(key) && screen.trying(key) != null) {
        unnamed.add(key.toString());
      }
    }
    assertEquals(Set.of(), unnamed, () -> help);
  }

  @Test
  void aRefusedHunkIsOfferedToBeTakenAgain() {
    Played wizard = Scenarios.byName().get("phase-diff").played().press("]");
    assertTrue(bottom(wizard).contains("Space refuse hunk"), bottom(wizard));
    wizard.press(Name.SPACE);
    assertTrue(bottom(wizard).contains("Space take hunk again"), bottom(wizard));
    wizard.press(Name.HOME);
    assertTrue(bottom(wizard).contains("Space take file again"), bottom(wizard));
    wizard.press(Name.SPACE);
    assertTrue(bottom(wizard).contains("Space refuse file"), bottom(wizard));
  }

  @Test
  void whatIsDoneIsNotRefused() {
    Played wizard = Scenarios.byName().get("phase-done").played().press("d", "]");
    assertTrue(!bottom(wizard).contains("refuse") && !bottom(wizard).contains("edit"), bottom(wizard));
    assertTrue(wizard.press(Name.SPACE).screen().contains("Phase 1 is done"), wizard.screen());
  }

  @Test
  void theHelpScrollsWhereTheWindowIsLow() {
    Played wizard = Scenarios.byName().get("phase-diff-help").played();
    String first = wizard.frame(60, 18).text();
    assertTrue(first.contains("Keys here") && first.contains(" of "), first);
    assertTrue(!first.contains("not needed"), first);
    String last = wizard.press(Name.END).frame(60, 18).text();
    assertTrue(last.contains("not needed") && !last.contains("Keys here"), last);
    assertTrue(!wizard.press(Name.ENTER).frame(60, 18).text().contains("Signs"));
  }

  @Test
  void aHintThatIsClickedIsItsKey() {
    Played wizard = Scenarios.byName().get("decisions-tags").played();
    String[] lines = wizard.frame(100, 30).text().split("\n");
    int at = lines[29].indexOf("new tag");
    wizard.hear(new io.github.fleetmigrate.tui.model.WizardEvent.Clicked(at, 29, 100, 30));
    assertTrue(wizard.screen().contains("new tag: "), wizard.screen());
  }
}
