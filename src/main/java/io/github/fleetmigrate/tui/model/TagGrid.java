package io.github.fleetmigrate.tui.model;

import java.util.ArrayList;
import java.util.List;

/** Hosts and their tags as a grid; of many tags those around the chosen one are seen. */
final class TagGrid {
  private static final int HOST = 20;

  private TagGrid() {}

  static List<Line> lines(Overlay.Tags o, int width) {
    List<String> tags = o.tags();
    int from = first(o, width - HOST - 2);
    int to = from;
    for (int room = width - HOST - 2; to < tags.size() && cells(tags.get(to)) <= room; to++) {
      room -= cells(tags.get(to));
    }
    to = Math.max(to, o.column() + 1);
    List<Line> out = new ArrayList<>();
    Line head = Line.of(" ".repeat(HOST - 1) + (from > 0 ? "\u2039" : " "), Role.MUTED);
    for (int c = from; c < to; c++) {
      head = head.and(" " + tags.get(c) + " ", c == o.column() ? Role.ACCENT : Role.MUTED);
    }
    out.add(to < tags.size() ? head.and("\u203A", Role.MUTED) : head);
    for (int r = 0; r < o.hosts().size(); r++) {
      out.add(host(o, r, from, to));
    }
    if (o.adding() != null) {
      out.add(Line.EMPTY);
      out.add(Line.of("new tag: " + o.adding(), Role.ACCENT).and("\u2588", Role.ACCENT));
    }
    return out;
  }

  /** The first tag that is seen: as far left as the chosen one allows. */
  private static int first(Overlay.Tags o, int room) {
    int first = o.column();
    int left = room - cells(o.tags().get(first));
    while (first > 0 && cells(o.tags().get(first - 1)) <= left) {
      first--;
      left -= cells(o.tags().get(first));
    }
    return first;
  }

  private static Line host(Overlay.Tags o, int row, int from, int to) {
    String host = o.hosts().get(row);
    Line line = Line.of(Cells.fit((row == o.row() ? "\u25B8 " : "  ") + host, HOST), row == o.row() ? Role.ACCENT : Role.TEXT);
    for (int c = from; c < to; c++) {
      String tag = o.tags().get(c);
      boolean has = o.chosen().getOrDefault(host, List.of()).contains(tag);
      String cell = " ".repeat((Cells.of(tag) + 1) / 2) + (has ? "\u25CF" : "\u25CB");
      String padded = cell + " ".repeat(Math.max(0, cells(tag) - cell.length()));
      boolean here = row == o.row() && c == o.column();
      line = line.and(padded, here ? Role.SELECTED : has ? Role.ACCENT : Role.MUTED);
    }
    return line;
  }

  private static int cells(String tag) {
    return Cells.of(tag) + 2;
  }
}
