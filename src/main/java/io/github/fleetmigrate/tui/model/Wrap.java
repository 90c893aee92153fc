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
        // A word that no line holds, such as a path, goes on in the next one.
        while (line.length() > width && width > indent.length()) {
          out.add(Line.of(line.substring(0, width), role));
          line = new StringBuilder(indent).append(line.substring(width));
        }
      }
      out.add(Line.of(line.toString(), role));
    }
    return out;
  }
}
