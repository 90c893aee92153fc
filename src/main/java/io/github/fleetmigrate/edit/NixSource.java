package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.StaticScope;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxError;
import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.SourceText;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.List;
import java.util.Optional;

/** A Nix file that is to be edited: its text, its tree and its style. */
record NixSource(String text, NixParse parse, NixStyle style) {

  static NixSource of(String text) {
    NixParse parse = NixParser.parse(text);
    return new NixSource(text, parse, NixStyle.of(text, parse.tree()));
  }

  /** What the file consists of. */
  Optional<Expr> expression() {
    return Expr.ofFile(parse.tree());
  }

  /** Why this file cannot be edited at all, if so. */
  Optional<EditOutcome> broken() {
    if (parse.ok()) {
      return Optional.empty();
    }
    SyntaxError error = parse.errors().get(0);
    int line = SourceText.of(text).lineOf(error.range().start());
    return Optional.of(
        new EditOutcome.Refused("the file does not parse: line " + line + ": " + error.message(), error.range()));
  }

  /**
   * The outcome of some edits; none of them means that nothing is to do. A result that nix would not read, because it
   * does not parse or uses a variable that nothing defines, is refused.
   */
  EditOutcome changed(List<TextEdit> edits) {
    if (edits.isEmpty()) {
      return new EditOutcome.AlreadyApplied();
    }
    EditSet set = EditSet.of(edits);
    NixParse result = NixParser.parse(set.applyTo(text));
    if (!result.ok()) {
      return new EditOutcome.Refused(
          "the edited file would not parse (" + result.errors().get(0).message() + "); edit it by hand",
          edits.get(0).range());
    }
    List<SyntaxError> undefined = StaticScope.undefinedVariables(result.tree());
    if (!undefined.isEmpty() && StaticScope.undefinedVariables(parse.tree()).isEmpty()) {
      return new EditOutcome.Refused(
          "the edited file would have an " + undefined.get(0).message() + "; make it known there first",
          edits.get(0).range());
    }
    return new EditOutcome.Changed(set);
  }

  static EditOutcome refused(String reason, TextRange where) {
    return new EditOutcome.Refused(reason, where);
  }
}
