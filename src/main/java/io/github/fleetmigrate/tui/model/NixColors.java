package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the pieces of a Nix file are, line by line, from its tree; a file with errors has the pieces that can be known. */
final class NixColors {
  private NixColors() {}

  /** The lines of a text without their ends; what is nothing in particular has the role {@code TEXT}. */
  static List<Line> lines(String text) {
    List<Line> out = new ArrayList<>();
    List<Line.Span> line = new ArrayList<>();
    for (SyntaxToken token : NixParser.parse(text).tree().tokens()) {
      String[] pieces = token.text().split("\n", -1);
      for (int i = 0; i < pieces.length; i++) {
        if (i > 0) {
          out.add(new Line(line));
          line = new ArrayList<>();
        }
        String piece = pieces[i].endsWith("\r") ? pieces[i].substring(0, pieces[i].length() - 1) : pieces[i];
        if (!piece.isEmpty()) {
          line.add(new Line.Span(piece, role(token)));
        }
      }
    }
    out.add(new Line(line));
    return out;
  }

  private static Role role(SyntaxToken token) {
    return switch (token.kind()) {
      case COMMENT -> Role.COMMENT;
      case IF, THEN, ELSE, ASSERT, WITH, LET, IN, REC, INHERIT, OR -> Role.KEYWORD;
      case QUOTE, INDENT_QUOTE, STRING_CONTENT, URI, SEARCH_PATH, PATH_START, PATH_CONTENT -> Role.STRING;
      case NAME -> isAttribute(token) ? Role.ATTRIBUTE : Role.TEXT;
      default -> Role.TEXT;
    };
  }

  /** Whether it names what a binding binds: {@code a.b} in {@code a.b = 1;}. */
  private static boolean isAttribute(SyntaxToken token) {
    Optional<SyntaxNode> path = token.parent().flatMap(SyntaxNode::parent).filter(n -> n.kind() == SyntaxKind.ATTR_PATH);
    return path.flatMap(SyntaxNode::parent).filter(n -> n.kind() == SyntaxKind.BINDING).isPresent();
  }
}
