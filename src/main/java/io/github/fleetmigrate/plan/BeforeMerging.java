package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.Paren;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.text.EditSet;
import io.github.fleetmigrate.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flake without what is merged with its outputs: {@code let existing = …; in existing // { … }} read as {@code let
 * existing = …; in existing}. What a function from outside makes hides, for a reader that does not evaluate, what it is
 * merged with; lines stay where they are.
 */
final class BeforeMerging {
  private BeforeMerging() {}

  static RepoSnapshot of(RepoSnapshot files) {
    Optional<FileVersion> flake = files.read(FlakeModules.FLAKE);
    if (flake.isEmpty()) {
      return files;
    }
    String text = flake.get().text();
    List<TextEdit> edits = new ArrayList<>();
    for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.LET_IN)) {
      LetIn let = new LetIn(node);
      List<String> bound =
          let.bindings().stream().flatMap(b -> b.names().stream()).filter(n -> n.size() == 1).map(n -> n.get(0)).toList();
      let.body()
          .filter(body -> body.as(BinaryOp.class).isPresent())
          .ifPresent(body -> named(body, bound).ifPresent(name -> edits.add(TextEdit.replace(body.range().start(), body.range().end(), name))));
    }
    List<TextEdit> outermost =
        edits.stream()
            .filter(e -> edits.stream().noneMatch(o -> o != e && o.range().contains(e.range())))
            .toList();
    return files.with(Map.of(FlakeModules.FLAKE, FileVersion.of(EditSet.of(outermost).applyTo(text))));
  }

  /** The name among some that is an operand of a chain of {@code //}; the last one, which counts over those before it. */
  private static Optional<String> named(Expr merged, List<String> bound) {
    Optional<BinaryOp> update = merged.as(BinaryOp.class).filter(op -> op.is(SyntaxKind.UPDATE));
    if (update.isPresent()) {
      Optional<String> right = update.get().right().flatMap(side -> named(side, bound));
      return right.isPresent() ? right : update.get().left().flatMap(side -> named(side, bound));
    }
    Optional<Expr> inner = merged.as(Paren.class).flatMap(Paren::inner);
    return inner.isPresent()
        ? named(inner.get(), bound)
        : merged.as(Ident.class).map(Ident::name).filter(bound::contains);
  }
}
