package io.github.fleetmigrate.tui.model;

import java.util.Arrays;

/** A whole screen as cells: a character and a role each. */
public final class Frame {
  private final int columns;
  private final int rows;
  private final char[] characters;
  private final Role[] roles;

  public Frame(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.characters = new char[columns * rows];
    this.roles = new Role[columns * rows];
    Arrays.fill(characters, ' ');
    Arrays.fill(roles, Role.TEXT);
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  public char character(int column, int row) {
    return characters[row * columns + column];
  }

  public Role role(int column, int row) {
    return roles[row * columns + column];
  }

  /** Writes a line, cut at {@code width}; a cut line ends in a sign. A wide character takes two cells. */
  void write(int column, int row, int width, Line line) {
    if (row < 0 || row >= rows) {
      return;
    }
    int at = column;
    int end = Math.min(columns, column + width);
    for (Line.Span span : line.spans()) {
      String text = SafeText.of(span.text()).replace('\n', ' ');
      for (int i = 0; i < text.length(); i++) {
        int cells = Cells.of(text.charAt(i));
        if (at + cells > end) {
          if (end > column) {
            put(end - 1, row, '\u203A', Role.MUTED);
          }
          return;
        }
        put(at, row, text.charAt(i), span.role());
        if (cells == 2) {
          put(at + 1, row, '\0', span.role());
        }
        at += cells;
      }
    }
    if (!line.spans().isEmpty() && line.spans().get(0).role() == Role.SELECTED) {
      for (; at < end; at++) {
        put(at, row, ' ', Role.SELECTED);
      }
    }
  }

  private void put(int column, int row, char c, Role role) {
    characters[row * columns + column] = c;
    roles[row * columns + column] = role;
  }

  /** The screen as text, without blanks at the ends of lines. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        if (character(column, row) != '\0') {
          line.append(character(column, row));
        }
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
