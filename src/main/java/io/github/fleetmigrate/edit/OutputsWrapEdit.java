package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.Inherit;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.Paren;
import io.github.fleetmigrate.nix.ast.Select;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.ast.StaticScope;
import io.github.fleetmigrate.nix.syntax.NixParse;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import io.github.fleetmigrate.text.TextEdit;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Binds what the outputs function gives to a name and gives something made of it instead. Nothing of the original is
 * touched: text comes before it and behind it; behind it alone where something is only merged with it.
 */
final class OutputsWrapEdit {
  private final NixSource source;
  private final FlakeFile flake;

  OutputsWrapEdit(NixSource source) {
    this.source = source;
    this.flake = FlakeFile.of(source);
  }

  /**
   * @param name what the original is bound to
   * @param bindings further bindings, written for two blanks a level; may be empty
   * @param result the new value
   */
  EditOutcome wrap(String name, String bindings, String result) {
    Optional<Expr> body = flake.outputsFunction().flatMap(f -> f.body());
    if (body.isEmpty()) {
      return NixSource.refused(
          "'outputs' is not a function written in this file; wrap the function where it is",
          flake.outputsValue().map(Expr::range).orElse(null));
    }
    NixParse addition = NixParser.parse("let " + name + " = null;\n" + bindings + "\nin " + result);
    if (!addition.ok()) {
      throw new IllegalArgumentException("not bindings and a result: " + addition.errors().get(0).message());
    }
    LetIn added = new LetIn(addition.tree().childNodes().get(0));
    Optional<Expr> merged = merged(added, name);
    if (isApplied(body.get(), name, result) || merged.filter(m -> isAppended(body.get(), m.text())).isPresent()) {
      return new EditOutcome.AlreadyApplied();
    }
    Expr wrapped = wrapped(body.get(), added);
    Expr last = behindWith(wrapped);
    if (merged.isPresent() && takesMore(last)) {
      return source.changed(List.of(appended(last, bindings, merged.get().text())));
    }
    Optional<SyntaxToken> captured = captured(wrapped, Set.of(name));
    if (captured.isPresent()) {
      return NixSource.refused(
          "the outputs use the name '" + captured.get().text() + "', which is to be bound here", captured.get().range());
    }
    boolean apart = captured(wrapped, boundNames(added)).isPresent();
    return source.changed(edits(wrapped, name, bindings, apart, result));
  }

  /** What is merged with the original, where that is all that the addition needs of it. */
  private static Optional<Expr> merged(LetIn added, String name) {
    Optional<BinaryOp> update =
        added.body().flatMap(b -> b.as(BinaryOp.class)).filter(op -> op.is(SyntaxKind.UPDATE));
    boolean first =
        update.flatMap(BinaryOp::left).flatMap(l -> l.as(Ident.class)).filter(i -> i.name().equals(name)).isPresent();
    long uses =
        added.node().tokens().stream()
            .filter(token -> token.kind() == SyntaxKind.NAME && token.text().equals(name))
            .filter(OutputsWrapEdit::isVariable)
            .count();
    return first && uses == 1 ? update.flatMap(BinaryOp::right) : Optional.empty();
  }

  /** What a {@code with} ends in: it takes over no name that is bound otherwise, nor a built-in one. */
  private static Expr behindWith(Expr expr) {
    Expr end = expr;
    while (end instanceof With with && with.body().isPresent()) {
      end = with.body().get();
    }
    return end;
  }

  /** Whether {@code //} behind an expression takes all of it, and nothing but it. */
  private static boolean takesMore(Expr original) {
    return original instanceof AttrSet
        || original instanceof Paren
        || original instanceof Apply
        || original instanceof Ident
        || original instanceof Select
        || original instanceof BinaryOp op && op.is(SyntaxKind.UPDATE);
  }

  private static boolean isAppended(Expr body, String merged) {
    Expr end = behindWith(body);
    while (end instanceof LetIn let && let.body().isPresent()) {
      end = behindWith(let.body().get());
    }
    while (end instanceof BinaryOp op && op.is(SyntaxKind.UPDATE) && op.right().isPresent()) {
      end = op.right().get();
    }
    Expr inner = end.withoutParentheses();
    while (inner instanceof LetIn let && let.body().isPresent()) {
      inner = let.body().get();
    }
    return Fragment.same(inner, merged);
  }

