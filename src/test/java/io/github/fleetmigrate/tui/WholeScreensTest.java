package io.github.fleetmigrate.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  /** How a person gets to each, by its name. */
  static Map<String, Supplier<Played>> screens() {
    Map<String, Supplier<Played>> out = new LinkedHashMap<>();
    Scenarios.all().stream().filter(Scenario::stands).forEach(s -> out.put(s.name(), s::played));
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
