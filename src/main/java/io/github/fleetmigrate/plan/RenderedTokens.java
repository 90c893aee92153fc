package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.text.TextRange;
import java.util.Collections;
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
    int at = Collections.indexOfSubList(texts(there), texts(wanted));
    if (wanted.isEmpty() || at < 0) {
      return Optional.empty();
    }
    int first = there.get(at).start();
    int behind = at == 0 ? 0 : there.get(at - 1).end();
    int start =
        !text.stripLeading().startsWith("#")
            ? first
            : all.stream()
                .filter(token -> token.start() >= behind && token.text().startsWith("#"))
                .mapToInt(token -> Math.min(first, token.start()))
                .findFirst()
                .orElse(first);
    int end = there.get(at + wanted.size() - 1).end();
    return Optional.of(new TextRange(start, end));
  }

  private static List<SyntaxToken> tokens(String text) {
    return NixParser.parse(text).tree().tokens();
  }

  private static List<String> texts(List<SyntaxToken> tokens) {
    return tokens.stream().map(SyntaxToken::text).toList();
  }

  private static List<SyntaxToken> significant(List<SyntaxToken> tokens) {
    return tokens.stream().filter(token -> !token.kind().isTrivia() && !token.text().isEmpty()).toList();
  }
}
