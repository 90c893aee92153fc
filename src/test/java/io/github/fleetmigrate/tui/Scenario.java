package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.tui.model.Key.Name;
import java.util.List;

/**
 * What a person does, and in which fleet: the same on the model alone, on a terminal in memory and in a real one.
 *
 * @param engine how the scripted engine is, in its own words
 * @param steps keys by name, texts that are typed, and windows of another size
 * @param stands whether its last screen stands in {@code src/test/resources/screens}
 */
record Scenario(String name, String engine, List<Object> steps, boolean stands) {
  /** The window is given another size. */
  record Size(int columns, int rows) {}

  /** What the person's editor makes of a file. */
  static String edited(String text) {
    return text + "# mine\n";
  }

  /** The person before the first step. */
  Played opened() {
    return Played.on(ScriptedEngine.as(engine)).editing(Scenario::edited);
  }

  /** The person after the last one. */
  Played played() {
    Played person = opened();
    steps.stream().filter(s -> !(s instanceof Size)).forEach(person::press);
    return person;
  }

  /** Every key and every size by itself: a text key by key. */
  List<Object> singly() {
    return steps.stream()
        .flatMap(s -> s instanceof Name || s instanceof Size ? java.util.stream.Stream.of(s) : s.toString().chars().mapToObj(c -> (Object) String.valueOf((char) c)))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
