package io.github.fleetmigrate.tui;

import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Role;

/** A screen as a picture: its cells in a monospaced font, runs of one role together. */
final class Svg {
  private static final double CELL = 8.4;
  private static final int LINE = 18;
  private static final int MARGIN = 14;

  private Svg() {}

  static String of(Frame frame) {
    int width = (int) Math.ceil(frame.columns() * CELL) + 2 * MARGIN;
    int height = frame.rows() * LINE + 2 * MARGIN;
    StringBuilder out = new StringBuilder();
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width).append("\" height=\"").append(height);
    out.append("\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n");
    out.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1d2129\"/>\n");
    for (int row = 0; row < frame.rows(); row++) {
      row(out, frame, row);
    }
    return out.append("</svg>\n").toString();
  }

  private static void row(StringBuilder out, Frame frame, int row) {
    int column = 0;
    while (column < frame.columns()) {
      Role role = frame.role(column, row);
      int end = column;
      StringBuilder text = new StringBuilder();
      while (end < frame.columns() && frame.role(end, row) == role) {
        if (frame.character(end, row) != '\0') {
          text.append(frame.character(end, row));
        }
        end++;
      }
      run(out, text.toString(), role, column, end, row);
      column = end;
    }
  }

  private static void run(StringBuilder out, String text, Role role, int column, int end, int row) {
    double x = MARGIN + column * CELL;
    int y = MARGIN + row * LINE;
    double width = (end - column) * CELL;
    if (background(role) != null) {
      out.append(
          String.format(
              java.util.Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              x, y, width, LINE, background(role)));
    }
    if (text.isBlank()) {
      return;
    }
    out.append(
        String.format(
            java.util.Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"%s\"%s>%s</text>%n",
            x, y + 13, width, color(role), role == Role.TITLE || role == Role.BAD ? " font-weight=\"bold\"" : "", escaped(text)));
  }

  /** Null where there is none. */
  private static String background(Role role) {
    return switch (role) {
      case SELECTED -> color(Role.TEXT);
      case ADDED_WORD -> color(Role.ADDED);
      case REMOVED_WORD -> color(Role.REMOVED);
      default -> null;
    };
  }

  private static String color(Role role) {
    return switch (role) {
      case TEXT, TITLE -> "#d7dce5";
      case MUTED, COMMENT -> "#7d8899";
      case ACCENT, KEY, ATTRIBUTE -> "#5fc9d8";
      case GOOD, ADDED -> "#8fcf7d";
      case WARNING, STRING -> "#e5c15c";
      case BAD, REMOVED -> "#ee7d7d";
      case KEYWORD -> "#c79bf0";
      case SELECTED, ADDED_WORD, REMOVED_WORD -> "#1d2129";
    };
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
