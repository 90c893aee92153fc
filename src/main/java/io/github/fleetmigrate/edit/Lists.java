package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.If;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.ListExpr;
import io.github.fleetmigrate.nix.ast.Paren;
import io.github.fleetmigrate.nix.ast.Select;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.TextEdit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list literals that a value is made of, and how one more element gets into it. */
final class Lists {
  /** Functions of nixpkgs' module system that hand their last argument on, whatever the configuration. */
  private static final Set<String> PRIORITIES =
      Set.of("mkForce", "mkDefault", "mkOverride", "mkBefore", "mkAfter", "mkOrder");

  private Lists() {}

  /** The literals whose elements are in the list whatever happens. */
  static List<ListExpr> unconditional(Expr value) {
    List<ListExpr> found = new ArrayList<>();
    Deque<Expr> open = new ArrayDeque<>();
    open.push(value);
    while (!open.isEmpty()) {
      Expr inner = open.pop().withoutParentheses();
      if (inner instanceof ListExpr list) {
        found.add(list);
      } else if (inner instanceof With with) {
        with.body().ifPresent(open::push);
      } else if (inner instanceof LetIn let) {
        let.body().ifPresent(open::push);
      } else if (inner instanceof BinaryOp op && op.is(SyntaxKind.CONCAT)) {
        op.right().ifPresent(open::push);
        op.left().ifPresent(open::push);
      } else if (inner instanceof Apply call && Bodies.functionName(call).filter(PRIORITIES::contains).isPresent()) {
        call.argument().ifPresent(open::push);
      }
    }
    return found;
  }

  /** The element of any list literal in a value, a conditional one too, that says the same as a text. */
  static Optional<Expr> element(Expr value, String text) {
    for (SyntaxNode list : value.node().descendants(SyntaxKind.LIST)) {
      for (Expr element : new ListExpr(list).elements()) {
        if (Fragment.same(element, text)) {
          return Optional.of(element);
        }
      }
    }
    return Optional.empty();
  }

  /** An element of an unconditional literal, with its list. */
  record Position(ListExpr list, int index) {}

  static Optional<Position> position(Expr value, String text) {
    for (ListExpr list : unconditional(value)) {
      List<Expr> elements = list.elements();
      for (int i = 0; i < elements.size(); i++) {
        if (Fragment.same(elements.get(i), text)) {
          return Optional.of(new Position(list, i));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Adds an element: behind {@code beside} where that is an element, else at the end of the first literal, else with a
   * {@code ++} behind what computes the list. Empty where the value is none of these.
   *
   * @param beside an element's text; null for none
   */
  static Optional<TextEdit> add(NixSource source, Expr value, String element, String beside) {
    String text = Fragment.element(element);
    Optional<Position> sibling = beside == null ? Optional.empty() : position(value, beside);
    if (sibling.isPresent()) {
      Position at = sibling.get();
      return Optional.of(insert(source, at.list(), at.index(), text));
    }
    List<ListExpr> literals = unconditional(value);
    if (!literals.isEmpty()) {
      ListExpr list = literals.get(0);
      return Optional.of(insert(source, list, list.elements().size() - 1, text));
    }
    return appendable(value)
        .map(at -> TextEdit.insert(at.range().end(), " ++ " + literal(source, Fragment.laidOut(text, "", source.style()))));
  }

  private static TextEdit insert(NixSource source, ListExpr list, int after, String text) {
    return Items.of(list).insert(source, after, indent -> Fragment.laidOut(text, indent, source.style()));
  }

  /** A list of one element. */
  static String literal(NixSource source, String element) {
    String padding = source.style().padding();
    return "[" + padding + element + padding + "]";
  }

  /** The list-valued expression behind which {@code ++} may stand. */
  private static Optional<Expr> appendable(Expr value) {
    if (value instanceof With with) {
      return with.body().flatMap(Lists::appendable);
    }
    if (value instanceof LetIn let) {
      return let.body().flatMap(Lists::appendable);
    }
    boolean computed =
        value instanceof Paren paren && paren.withoutParentheses() instanceof If
            || value instanceof Paren inner && inner.inner().flatMap(Lists::appendable).isPresent()
            || value instanceof Ident
            || value instanceof Select
            || value instanceof BinaryOp op && op.is(SyntaxKind.CONCAT)
            || value instanceof Apply call && Bodies.functionName(call).filter(Lists::givesAList).isPresent();
    return computed ? Optional.of(value) : Optional.empty();
  }

  /** What mkIf and its like give is no list: the module system makes one of it later. */
  private static boolean givesAList(String function) {
    return !function.matches("mk[A-Z].*");
  }
}
