package io.github.fleetmigrate.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Screens of a terminal, as {@code tmux capture-pane -e} tells them, as one picture that shows them in turn. */
final class TerminalPicture {
  private static final double CELL = 8.4;
  private static final int LINE = 18;
  private static final int MARGIN = 14;
  private static final String[] COLORS = {
    "#1d2129", "#ee7d7d", "#8fcf7d", "#e5c15c", "#6ca4e8", "#c792ea", "#5fc9d8", "#d7dce5"
  };
  private static final String BACKGROUND = COLORS[0];
  private static final String TEXT = COLORS[7];

  private final int columns;
  private final int rows;
  private final List<Scene> scenes = new ArrayList<>();

  private record Scene(String screen, int seconds) {}

  /** How a cell is drawn. */
  private record Style(String color, boolean bold, boolean reversed) {
    static final Style PLAIN = new Style(TEXT, false, false);

    /** The style after one number of an escape sequence. */
    Style with(int code) {
      if (code == 0) {
        return PLAIN;
      } else if (code == 1) {
        return new Style(color, true, reversed);
      } else if (code == 22) {
        return new Style(color, false, reversed);
      } else if (code == 7) {
        return new Style(color, bold, true);
      } else if (code == 27) {
        return new Style(color, bold, false);
      } else if (code >= 30 && code <= 37) {
        return new Style(COLORS[code - 30], bold, reversed);
      } else if (code == 39) {
        return new Style(TEXT, bold, reversed);
      } else if (code >= 91 && code <= 97) {
        return new Style(COLORS[code - 90], bold, reversed);
      }
      return this;
    }
  }

  TerminalPicture(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** One more screen, shown for some seconds. */
  void show(String screen, int seconds) {
    scenes.add(new Scene(screen, seconds));
  }

  /** Without motion the last screen is shown, and whoever wants less motion sees that one too. */
  String svg() {
    int width = (int) Math.ceil(columns * CELL) + 2 * MARGIN;
    int height = rows * LINE + 2 * MARGIN;
    int total = scenes.stream().mapToInt(Scene::seconds).sum();
    StringBuilder out = new StringBuilder();
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width).append("\" height=\"").append(height);
    out.append("\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n<style>\n");
    int from = 0;
    for (int i = 0; i < scenes.size(); i++) {
      int to = from + scenes.get(i).seconds();
      boolean last = i == scenes.size() - 1;
      out.append(
          String.format(
              Locale.ROOT,
              "@keyframes s%d{0%%{opacity:%d}%.3f%%{opacity:1}%.3f%%{opacity:%d}100%%{opacity:%d}}%n",
              i, from == 0 ? 1 : 0, 100.0 * from / total, 100.0 * to / total, last ? 1 : 0, last ? 1 : 0));
      out.append(
          String.format(
              Locale.ROOT, ".s%d{opacity:%d;animation:s%d %ds step-end infinite}%n", i, last ? 1 : 0, i, total));
      from = to;
    }
    out.append("@media (prefers-reduced-motion:reduce){g{animation:none!important}}\n</style>\n");
    out.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"").append(BACKGROUND).append("\"/>\n");
    for (int i = 0; i < scenes.size(); i++) {
      out.append("<g class=\"s").append(i).append("\">\n");
      List<String> lines = scenes.get(i).screen().lines().toList();
      Style style = Style.PLAIN;
      for (int row = 0; row < Math.min(rows, lines.size()); row++) {
        style = line(out, lines.get(row), row, style);
      }
      out.append("</g>\n");
    }
    return out.append("</svg>\n").toString();
  }

  /** Draws a line; a style holds on until the terminal says otherwise. */
  private static Style line(StringBuilder out, String line, int row, Style before) {
    Style style = before;
    StringBuilder run = new StringBuilder();
    int start = 0;
    int column = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\u001B' && line.startsWith("[", i + 1)) {
        int end = line.indexOf('m', i);
        run(out, run, style, start, row);
        start = column;
        String codes = line.substring(i + 2, end);
        for (String code : codes.isEmpty() ? new String[] {"0"} : codes.split(";")) {
          style = style.with(Integer.parseInt(code));
        }
        i = end;
      } else {
        run.append(line.charAt(i));
        column++;
      }
    }
    run(out, run, style, start, row);
    return style;
  }

  private static void run(StringBuilder out, StringBuilder run, Style style, int column, int row) {
    String text = run.toString();
    run.setLength(0);
    if (text.isEmpty() || text.isBlank() && !style.reversed()) {
      return;
    }
    double x = MARGIN + column * CELL;
    int y = MARGIN + row * LINE;
    double width = text.length() * CELL;
    if (style.reversed()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              x, y, width, LINE, style.color()));
    }
    if (!text.isBlank()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\""
                  + " fill=\"%s\"%s>%s</text>%n",
              x, y + 13, width, style.reversed() ? BACKGROUND : style.color(), style.bold() ? " font-weight=\"bold\"" : "",
              text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
    }
  }
}
