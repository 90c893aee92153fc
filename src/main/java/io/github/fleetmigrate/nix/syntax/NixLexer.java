package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Divides a text into tokens that cover it without a gap. It follows nix 2.8's lexer: the longest match wins, and a
 * stack of modes tells strings and paths from what is interpolated into them.
 */
final class NixLexer {
  private enum Mode {
    CODE,
    STRING,
    INDENTED,
    PATH,
    PATH_AFTER_SLASH
  }

  private final String text;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private final List<SyntaxError> errors = new ArrayList<>();
  private final Deque<Mode> modes = new ArrayDeque<>();
  private int at;

  NixLexer(String text) {
    this.text = text;
  }

  /** All tokens of the text, in order. To be called once. */
  List<Lexeme> lex() {
    while (at < text.length()) {
      switch (mode()) {
        case CODE -> lexCode();
        case STRING -> lexString();
        case INDENTED -> lexIndented();
        default -> lexPath();
      }
    }
    if (mode() == Mode.PATH_AFTER_SLASH) {
      trailingSlash();
    }
    return lexemes;
  }

  /** What no token can hold; complete once {@link #lex()} has run. */
  List<SyntaxError> errors() {
    return errors;
  }

  private Mode mode() {
    return modes.isEmpty() ? Mode.CODE : modes.peek();
  }

  private void emit(SyntaxKind kind, int length) {
    lexemes.add(new Lexeme(kind, at, at + length));
    at += length;
  }

  private void error(String message, int length) {
    errors.add(new SyntaxError(message, new TextRange(at, Math.min(text.length(), at + length))));
  }

  private int peek(int offset) {
    return Characters.at(text, at + offset);
  }

  private void lexCode() {
    int c = peek(0);
    if (Characters.isSpace(c)) {
      int i = 1;
      while (Characters.isSpace(peek(i))) {
        i++;
      }
      emit(SyntaxKind.WHITESPACE, i);
    } else if (c == '#') {
      int i = 1;
      while (peek(i) != -1 && peek(i) != '\r' && peek(i) != '\n') {
        i++;
      }
      emit(SyntaxKind.COMMENT, i);
    } else if (c == '/' && peek(1) == '*') {
      int close = text.indexOf("*/", at + 2);
      if (close < 0) {
        error("comment is not closed", 2);
      }
      emit(SyntaxKind.COMMENT, (close < 0 ? text.length() : close + 2) - at);
    } else if (!lexWord()) {
      lexSign(c);
    }
  }

  /** Names, numbers, paths and URLs: the longest match wins, of equal ones the first. */
  private boolean lexWord() {
    int name = Characters.name(text, at);
    int integer = Characters.integer(text, at);
    int floating = Characters.floating(text, at);
    int segment = Characters.pathSegment(text, at);
    int home = Characters.homePath(text, at);
    if (segment == 0 && peek(0) == '~' && peek(1) == '/') {
      segment = 2;
    }
    boolean interpolated = segment > 0 && peek(segment) == '$' && peek(segment + 1) == '{';
    int path = Math.max(Characters.path(text, at), home);
    int search = Characters.searchPath(text, at);
    int uri = Characters.uri(text, at);
    int longest =
        Math.max(
            Math.max(Math.max(name, integer), Math.max(floating, interpolated ? segment + 2 : 0)),
            Math.max(Math.max(path, search), uri));
    if (longest == 0) {
      return false;
    }
    if (longest == name) {
      emit(Keywords.kindOf(text, at, at + name), name);
    } else if (longest == integer) {
      checkInteger(integer);
      emit(SyntaxKind.INTEGER, integer);
    } else if (longest == floating) {
      checkFloat(floating);
      emit(SyntaxKind.FLOAT, floating);
    } else if (interpolated && longest == segment + 2) {
      emit(SyntaxKind.PATH_START, segment);
      modes.push(Mode.PATH_AFTER_SLASH);
    } else if (longest == path) {
      emit(SyntaxKind.PATH_START, path);
      modes.push(text.charAt(at - 1) == '/' ? Mode.PATH_AFTER_SLASH : Mode.PATH);
    } else if (longest == search) {
      emit(SyntaxKind.SEARCH_PATH, search);
    } else {
      emit(SyntaxKind.URI, uri);
    }
    return true;
  }

