package io.github.fleetmigrate.edit.mentions;

import java.util.ArrayList;
import java.util.List;

/** Finds lines that mention any of several texts. */
public final class MentionScanner {
  private final List<String> patterns;

  public MentionScanner(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * Lines of one file that mention a pattern.
   *
   * @return line numbers, from 1
   */
  public List<Integer> lines(String text) {
    List<Integer> out = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (patterns.stream().anyMatch(line::contains)) {
        out.add(number);
      }
    }
    return out;
  }
}
