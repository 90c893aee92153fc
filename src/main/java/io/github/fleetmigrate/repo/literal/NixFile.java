package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.syntax.AttrMerge;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxElement;
import java.util.Optional;
import java.util.stream.IntStream;

/** One parsed file. */
final class NixFile {
  private final String path;
  private final NixParse parse;
  private final AttrMerge merge;
  private final int[] lineEnds;

  NixFile(String path, String text) {
    this.path = path;
    this.parse = NixParser.parse(text);
    this.merge = AttrMerge.of(parse.tree());
    this.lineEnds = IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').toArray();
  }

  String path() {
    return path;
  }

  AttrMerge merge() {
    return merge;
  }

  /** What the file consists of; empty where it does not parse. */
  Optional<Expr> expression() {
    return parse.ok() ? Expr.ofFile(parse.tree()) : Optional.empty();
  }

  Place place(SyntaxElement element) {
    int at = java.util.Arrays.binarySearch(lineEnds, element.start());
    return new Place(path, (at < 0 ? -at - 1 : at) + 1);
  }
}
