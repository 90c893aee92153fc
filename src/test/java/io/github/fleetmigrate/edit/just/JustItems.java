package io.github.fleetmigrate.edit.just;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Items of just's grammar, and files made of them that just reads. */
final class JustItems {
  private static final String BASE = "base:\n  true\n\ntakes x *y:\n  echo {{x}}\n\n";

  private JustItems() {}

  static List<String> all() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/justfiles/items.txt"));
    List<String> items = new ArrayList<>(Arrays.asList(text.split("(?m)^----\n")));
    return items.subList(1, items.size());
  }

  /** Those that a just reads, each in a file of its own. */
  static List<String> readBy(Just just) throws IOException, InterruptedException {
    List<String> out = new ArrayList<>();
    for (String item : all()) {
      if (just.reads(BASE + item.replace("N", ""))) {
        out.add(item);
      }
    }
    return out;
  }

  /** Items in any order, at any distance, over several files with any line end. */
  static List<String> mixed(List<String> all, Random random) {
    List<String> items = new ArrayList<>(all);
    Collections.shuffle(items, random);
    List<String> files = new ArrayList<>();
    int from = 0;
    while (from < items.size()) {
      int to = Math.min(items.size(), from + 2 + random.nextInt(20));
      files.add(file(items.subList(from, to), random));
      from = to;
    }
    return files;
  }

  private static String file(List<String> items, Random random) {
    StringBuilder out = new StringBuilder(random.nextBoolean() ? BASE : "# A justfile\n\n" + BASE);
    for (String item : items) {
      String text = item.replace("N", "");
      boolean near = random.nextInt(3) == 0 && !text.startsWith("#") && !text.startsWith("[");
      out.append(near ? "" : "\n".repeat(1 + random.nextInt(2))).append(text);
    }
    if (random.nextInt(4) == 0) {
      out.setLength(out.length() - 1);
    }
    return random.nextInt(3) == 0 ? out.toString().replace("\n", "\r\n") : out.toString();
  }
}
