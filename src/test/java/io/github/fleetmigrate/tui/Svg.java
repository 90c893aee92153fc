package io.github.fleetmigrate.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import io.github.fleetmigrate.tui.model.Frame;
import io.github.fleetmigrate.tui.model.Role;
import io.github.fleetmigrate.tui.view.Colors;
import java.util.Locale;

/** A screen as a picture: its cells in a monospaced font, in the colours of a terminal, runs of one role together. */
final class Svg {
  private static final double CELL = 8.4;
  private static final int LINE = 18;
  private static final int MARGIN = 14;

  private final StringBuilder out = new StringBuilder();
  private final Palette palette;
  private final Colors colors;

  private Svg(Palette palette, Colors colors) {
    this.palette = palette;
    this.colors = colors;
  }

  /** As the pictures of the documents are drawn. */
  static String of(Frame frame) {
    return of(frame, Palette.PICTURE, new Colors(true, Palette.PICTURE.background()));
  }

  static String of(Frame frame, Palette palette, Colors colors) {
    return new Svg(palette, colors).drawn(frame);
  }

  private String drawn(Frame frame) {
    int width = (int) Math.ceil(frame.columns() * CELL) + 2 * MARGIN;
    int height = frame.rows() * LINE + 2 * MARGIN;
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width).append("\" height=\"").append(height);
    out.append("\" font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\">\n");
    out.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#").append(palette.ground(colors.cell(' ', Role.TEXT)));
    out.append("\"/>\n");
    for (int row = 0; row < frame.rows(); row++) {
      row(frame, row);
    }
    return out.append("</svg>\n").toString();
  }

  private void row(Frame frame, int row) {
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
      run(text.toString(), colors.cell('x', role), column, end, row);
      column = end;
    }
  }

  private void run(String text, TextCharacter style, int column, int end, int row) {
    double x = MARGIN + column * CELL;
    int y = MARGIN + row * LINE;
    double width = (end - column) * CELL;
    if (style.getModifiers().contains(SGR.REVERSE)) {
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#%s\"/>%n",
              x, y, width, LINE, palette.ground(style)));
    }
    if (text.isBlank()) {
      return;
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"#%s\"%s>%s</text>%n",
            x, y + 13, width, palette.text(style), style.getModifiers().contains(SGR.BOLD) ? " font-weight=\"bold\"" : "", escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
