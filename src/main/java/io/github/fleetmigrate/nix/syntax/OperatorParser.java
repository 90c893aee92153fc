package io.github.fleetmigrate.nix.syntax;

import java.util.ArrayDeque;
import java.util.Deque;

/** Operators and function application. Chains of any length need no stack: what waits for its right side is on a deque. */
final class OperatorParser {
  /** An operator whose right operand is being read; {@code mark} is where its node begins. */
  private record Waiting(Operator operator, SyntaxKind node, int mark) {}

  private final TreeBuilder tree;
  private final ExpressionParser expressions;
  private final BindingParser bindings;

  OperatorParser(TreeBuilder tree, ExpressionParser expressions, BindingParser bindings) {
    this.tree = tree;
    this.expressions = expressions;
    this.bindings = bindings;
  }

  /** Operands with operators between and before them. */
  void chain() {
    Deque<Waiting> waiting = new ArrayDeque<>();
    while (true) {
      Operator prefix = Operator.prefix(tree.peek());
      while (prefix != null) {
        waiting.push(new Waiting(prefix, SyntaxKind.UNARY, tree.mark()));
        tree.bump();
        prefix = Operator.prefix(tree.peek());
      }
      int left = tree.mark();
      operand();
      Operator infix = Operator.infix(tree.peek());
      while (infix != null) {
        left = reduce(waiting, infix, left);
        if (!waiting.isEmpty() && waiting.peek().operator().refuses(infix)) {
          tree.errorHere("operator needs parentheses: it cannot follow another of its kind");
          left = reduceTop(waiting);
        }
        if (!tree.at(SyntaxKind.QUESTION)) {
          break;
        }
        tree.bump();
        bindings.attributePath();
        tree.node(SyntaxKind.HAS_ATTR, left);
        infix = Operator.infix(tree.peek());
      }
      if (infix == null) {
        while (!waiting.isEmpty()) {
          reduceTop(waiting);
        }
        return;
      }
      waiting.push(new Waiting(infix, SyntaxKind.BINARY, left));
      tree.bump();
    }
  }

  /** Makes nodes of the operators that take their operand before {@code next}; the mark of what is then its left side. */
  private int reduce(Deque<Waiting> waiting, Operator next, int left) {
    int mark = left;
    while (!waiting.isEmpty()
        && waiting.peek().operator().bindsBefore(next)
        && !waiting.peek().operator().refuses(next)) {
      mark = reduceTop(waiting);
    }
    return mark;
  }

  private int reduceTop(Deque<Waiting> waiting) {
    Waiting top = waiting.pop();
    tree.node(top.node(), top.mark());
    return top.mark();
  }

  /** A function with its arguments, or a single value. */
  private void operand() {
    int mark = tree.mark();
    if (!expressions.beginsSimple()) {
      switch (tree.peek()) {
        case IF, LET, WITH, ASSERT -> {
          tree.errorHere("needs parentheses here");
          expressions.expression();
        }
        default -> tree.errorHere("expected an expression");
      }
      return;
    }
    expressions.select();
    while (expressions.beginsSimple()) {
      expressions.select();
      tree.node(SyntaxKind.APPLY, mark);
    }
  }
}