  private void checkInteger(int length) {
    try {
      Long.parseLong(text.substring(at, at + length));
    } catch (NumberFormatException tooLarge) {
      error("integer is too large", length);
    }
  }

  private void checkFloat(int length) {
    String digits = text.substring(at, at + length);
    double value = Double.parseDouble(digits);
    boolean zero = digits.split("[eE]")[0].chars().noneMatch(c -> c >= '1' && c <= '9');
    if (Double.isInfinite(value) || !zero && value < Double.MIN_NORMAL) {
      error("floating point number is out of range", length);
    }
  }

  private void lexSign(int c) {
    if (c == '$' && peek(1) == '{') {
      emit(SyntaxKind.DOLLAR_BRACE, 2);
      modes.push(Mode.CODE);
    } else if (c == '{') {
      emit(SyntaxKind.L_BRACE, 1);
      modes.push(Mode.CODE);
    } else if (c == '}') {
      emit(SyntaxKind.R_BRACE, 1);
      if (!modes.isEmpty()) {
        modes.pop();
      }
    } else if (c == '"') {
      emit(SyntaxKind.QUOTE, 1);
      modes.push(Mode.STRING);
    } else if (c == '\'' && peek(1) == '\'') {
      emit(SyntaxKind.INDENT_QUOTE, 2);
      modes.push(Mode.INDENTED);
    } else {
      Sign sign = Sign.at(text, at);
      if (sign == null) {
        error(c == '\uFEFF' ? "byte order mark: nix does not read it" : "unexpected character", 1);
        emit(SyntaxKind.UNKNOWN, Character.charCount(text.codePointAt(at)));
      } else {
        emit(sign.kind(), sign.length());
      }
    }
  }

  private void lexString() {
    if (peek(0) == '"') {
      emit(SyntaxKind.QUOTE, 1);
      modes.pop();
      return;
    }
    int i = 0;
    while (true) {
      int c = peek(i);
      int next = peek(i + 1);
      if (c == -1 || c == '"' || c == '$' && next == '{') {
        break;
      }
      if (c == '\\') {
        i += 2;
      } else if (c == '$' && next != '"' && next != '\\') {
        i += 2;
      } else {
        i++;
      }
    }
    endContent(Math.min(i, text.length() - at));
  }

  private void lexIndented() {
    int i = 0;
    while (true) {
      int c = peek(i);
      int next = peek(i + 1);
      if (c == -1 || c == '$' && next == '{') {
        break;
      }
      if (c == '$') {
        i += next == '\'' ? 1 : 2;
      } else if (c == '\'' && next == '\'') {
        int third = peek(i + 2);
        if (third == '$' || third == '\'') {
          i += 3;
        } else if (third == '\\' && peek(i + 3) != -1) {
          i += 4;
        } else {
          break;
        }
      } else {
        i += c == '\'' && next != '$' ? 2 : 1;
      }
    }
    i = Math.min(i, text.length() - at);
    if (i == 0 && peek(0) == '\'') {
      emit(SyntaxKind.INDENT_QUOTE, 2);
      modes.pop();
    } else {
      endContent(i);
    }
  }

  /** Emits string text, then the interpolation where one begins right behind it. */
  private void endContent(int length) {
    if (length > 0) {
      emit(SyntaxKind.STRING_CONTENT, length);
    }
    if (peek(0) == '$' && peek(1) == '{') {
      emit(SyntaxKind.DOLLAR_BRACE, 2);
      modes.push(Mode.CODE);
    }
  }

  private void lexPath() {
    if (peek(0) == '$' && peek(1) == '{') {
      emit(SyntaxKind.DOLLAR_BRACE, 2);
      modes.pop();
      modes.push(Mode.PATH);
      modes.push(Mode.CODE);
      return;
    }
    int length =
        Math.max(
            Math.max(Characters.path(text, at), Characters.pathSegment(text, at)), Characters.pathChars(text, at));
    if (length == 0) {
      if (mode() == Mode.PATH_AFTER_SLASH) {
        trailingSlash();
      }
      modes.pop();
      return;
    }
    emit(SyntaxKind.PATH_CONTENT, length);
    modes.pop();
    modes.push(text.charAt(at - 1) == '/' ? Mode.PATH_AFTER_SLASH : Mode.PATH);
  }

  private void trailingSlash() {
    errors.add(new SyntaxError("path has a trailing slash", new TextRange(at - 1, at)));
  }
}
