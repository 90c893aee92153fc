package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Role;
import io.github.fleetmigrate.tui.view.Background;
import io.github.fleetmigrate.tui.view.Colors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cell of every screen can be read, in dark terminals and in light ones, whether their background is known or not. */
class ContrastTest {
  /**
   * WCAG 2.1, success criterion 1.4.11: what is needed to understand a user interface has 3 to 1 at least. Its 4.5 to 1 for
   * text cannot be had: Solarized's own text on its own background has 4.1.
   */
  private static final double FLOOR = 3.0;

  /** By role, the characters that screens draw in it, and one for roles that none of them has. */
  private static final Map<Role, Set<Character>> SEEN = new EnumMap<>(Role.class);

  @BeforeAll
  static void everyCellOfEveryScreen() {
    for (Role role : Role.values()) {
      SEEN.put(role, new LinkedHashSet<>(Set.of('x')));
    }
    WholeScreensTest.screens().values().forEach(screen -> look(screen.get().frame(100, 30)));
    WholeScreensTest.screens().values().forEach(screen -> look(screen.get().frame(60, 18)));
  }

  private static void look(Frame frame) {
    for (int row = 0; row < frame.rows(); row++) {
      for (int column = 0; column < frame.columns(); column++) {
        char c = frame.character(column, row);
        if (c != '\0' && c != ' ') {
          SEEN.get(frame.role(column, row)).add(c);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Palette.class)
  void everyCellIsReadable(Palette palette) {
    Set<String> faint = new TreeSet<>();
    for (Background known : Set.of(palette.background(), Background.UNKNOWN)) {
      for (boolean colored : new boolean[] {true, false}) {
        Colors colors = new Colors(colored, known);
        SEEN.forEach((role, characters) -> characters.forEach(c -> check(palette, colors.cell(c, role), role + ", background " + known, faint)));
      }
    }
    assertEquals(Set.of(), faint);
  }

  private static void check(Palette palette, TextCharacter cell, String what, Set<String> faint) {
    double contrast = Palette.contrast(palette.text(cell), palette.ground(cell));
    if (contrast < FLOOR) {
      faint.add(String.format(java.util.Locale.ROOT, "%s: %.2f", what, contrast));
    }
    boolean bold = cell.getModifiers().contains(SGR.BOLD);
    if (bold) {
      // Many terminals draw bold text of the first eight colours in the bright one of the same name.
      double bright = Palette.contrast(palette.bright(cell), palette.ground(cell));
      if (bright < FLOOR) {
        faint.add(String.format(java.util.Locale.ROOT, "%s, bold and bright: %.2f", what, bright));
      }
    }
  }

  @Test
  void brightBlackIsNeverUsed() {
    for (Background background : Background.values()) {
      Colors colors = new Colors(true, background);
      for (Role role : Role.values()) {
        assertTrue(colors.cell('x', role).getForegroundColor() != com.googlecode.lanterna.TextColor.ANSI.BLACK_BRIGHT, role.name());
        assertEquals(com.googlecode.lanterna.TextColor.ANSI.DEFAULT, colors.cell('x', role).getBackgroundColor());
      }
    }
  }

  /** For whoever wants to look: {@code -Dfleetmigrate.palettes=FOLDER} draws screens in every palette. */
  @ParameterizedTest
  @EnumSource(Palette.class)
  void screensAreDrawnInEveryPalette(Palette palette) throws IOException {
    for (String name : Stream.of("survey", "phase-diff-searched", "failure", "decisions-a-conflict", "phase-400-hosts").toList()) {
      Frame frame = WholeScreensTest.screens().get(name).get().frame(100, 30);
      String known = Svg.of(frame, palette, new Colors(true, palette.background()));
      String unknown = Svg.of(frame, palette, new Colors(true, Background.UNKNOWN));
      assertTrue(known.startsWith("<svg") && unknown.startsWith("<svg"));
      String folder = System.getProperty("fleetmigrate.palettes");
      if (folder != null) {
        Files.createDirectories(Path.of(folder));
        Files.writeString(Path.of(folder, palette.name().toLowerCase(java.util.Locale.ROOT) + "-" + name + ".svg"), known);
        Files.writeString(Path.of(folder, palette.name().toLowerCase(java.util.Locale.ROOT) + "-" + name + "-unknown.svg"), unknown);
      }
    }
  }
}
