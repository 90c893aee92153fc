package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random changes of a text of up to sixty lines, some alike, with and without a last line end. */
final class Texts {
  private Texts() {}

  static FileChange change(Random random) {
    List<String> before = new ArrayList<>();
    for (int n = random.nextInt(60); n >= 0; n--) {
      before.add(random.nextInt(4) == 0 ? "}" : "line " + random.nextInt(1000) + (random.nextInt(8) == 0 ? "\r" : ""));
    }
    List<String> after = new ArrayList<>(before);
    for (int n = random.nextInt(6); n >= 0; n--) {
      int at = random.nextInt(after.size() + 1);
      switch (random.nextInt(3)) {
        case 0 -> after.add(at, random.nextInt(3) == 0 ? "}" : "new " + random.nextInt(1000));
        case 1 -> after.subList(Math.max(0, at - 1), at).clear();
        default -> after.subList(Math.max(0, at - 1), at).replaceAll(l -> l + "'");
      }
    }
    FileVersion a = FileVersion.of(text(before, random));
    FileVersion b = FileVersion.of(text(after, random));
    return a.equals(b) ? change(random) : new FileChange("d/file.txt", a, b);
  }

  private static String text(List<String> lines, Random random) {
    return String.join("\n", lines) + (lines.isEmpty() || random.nextInt(4) == 0 ? "" : "\n");
  }
}
