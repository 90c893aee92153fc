package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.tui.model.Key.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole screens of every stop, dialog, failure and resume, in the least, the usual and the comfortable window, as they stand
 * in {@code screens}. Run with {@code -Dfleetmigrate.pictures=write} to write them anew after a change that is meant.
 */
class WholeScreensTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "screens");
  private static final int[][] SIZES = {{60, 18}, {80, 24}, {100, 30}};

  private static Played opened() {
    return Played.on(new ScriptedEngine());
  }

  private static Played decisions() {
    return opened().press(Name.ENTER);
  }

  private static Played phase(ScriptedEngine engine) {
    return Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER, Name.ENTER, Name.END, Name.ENTER);
  }

  private static Played phase() {
    return phase(new ScriptedEngine());
  }

  private static Played failed() {
    return phase(new ScriptedEngine().failingOnce()).press(Name.ENTER, "y");
  }

  /** How a person gets to each, by its name. */
  static Map<String, Supplier<Played>> screens() {
    Map<String, Supplier<Played>> out = new LinkedHashMap<>();
    out.put("survey", WholeScreensTest::opened);
    out.put("survey-without-nix", () -> Played.on(new ScriptedEngine().withoutNix()));
    out.put("survey-help", () -> opened().press("?"));
    out.put("decisions", WholeScreensTest::decisions);
    out.put("decisions-a-choice", () -> decisions().press(Name.ENTER));
    out.put("decisions-a-text", () -> decisions().press(Name.HOME, Name.ENTER));
    out.put("decisions-the-last", () -> decisions().press(Name.END));
    out.put("decisions-tags", () -> decisions().press(Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER));
    out.put("decisions-a-new-tag", () -> decisions().press(Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER, "agpu"));
    out.put("decisions-the-order", () -> decisions().press(Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER, " "));
    out.put("decisions-a-conflict", () -> decisions().press(Name.END, Name.UP));
    out.put("decisions-a-conflict-settled", () -> decisions().press(Name.END, Name.UP, Name.ENTER));
    out.put("phase-not-yet", () -> opened().press(Name.TAB, Name.TAB, Name.TAB));
    out.put("phase", WholeScreensTest::phase);
    out.put("phase-help", () -> phase().press("?"));
    out.put("phase-asked", () -> phase().press(Name.ENTER));
    out.put("phase-diff", () -> phase().press("d"));
    out.put("phase-diff-help", () -> phase().press("d?"));
    out.put("phase-diff-refused", () -> phase().press("d", Name.DOWN, Name.DOWN, Name.DOWN, Name.DOWN, " "));
    out.put("phase-diff-searched", () -> phase().press("d", "/fleet", Name.ENTER));
    out.put("phase-log", () -> phase().press("l"));
    out.put("phase-done", () -> phase().press(Name.ENTER, "y"));
    out.put("phase-hosts", () -> phase().press(Name.ENTER, "y", "v"));
    out.put("phase-400-hosts", () -> phase(new ScriptedEngine().hosts(400)).press(Name.ENTER, "y", "v"));
    out.put("phase-one-host", () -> phase().press(Name.ENTER, "y", "v", Name.ENTER));
    out.put("phase-no-hosts", () -> phase().press("v"));
    out.put("phase-verifying", () -> phase(new ScriptedEngine().neverEnding()).press(Name.ENTER, "y"));
    out.put("phase-verifying-left", () -> phase(new ScriptedEngine().neverEnding()).press(Name.ENTER, "yq"));
    out.put("phase-resumed", () -> Played.on(new ScriptedEngine().after(3)));
    out.put("failure", WholeScreensTest::failed);
    out.put("failure-log", () -> failed().press(Name.ESCAPE, "l"));
    out.put("failure-behind", () -> failed().press(Name.ESCAPE));
    out.put("failure-accepting", () -> failed().press(Name.ESCAPE, "a "));
    out.put("rollback", () -> Played.on(new ScriptedEngine().after(3)).press("u"));
    out.put("rollback-asked", () -> Played.on(new ScriptedEngine().after(3)).press("u", Name.DOWN, Name.ENTER));
    out.put("rollout", () -> Played.on(new ScriptedEngine().after(5)));
    out.put("rollout-help", () -> Played.on(new ScriptedEngine().after(5)).press("?"));
    return out;
  }

  static Stream<String> names() {
    return screens().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theScreenIsTheOneThatStands(String name) throws IOException {
    StringBuilder drawn = new StringBuilder();
    for (int[] size : SIZES) {
      drawn.append("=== ").append(size[0]).append(" x ").append(size[1]).append('\n');
      drawn.append(screens().get(name).get().frame(size[0], size[1]).text());
    }
    Path file = FOLDER.resolve(name + ".txt");
    if ("write".equals(System.getProperty("fleetmigrate.pictures"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, drawn);
    }
    assertTrue(Files.exists(file), file + " is missing");
    assertEquals(Files.readString(file), drawn.toString());
  }
}
