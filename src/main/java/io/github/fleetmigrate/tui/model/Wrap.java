package io.github.fleetmigrate.tui.model;

import java.util.ArrayList;
import java.util.List;

/** Breaks text at blanks so that it fits a width. */
final class Wrap {
  private Wrap() {}

  static List<Line> lines(String text, int width, Role role, String indent) {
    List<Line> out = new ArrayList<>();
    for (String paragraph : SafeText.of(text).split("\n", -1)) {
      StringBuilder line = new StringBuilder(indent);
      for (String word : paragraph.split(" ")) {
        boolean first = line.length() == indent.length();
        if (!first && line.length() + 1 + word.length() > width) {
          out.add(Line.of(line.toString(), role));
          line = new StringBuilder(indent);
          first = true;
        }
        line.append(first ? "" : " ").append(word);
      }
      out.add(Line.of(line.toString(), role));
    }
    return out;
  }
}
