package io.github.fleetmigrate.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder of systemd's units: those that the configuration makes, and which of them want which. */
final class UnitParts {
  private static final Pattern LOOP = Pattern.compile("for i in (.*); do");
  private static final Pattern FOLDER = Pattern.compile("mkdir -p \\$out/'?([^'/]+\\.(?:wants|requires|upholds))'?/?");
  private static final Pattern LINK =
      Pattern.compile("ln -sfn '?\\.\\./([^'\\s]+)'? \\$out/'?([^'/]+)\\.(wants|requires|upholds)'?/?");
  private static final Pattern ARROW = Pattern.compile("(\\S+) -> (\\S+)");
  private static final Pattern UNIT = Pattern.compile("unit-(.*?)(-disabled)?");

  private final Entries entries;
  private final Part.Kind kind;

  UnitParts(Entries entries, Part.Kind kind) {
    this.entries = entries;
    this.kind = kind;
  }

  void read(Derivation units) {
    units
        .environment()
        .forEach(
            (name, value) -> {
              List<String> rest = new ArrayList<>();
              for (String line : value.split("\n")) {
                if (wanted(line)) {
                  // The folder that was made for it in the line before goes with it.
                  if (!rest.isEmpty() && FOLDER.matcher(rest.get(rest.size() - 1)).matches()) {
                    rest.remove(rest.size() - 1);
                  }
                } else if (!line.isBlank() && !arrow(line)) {
                  rest.add(loop(line));
                }
              }
              entries.restVariable(name, String.join("\n", rest));
            });
  }

  private boolean wanted(String line) {
    Matcher link = LINK.matcher(line);
    if (!link.matches()) {
      return false;
    }
    String by =
        switch (link.group(3)) {
          case "wants" -> "wanted by ";
          case "requires" -> "required by ";
          default -> "upheld by ";
        };
    entries.add(new Part(kind, link.group(1)), by + link.group(2), "");
    return true;
  }

  private boolean arrow(String line) {
    Matcher arrow = ARROW.matcher(line);
    if (!arrow.matches()) {
      return false;
    }
    entries.add(new Part(kind, arrow.group(1)), "", arrow.group(2));
    return true;
  }

  /** What is left of a line once its units are told. */
  private String loop(String line) {
    Matcher loop = LOOP.matcher(line);
    if (!loop.matches()) {
      return line;
    }
    List<String> rest = new ArrayList<>();
    for (String word : loop.group(1).split(" ")) {
      Derivation made = entries.graph().maker(word);
      Matcher unit = UNIT.matcher(made == null ? "" : made.name());
      if (unit.matches()) {
        entries.add(new Part(kind, unit.group(1)), "", word);
      } else {
        rest.add(word);
      }
    }
    return "for i in " + String.join(" ", rest) + "; do";
  }
}
