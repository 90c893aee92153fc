package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function applied to one argument. */
public record Apply(SyntaxNode node) implements Expr {

  public Optional<Expr> function() {
    return Views.expression(node, 0);
  }

  public Optional<Expr> argument() {
    return Views.expression(node, 1);
  }

  /** What is applied in the end: the function without all the arguments behind it. */
  public Optional<Expr> head() {
    Optional<Expr> head = function();
    while (head.isPresent() && head.get() instanceof Apply inner) {
      head = inner.function();
    }
    return head;
  }

  /** All arguments of a call, the first first. */
  public List<Expr> arguments() {
    List<Expr> found = new ArrayList<>();
    Expr call = this;
    while (call instanceof Apply apply) {
      apply.argument().ifPresent(argument -> found.add(0, argument));
      call = apply.function().orElse(null);
    }
    return found;
  }
}
