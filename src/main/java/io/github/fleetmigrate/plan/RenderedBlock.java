package io.github.fleetmigrate.plan;

import java.util.ArrayList;
import io.github.fleetmigrate.text.TextRange;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds a text that was laid out in a Nix file, whatever its indentation there or wherever a formatter broke its lines, and
 * puts another in its place.
 */
final class RenderedBlock {
  private RenderedBlock() {}

  /**
   * @param old lines as they were rendered
   * @param replacement lines to stand there instead, with the same base indentation
   * @return the file's text afterwards, or empty where the old lines do not stand in it as they were
   */
  static Optional<String> replace(String file, String old, String replacement) {
    Optional<String> asLaidOut = replaceLines(file, old, replacement);
    return asLaidOut.isPresent() ? asLaidOut : RenderedTokens.find(file, old).map(range -> laid(file, range, replacement));
  }

  /** A replacement where a text was laid out otherwise, by a formatter: in the indentation of the line it begins in. */
  private static String laid(String file, TextRange range, String replacement) {
    int line = file.lastIndexOf('\n', range.start() - 1) + 1;
    String indent = indent(file.substring(line));
    String eol = file.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = replacement.strip().lines().toList();
    String text =
        lines.get(0)
            + lines.stream().skip(1).map(l -> eol + (l.isBlank() ? "" : indent + l)).collect(Collectors.joining());
    return file.substring(0, range.start()) + text + file.substring(range.end());
  }

  private static Optional<String> replaceLines(String file, String old, String replacement) {
    List<String> lines = List.of(file.split("(?<=\\n)"));
    List<String> wanted = old.strip().lines().toList();
    int at = Collections.indexOfSubList(lines.stream().map(String::strip).toList(), wanted.stream().map(String::strip).toList());
    if (wanted.isEmpty() || at < 0) {
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

  private static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
