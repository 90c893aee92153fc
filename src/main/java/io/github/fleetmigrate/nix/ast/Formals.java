package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.nix.syntax.SyntaxToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code { a, b ? 1, ... }}. */
public record Formals(SyntaxNode node) {

  public List<Formal> formals() {
    List<Formal> found = new ArrayList<>();
    for (SyntaxNode child : node.childNodes(SyntaxKind.FORMAL)) {
      found.add(new Formal(child));
    }
    return found;
  }

  public Optional<Formal> formal(String name) {
    return formals().stream().filter(formal -> formal.name().filter(name::equals).isPresent()).findFirst();
  }

  public Optional<SyntaxToken> ellipsis() {
    return node.childToken(SyntaxKind.ELLIPSIS);
  }
}
