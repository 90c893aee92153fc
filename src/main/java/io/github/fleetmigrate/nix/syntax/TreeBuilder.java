package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the lexer's tokens into nodes while the parser walks over them. Elements that have no parent yet lie on a
 * stack; a node takes all of them from a mark on. White space and comments are taken along only when a token behind
 * them is, so they end up between the children of the node that holds both sides.
 */
final class TreeBuilder {
  private final String text;
  private final List<Lexeme> lexemes;
  private final List<SyntaxError> errors;
  private final List<SyntaxElement> orphans = new ArrayList<>();
  private int next;
  private boolean givenUp;

  TreeBuilder(String text, List<Lexeme> lexemes, List<SyntaxError> errors) {
    this.text = text;
    this.lexemes = lexemes;
    this.errors = new ArrayList<>(errors);
  }

  /** The kind of the next token that is not trivia. */
  SyntaxKind peek() {
    return peek(0);
  }

  /** The kind of the token that follows {@code ahead} others, trivia not counted. */
  SyntaxKind peek(int ahead) {
    if (givenUp) {
      return SyntaxKind.END;
    }
    int left = ahead;
    for (int i = next; i < lexemes.size(); i++) {
      SyntaxKind kind = lexemes.get(i).kind();
      if (!kind.isTrivia() && left-- == 0) {
        return kind;
      }
    }
    return SyntaxKind.END;
  }

  /** The kind of the very next token, trivia counted. */
  SyntaxKind peekRaw() {
    return givenUp || next >= lexemes.size() ? SyntaxKind.END : lexemes.get(next).kind();
  }

  boolean at(SyntaxKind kind) {
    return peek() == kind;
  }

  /** Where a node that begins with the next token begins on the stack. */
  int mark() {
    takeTrivia();
    return orphans.size();
  }

  /** Takes the next token. At the end it does nothing. */
  void bump() {
    takeTrivia();
    if (!givenUp && next < lexemes.size()) {
      take();
    }
  }

  /** Takes the next token if it is of a kind; says what is missing otherwise. */
  boolean expect(SyntaxKind kind, String name) {
    if (at(kind)) {
      bump();
      return true;
    }
    errorHere("expected " + name);
    return false;
  }

  private void takeTrivia() {
    while (!givenUp && next < lexemes.size() && lexemes.get(next).kind().isTrivia()) {
      take();
    }
  }

  private void take() {
    Lexeme lexeme = lexemes.get(next++);
    orphans.add(new SyntaxToken(lexeme.kind(), text, lexeme.start(), lexeme.end()));
  }

  /** Makes one node of everything from a mark on. */
  SyntaxNode node(SyntaxKind kind, int mark) {
    List<SyntaxElement> mine = orphans.subList(mark, orphans.size());
    SyntaxNode node = new SyntaxNode(kind, mine, next < lexemes.size() ? lexemes.get(next).start() : text.length());
    mine.clear();
    orphans.add(node);
    return node;
  }

  void errorHere(String message) {
    if (!givenUp) {
      for (int i = next; i < lexemes.size(); i++) {
        Lexeme lexeme = lexemes.get(i);
        if (!lexeme.kind().isTrivia()) {
          error(message, new TextRange(lexeme.start(), lexeme.end()));
          return;
        }
      }
      error(message + ", but the file ends", TextRange.at(text.length()));
    }
  }

  void error(String message, TextRange where) {
    errors.add(new SyntaxError(message, where));
  }

  /** Puts the next token, which fits nowhere, into a node of its own. */
  void bumpAsError() {
    int mark = mark();
    bump();
    node(SyntaxKind.ERROR, mark);
  }

  /** From here on every look ahead finds the end, so that all open rules return. The rest goes into the root. */
  void giveUp(String message) {
    errorHere(message);
    givenUp = true;
  }

  /** The root over all that there is. To be called last. */
  SyntaxNode finish() {
    givenUp = false;
    if (!at(SyntaxKind.END)) {
      int mark = mark();
      while (!at(SyntaxKind.END)) {
        bump();
      }
      node(SyntaxKind.ERROR, mark);
    }
    takeTrivia();
    return node(SyntaxKind.ROOT, 0);
  }

  List<SyntaxError> errors() {
    return errors;
  }
}