  /** The addition behind the original, no line of which changes. */
  private TextEdit appended(Expr original, String bindings, String merged) {
    NixStyle style = source.style();
    TextRange range = original.range();
    String indent = Lines.indentAt(source.text(), range.end() - 1);
    String one = indent + style.indentUnit();
    String two = one + style.indentUnit();
    boolean lines = range.in(source.text()).contains("\n");
    String before = (lines ? style.lineEnd() + indent : " ") + "// ";
    if (bindings.isBlank()) {
      return TextEdit.insert(range.end(), before + Fragment.laidOut(merged, indent, style));
    }
    String text =
        "("
            + style.lineEnd() + one + "let"
            + style.lineEnd() + two + Fragment.laidOut(bindings.strip(), two, style)
            + style.lineEnd() + one + "in"
            + style.lineEnd() + one + Fragment.laidOut(merged, one, style)
            + style.lineEnd() + indent + ")";
    return TextEdit.insert(range.end(), before + text);
  }

  private static boolean isApplied(Expr body, String name, String result) {
    Expr inner = body;
    boolean binds = false;
    while (inner instanceof LetIn let && let.body().isPresent()) {
      Expr end = let.body().get();
      binds |= let.bindings().stream().anyMatch(b -> b.names().filter(List.of(name)::equals).isPresent());
      if (binds && Fragment.same(end, result)) {
        return true;
      }
      inner = end;
    }
    return false;
  }

  /**
   * What a {@code let} of the outputs ends in, so that the addition may use its names; all of it where the {@code let}
   * would take over a name of the function's that the addition uses.
   */
  private Expr wrapped(Expr body, LetIn added) {
    if (!(body instanceof LetIn let) || let.body().isEmpty()) {
      return body;
    }
    Set<String> taken = boundNames(let);
    OutputsShape outputs = flake.outputs().orElseThrow();
    Set<String> arguments = new HashSet<>(outputs.formals());
    outputs.wholeName().ifPresent(arguments::add);
    taken.retainAll(arguments);
    SyntaxNode addition = added.node().parent().orElseThrow();
    boolean hides =
        StaticScope.undefinedVariables(addition).stream()
            .anyMatch(error -> taken.contains(error.range().in(addition.text())));
    return hides ? body : let.body().get();
  }

  private static Set<String> boundNames(LetIn let) {
    Set<String> names = new HashSet<>();
    for (Binding binding : let.bindings()) {
      binding.names().ifPresent(path -> names.add(path.get(0)));
    }
    for (Inherit inherit : let.inherits()) {
      inherit.attrs().forEach(attr -> attr.name().ifPresent(names::add));
    }
    return names;
  }

  /** A word in the original that the new names would take over. */
  private static Optional<SyntaxToken> captured(Expr original, Set<String> names) {
    return original.node().tokens().stream()
        .filter(token -> token.kind() == SyntaxKind.NAME && names.contains(token.text()))
        .filter(OutputsWrapEdit::isVariable)
        .findFirst();
  }

  private static boolean isVariable(SyntaxToken name) {
    SyntaxKind holder = name.parent().flatMap(ident -> ident.parent()).orElseThrow().kind();
    return holder != SyntaxKind.ATTR_PATH && holder != SyntaxKind.FORMAL;
  }

  /**
   * @param apart whether the further bindings get a {@code let} of their own, because the original uses their names for
   *     something else
   */
  private List<TextEdit> edits(Expr original, String name, String bindings, boolean apart, String result) {
    String text = source.text();
    NixStyle style = source.style();
    TextRange range = original.range();
    String indent = Lines.indentAt(text, range.start());
    String inner = indent + style.indentUnit();
    String before = "let" + style.lineEnd() + inner + name + " =";
    before += Lines.isFirstOnLine(text, range.start()) ? style.lineEnd() + indent : " ";
    StringBuilder after = new StringBuilder(";");
    if (apart) {
      after.append(style.lineEnd()).append(indent).append("in").append(style.lineEnd()).append(indent).append("let");
    }
    if (!bindings.isBlank()) {
      after.append(style.lineEnd()).append(inner).append(Fragment.laidOut(bindings.strip(), inner, style));
    }
    after.append(style.lineEnd()).append(indent).append("in");
    after.append(style.lineEnd()).append(indent).append(Fragment.laidOut(result.strip(), indent, style));
    List<TextEdit> edits = new ArrayList<>();
    edits.add(TextEdit.insert(range.start(), before));
    edits.add(TextEdit.insert(range.end(), after.toString()));
    return edits;
  }
}
