package io.github.fleetmigrate.nix.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parses Nix expressions as nix 2.8 does. The grammar and what is an error were read from its {@code lexer.l} and
 * {@code parser.y}; whether names are bound is {@code StaticScope}'s matter.
 */
public final class NixParser {
  private NixParser() {}

  /** Parses a whole file. It never throws, whatever the text is: what nix would refuse is among the errors. */
  public static NixParse parse(String text) {
    NixLexer lexer = new NixLexer(text);
    List<Lexeme> lexemes = lexer.lex();
    TreeBuilder builder = new TreeBuilder(text, lexemes, lexer.errors());
    new ExpressionParser(builder).file();
    SyntaxNode root = builder.finish();
    List<SyntaxError> errors = new ArrayList<>(builder.errors());
    errors.addAll(NameChecks.check(root));
    errors.sort(Comparator.comparingInt((SyntaxError e) -> e.range().start()));
    return new NixParse(root, errors);
  }
}
