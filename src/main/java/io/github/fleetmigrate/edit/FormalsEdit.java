package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Formal;
import io.github.fleetmigrate.nix.ast.Formals;
import io.github.fleetmigrate.nix.syntax.SyntaxElement;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds a formal to a function, behind its last one and before {@code ...}; commas lead or trail as they do there. */
final class FormalsEdit {
  private final NixSource source;

  FormalsEdit(NixSource source) {
    this.source = source;
  }

  List<TextEdit> add(Formals formals, String name) {
    List<Formal> known = formals.formals();
    SyntaxElement open = formals.node().childToken(SyntaxKind.L_BRACE).orElseThrow();
    if (known.isEmpty()) {
      boolean only = formals.ellipsis().isEmpty();
      int start = formals.ellipsis().map(SyntaxToken::start).orElse(open.end());
      String padding = source.style().padding();
      if (only) {
        int close = formals.node().childToken(SyntaxKind.R_BRACE).orElseThrow().start();
        return List.of(TextEdit.replace(open.end(), close, padding + name + padding));
      }
      String separator =
          Lines.isFirstOnLine(source.text(), start)
              ? source.style().lineEnd() + Lines.indentAt(source.text(), start)
              : " ";
      return List.of(TextEdit.insert(start, name + "," + separator));
    }
    TextRange last = known.get(known.size() - 1).node().range();
    return behind(last, commaBehind(formals, last), name, isTight(formals));
  }

  private static Optional<SyntaxToken> commaBehind(Formals formals, TextRange formal) {
    for (SyntaxElement child : formals.node().children()) {
      if (child.kind() == SyntaxKind.COMMA && child.start() >= formal.end()) {
        return Optional.of((SyntaxToken) child);
      }
    }
    return Optional.empty();
  }

  /** Whether no comma of one line has a blank behind it. */
  private static boolean isTight(Formals formals) {
    boolean any = false;
    for (SyntaxElement child : formals.node().children()) {
      if (child.kind() == SyntaxKind.COMMA) {
        any = true;
        if (child.nextSibling().map(SyntaxElement::kind).filter(SyntaxKind::isTrivia).isPresent()) {
          return false;
        }
      }
    }
    return any;
  }

  private List<TextEdit> behind(TextRange last, Optional<SyntaxToken> comma, String name, boolean tight) {
    String text = source.text();
    String newLine = source.style().lineEnd();
    boolean commaLeads = comma.isPresent() && Lines.isFirstOnLine(text, comma.get().start());
    boolean ownLeads = !Lines.isFirstOnLine(text, last.start()) && leadingComma(last.start());
    if (commaLeads || ownLeads) {
      int lead = commaLeads ? comma.get().start() : last.start();
      int end = Math.max(last.end(), Lines.endOfComment(text, last.end()));
      return List.of(TextEdit.insert(end, newLine + Lines.indentAt(text, lead) + ", " + name));
    }
    if (!Lines.isFirstOnLine(text, last.start())) {
      String separator = tight ? "," : ", ";
      return List.of(TextEdit.insert(last.end(), separator + name));
    }
    String line = newLine + Lines.indentAt(text, last.start()) + name;
    int end = comma.map(SyntaxToken::end).orElse(last.end());
    int comment = Math.max(end, Lines.endOfComment(text, end));
    List<TextEdit> edits = new ArrayList<>();
    if (comma.isEmpty()) {
      edits.add(TextEdit.insert(last.end(), ","));
    }
    edits.add(TextEdit.insert(comment, line + (comma.isPresent() ? "," : "")));
    return edits;
  }

  /** Whether a formal's line begins with a comma. */
  private boolean leadingComma(int formal) {
    String text = source.text();
    int at = Lines.startOf(text, formal) + Lines.indentAt(text, formal).length();
    return text.charAt(at) == ',';
  }
}
