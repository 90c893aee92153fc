package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Key.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pictures in {@code docs/screens} are what the program draws. Run with {@code -Dfleetmigrate.pictures=write} to draw
 * them anew after a change that is meant.
 */
class ScreenPicturesTest {
  private static final Path FOLDER = Path.of("docs", "screens");

  static Stream<String> names() {
    return screens().keySet().stream();
  }

  private static Played atPhase(ScriptedEngine engine) {
    return Played.on(engine).press(Name.ENTER, Name.HOME, Name.DOWN, Name.ENTER, Name.ENTER, Name.END, Name.ENTER);
  }

  /** Each screen by name, at the comfortable size. */
  private static Map<String, Frame> screens() {
    Map<String, Frame> out = new LinkedHashMap<>();
    out.put("survey", Played.on(new ScriptedEngine()).frame(100, 30));
    out.put("decisions", Played.on(new ScriptedEngine()).press(Name.ENTER, Name.HOME, Name.DOWN).frame(100, 30));
    out.put("conflict", Played.on(new ScriptedEngine()).press(Name.ENTER, Name.END, Name.UP).frame(100, 30));
    out.put("hosts", atPhase(new ScriptedEngine().hosts(400).failingOnce()).press(Name.ENTER, "y", Name.ESCAPE, "v").frame(100, 30));
    out.put("tags", Played.on(new ScriptedEngine()).press(Name.ENTER, Name.HOME, Name.DOWN, Name.DOWN, Name.DOWN, Name.ENTER, " ").frame(100, 30));
    out.put("phase", atPhase(new ScriptedEngine()).frame(100, 30));
    out.put("diff", atPhase(new ScriptedEngine()).press("d").frame(100, 30));
    out.put("confirm", atPhase(new ScriptedEngine()).press(Name.ENTER).frame(100, 30));
    out.put("phase-done", atPhase(new ScriptedEngine()).press(Name.ENTER, "y").frame(100, 30));
    out.put("failure", atPhase(new ScriptedEngine().failingOnce()).press(Name.ENTER, "y").frame(100, 30));
    out.put("rollback", Played.on(new ScriptedEngine().after(3)).press("u").frame(100, 30));
    for (String name : List.of("rollout-health", "rollout-host", "rollout-name", "rollout-failed", "closing")) {
      out.put(name, Scenarios.byName().get(name).played().frame(100, 30));
    }
    out.put("done", Scenarios.byName().get("done").played().frame(100, 40));
    out.put("small", atPhase(new ScriptedEngine()).frame(60, 18));
    return out;
  }

  @ParameterizedTest
  @MethodSource("names")
  void thePictureIsWhatTheProgramDraws(String name) throws IOException {
    String drawn = Svg.of(screens().get(name));
    Path file = FOLDER.resolve(name + ".svg");
    if ("write".equals(System.getProperty("fleetmigrate.pictures"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, drawn);
    }
    assertTrue(Files.exists(file), file + " is missing");
    assertEquals(Files.readString(file), drawn, file + " is not what the program draws");
  }

  @Test
  void theReadmeShowsAPictureThatIsThere() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertTrue(readme.contains("(docs/screens/run.svg)"), "the README shows the wizard");
    assertTrue(Files.exists(FOLDER.resolve("run.svg")));
  }
}
