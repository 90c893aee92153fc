package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.AttributeNames;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.TextRange;
import java.util.Optional;

/** A view of an expression. */
public sealed interface Expr
    permits Apply, Assert, AttrSet, BinaryOp, HasAttr, Ident, If, Lambda, LegacyLet, LetIn, ListExpr, Literal, Paren,
        PathExpr, Select, StringExpr, UnaryOp, With {

  /** The node it is a view of. */
  SyntaxNode node();

  /** The view of a node; empty where the node is no expression. */
  static Optional<Expr> of(SyntaxNode node) {
    return Optional.ofNullable(
        switch (node.kind()) {
          case APPLY -> new Apply(node);
          case ASSERT_IN -> new Assert(node);
          case ATTR_SET -> new AttrSet(node);
          case BINARY -> new BinaryOp(node);
          case HAS_ATTR -> new HasAttr(node);
          case IDENT -> new Ident(node);
          case IF_ELSE -> new If(node);
          case LAMBDA -> new Lambda(node);
          case LEGACY_LET -> new LegacyLet(node);
          case LET_IN -> new LetIn(node);
          case LIST -> new ListExpr(node);
          case LITERAL -> new Literal(node);
          case PAREN -> new Paren(node);
          case PATH -> new PathExpr(node);
          case SELECT -> new Select(node);
          case STRING -> new StringExpr(node);
          case UNARY -> new UnaryOp(node);
          case WITH_IN -> new With(node);
          default -> null;
        });
  }

  /** The expression that a file consists of. */
  static Optional<Expr> ofFile(SyntaxNode root) {
    return Views.expression(root, 0);
  }

  default TextRange range() {
    return node().range();
  }

  /** Its text exactly as in the file. */
  default String text() {
    return node().text();
  }

  /** The expression itself, without parentheses around it. */
  default Expr withoutParentheses() {
    return of(AttributeNames.withoutParentheses(node())).orElse(this);
  }

  /** This expression as a view of one kind, parentheses around it ignored. */
  default <T extends Expr> Optional<T> as(Class<T> view) {
    Expr inner = withoutParentheses();
    return view.isInstance(inner) ? Optional.of(view.cast(inner)) : Optional.empty();
  }
}
