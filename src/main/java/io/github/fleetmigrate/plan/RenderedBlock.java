package io.github.fleetmigrate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a text that was laid out in a file, whatever its indentation there, and puts another in its place. */
final class RenderedBlock {
  private RenderedBlock() {}

  /**
   * @param old lines as they were rendered
   * @param replacement lines to stand there instead, with the same base indentation
   * @return the file's text afterwards, or empty where the old lines do not stand in it as they were
   */
  static Optional<String> replace(String file, String old, String replacement) {
    List<String> lines = List.of(file.split("(?<=\\n)"));
    List<String> wanted = old.strip().lines().toList();
    int at = find(lines, wanted);
    if (at < 0) {
      return Optional.empty();
    }
    String indent = indent(lines.get(at));
    String eol = lines.get(at).endsWith("\r\n") ? "\r\n" : "\n";
    List<String> laid =
        replacement.strip().lines().map(line -> line.isBlank() ? "" : indent + line).toList();
    String last = lines.get(at + wanted.size() - 1);
    return Optional.of(
        String.join("", lines.subList(0, at))
            + String.join(eol, laid)
            + last.substring(last.stripTrailing().length())
            + String.join("", lines.subList(at + wanted.size(), lines.size())));
  }

  private static int find(List<String> lines, List<String> wanted) {
    for (int at = 0; !wanted.isEmpty() && at + wanted.size() <= lines.size(); at++) {
      boolean all = true;
      for (int i = 0; i < wanted.size() && all; i++) {
        all = lines.get(at + i).strip().equals(wanted.get(i).strip());
      }
      if (all) {
        return at;
      }
    }
    return -1;
  }

  private static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
