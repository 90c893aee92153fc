package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxElement;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.SourceText;
import java.util.HashMap;
import java.util.Map;

/**
 * How a Nix file is laid out, learned from the file itself.
 *
 * @param indentUnit what one level of indentation adds: blanks or a tab; two blanks where the file shows none
 * @param lineEnd {@code "\n"} or {@code "\r\n"}, whichever most lines have
 * @param tightBrackets whether most one-line lists and sets have no blank behind the opening bracket
 */
public record NixStyle(String indentUnit, String lineEnd, boolean tightBrackets) {

  public static NixStyle of(String source) {
    return of(source, NixParser.parse(source).tree());
  }

  static NixStyle of(String source, SyntaxNode tree) {
    Map<String, Integer> units = new HashMap<>();
    int tight = 0;
    int spaced = 0;
    for (SyntaxNode node : tree.descendants()) {
      if (node.kind() != SyntaxKind.ATTR_SET && node.kind() != SyntaxKind.LIST) {
        continue;
      }
      SyntaxNode first = node.childNodes().stream().findFirst().orElse(null);
      if (first == null) {
        continue;
      }
      if (Lines.isFirstOnLine(source, first.start())) {
        String outer = Lines.indentAt(source, node.start());
        String inner = Lines.indentAt(source, first.start());
        if (inner.startsWith(outer) && inner.length() > outer.length()) {
          units.merge(inner.substring(outer.length()), 1, Integer::sum);
        }
      } else if (first.previousSibling().map(SyntaxElement::kind).filter(SyntaxKind::isTrivia).isPresent()) {
        spaced++;
      } else {
        tight++;
      }
    }
    String unit =
        units.entrySet().stream()
            .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(e -> -e.getKey().length()))
            .map(Map.Entry::getKey)
            .orElse("  ");
    return new NixStyle(unit, SourceText.of(source).lineEnd(), tight > spaced);
  }

  /** The blank that stands inside the brackets of a one-line list or set; empty in a tight style. */
  String padding() {
    return tightBrackets ? "" : " ";
  }
}
