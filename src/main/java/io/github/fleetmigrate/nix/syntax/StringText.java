package io.github.fleetmigrate.nix.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a string literal means: escapes resolved, indentation stripped, line ends as nix reads them. */
public final class StringText {
  /** A piece of an indented string as nix's lexer cuts it; an escape ends the white space that a line begins with. */
  private record Piece(String text, boolean escape) {}

  private StringText() {}

  /** The value of a {@link SyntaxKind#STRING} node; empty where something is interpolated into it. */
  public static Optional<String> constant(SyntaxNode string) {
    if (string.childNode(SyntaxKind.INTERPOLATION).isPresent()) {
      return Optional.empty();
    }
    String raw = string.childToken(SyntaxKind.STRING_CONTENT).map(SyntaxToken::text).orElse("");
    return Optional.of(isIndented(string) ? stripIndentation(pieces(raw)) : unescape(raw));
  }

  /** What one piece of text between the quotes and interpolations of a {@code "…"} string means. */
  public static String piece(SyntaxToken content) {
    return unescape(content.text());
  }

  /** Whether the string stands in {@code ''}. */
  public static boolean isIndented(SyntaxNode string) {
    return string.childToken(SyntaxKind.INDENT_QUOTE).isPresent();
  }

  /** Whether nix keeps an indented string without interpolation as one plain string: then it may name an attribute. */
  static boolean isOnePiece(SyntaxNode string) {
    return !isIndented(string)
        || pieces(string.childToken(SyntaxKind.STRING_CONTENT).map(SyntaxToken::text).orElse("")).size() <= 1;
  }

  private static String unescape(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\' && i + 1 < raw.length()) {
        char escaped = raw.charAt(++i);
        out.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              default -> escaped;
            });
      } else if (c == '\r') {
        out.append('\n');
        if (i + 1 < raw.length() && raw.charAt(i + 1) == '\n') {
          i++;
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static List<Piece> pieces(String raw) {
    List<Piece> found = new ArrayList<>();
    int i = openingLine(raw);
    int plainFrom = i;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      int next = i + 1 < raw.length() ? raw.charAt(i + 1) : -1;
      int third = i + 2 < raw.length() ? raw.charAt(i + 2) : -1;
      String escape = null;
      int length = 1;
      if (c == '\'' && next == '\'') {
        length = third == '\\' ? Math.min(4, raw.length() - i) : 3;
        escape = third == '$' ? "$" : third == '\'' ? "''" : unescape(raw.substring(i + 2, i + length));
      } else if (c == '$' && (next == '\'' || next == -1) || c == '\'' && (next == '$' || next == -1)) {
        escape = String.valueOf(c);
      } else if (c == '$' || c == '\'') {
        length = 2;
      }
      if (escape != null) {
        if (i > plainFrom) {
          found.add(new Piece(raw.substring(plainFrom, i), false));
        }
        found.add(new Piece(escape, true));
        plainFrom = i + length;
      }
      i += length;
    }
    if (plainFrom < raw.length()) {
      found.add(new Piece(raw.substring(plainFrom), false));
    }
    return found;
  }

  /** The length of what belongs to the opening quotes: blanks up to and with the first line end. */
  private static int openingLine(String raw) {
    int i = 0;
    while (i < raw.length() && raw.charAt(i) == ' ') {
      i++;
    }
    return i < raw.length() && raw.charAt(i) == '\n' ? i + 1 : 0;
  }

  private static String stripIndentation(List<Piece> pieces) {
    int indent = commonIndent(pieces);
    StringBuilder out = new StringBuilder();
    boolean atLineStart = true;
    int dropped = 0;
    for (Piece piece : pieces) {
      if (piece.escape()) {
        atLineStart = false;
        out.append(piece.text());
        continue;
      }
      for (char c : piece.text().toCharArray()) {
        if (atLineStart && c == ' ' && dropped < indent) {
          dropped++;
          continue;
        }
        if (c == '\n') {
          atLineStart = true;
          dropped = 0;
        } else if (c != ' ') {
          atLineStart = false;
        }
        out.append(c);
      }
    }
    return withoutBlankLastLine(out.toString(), pieces);
  }

  private static String withoutBlankLastLine(String text, List<Piece> pieces) {
    int line = text.lastIndexOf('\n');
    boolean endsPlain = !pieces.isEmpty() && !pieces.get(pieces.size() - 1).escape();
    return endsPlain && line >= 0 && text.substring(line + 1).chars().allMatch(c -> c == ' ')
        ? text.substring(0, line + 1)
        : text;
  }

  private static int commonIndent(List<Piece> pieces) {
    int least = Integer.MAX_VALUE;
    int current = 0;
    boolean atLineStart = true;
    for (Piece piece : pieces) {
      for (char c : piece.text().toCharArray()) {
        if (piece.escape()) {
          least = atLineStart ? Math.min(least, current) : least;
          atLineStart = false;
        } else if (c == '\n') {
          atLineStart = true;
          current = 0;
        } else if (atLineStart && c == ' ') {
          current++;
        } else if (atLineStart) {
          atLineStart = false;
          least = Math.min(least, current);
        }
      }
    }
    return least;
  }
}
