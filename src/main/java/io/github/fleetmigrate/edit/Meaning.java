package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.ArrayList;
import java.util.List;

/** What is left of code without its layout: two pieces with the same rest differ in white space and comments only. */
final class Meaning {
  private Meaning() {}

  /** The tokens that carry meaning; text of indented strings without the blanks that all its lines begin with. */
  static List<String> of(SyntaxNode node) {
    List<String> found = new ArrayList<>();
    for (SyntaxToken token : node.tokens()) {
      if (token.kind() == SyntaxKind.STRING_CONTENT) {
        found.add(content(token));
      } else if (!token.kind().isTrivia()) {
        found.add(token.text());
      }
    }
    return found;
  }

  private static String content(SyntaxToken token) {
    String text = token.text().replace("\r\n", "\n");
    SyntaxNode string = token.parent().orElseThrow();
    if (string.childToken(SyntaxKind.INDENT_QUOTE).isEmpty()) {
      return text;
    }
    int indent = commonIndent(string);
    StringBuilder out = new StringBuilder();
    String[] lines = text.split("\n", -1);
    out.append(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      out.append('\n').append(lines[i], Math.min(indent, blanks(lines[i])), lines[i].length());
    }
    return endsString(token) ? out.toString().replaceFirst("\n *$", "\n") : out.toString();
  }

  private static int commonIndent(SyntaxNode string) {
    int least = Integer.MAX_VALUE;
    for (SyntaxToken token : string.tokens()) {
      if (token.kind() != SyntaxKind.STRING_CONTENT || token.parent().orElseThrow() != string) {
        continue;
      }
      String[] lines = token.text().replace("\r\n", "\n").split("\n", -1);
      for (int i = 1; i < lines.length; i++) {
        boolean goesOn = i == lines.length - 1 && !endsString(token);
        if (!lines[i].isBlank() || goesOn) {
          least = Math.min(least, blanks(lines[i]));
        }
      }
    }
    return least;
  }

  private static boolean endsString(SyntaxToken content) {
    return content.nextSibling().filter(next -> next.kind() == SyntaxKind.INDENT_QUOTE).isPresent();
  }

  private static int blanks(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(count) == ' ') {
      count++;
    }
    return count;
  }
}
