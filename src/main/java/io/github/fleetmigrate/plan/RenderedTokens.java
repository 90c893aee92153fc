package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.text.TextRange;
import java.util.List;
import java.util.Optional;

/** Finds a Nix text in a file by its tokens, wherever a formatter broke its lines. */
final class RenderedTokens {
  private RenderedTokens() {}

  /**
   * Where a text stands in a file.
   *
   * @return with the comments before it, where the text begins with one; empty where its tokens are not there in a row
   */
  static Optional<TextRange> find(String file, String text) {
    List<SyntaxToken> all = tokens(file);
    List<SyntaxToken> there = significant(all);
    List<SyntaxToken> wanted = significant(tokens(text));
    int at = find(there, wanted);
    if (at < 0) {
      return Optional.empty();
    }
    int start = there.get(at).start();
    int end = there.get(at + wanted.size() - 1).end();
    if (text.stripLeading().startsWith("#")) {
      int behind = at == 0 ? 0 : there.get(at - 1).end();
      start =
          all.stream()
              .filter(token -> token.start() >= behind && token.text().startsWith("#"))
              .mapToInt(SyntaxToken::start)
              .findFirst()
              .stream()
              .map(first -> Math.min(first, there.get(at).start()))
              .findFirst()
              .orElse(start);
    }
    return Optional.of(new TextRange(start, end));
  }

  private static int find(List<SyntaxToken> there, List<SyntaxToken> wanted) {
    for (int at = 0; !wanted.isEmpty() && at + wanted.size() <= there.size(); at++) {
      boolean all = true;
      for (int i = 0; i < wanted.size() && all; i++) {
        all = there.get(at + i).text().equals(wanted.get(i).text());
      }
      if (all) {
        return at;
      }
    }
    return -1;
  }

  private static List<SyntaxToken> tokens(String text) {
    return NixParser.parse(text).tree().tokens();
  }

  private static List<SyntaxToken> significant(List<SyntaxToken> tokens) {
    return tokens.stream().filter(token -> !token.kind().isTrivia() && !token.text().isEmpty()).toList();
  }
}
