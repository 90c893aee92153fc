package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.AttrMerge;
import io.github.fleetmigrate.nix.syntax.AttributeNames;
import io.github.fleetmigrate.nix.syntax.MergedAttrs;
import io.github.fleetmigrate.nix.syntax.SyntaxError;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which names of a file nix binds to nothing. Like nix ({@code bindVars} in its {@code nixexpr.cc}) it looks at scopes
 * only: inside a {@code with} every name might be bound.
 */
public final class StaticScope {
  /** Names that a construct brings into view; null names stand for a {@code with}. */
  private record Scope(Set<String> names, Scope outer) {
    boolean binds(String name) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        if (scope.names == null || scope.names.contains(name)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A node, or a set that bindings make up, whose names are still to be looked up. */
  private record Work(SyntaxNode node, MergedAttrs set, Scope scope) {
    Work(SyntaxNode node, Scope scope) {
      this(node, null, scope);
    }
  }

  private final AttrMerge merge;
  private final Deque<Work> open = new ArrayDeque<>();
  private final List<SyntaxError> errors = new ArrayList<>();

  private StaticScope(SyntaxNode root) {
    this.merge = AttrMerge.of(root);
  }

  /** The undefined variables of a whole file that has no syntax errors, in the order of their places. */
  public static List<SyntaxError> undefinedVariables(SyntaxNode root) {
    StaticScope analysis = new StaticScope(root);
    analysis.later(root.childNodes(), new Scope(GlobalNames.all(), null));
    while (!analysis.open.isEmpty()) {
      Work work = analysis.open.pop();
      if (work.node() == null) {
        analysis.attributes(work.set(), work.scope());
      } else {
        analysis.bind(work.node(), work.scope());
      }
    }
    analysis.errors.sort(Comparator.comparingInt((SyntaxError e) -> e.range().start()));
    return analysis.errors;
  }

  private void later(List<SyntaxNode> nodes, Scope scope) {
    for (SyntaxNode node : nodes) {
      open.push(new Work(node, scope));
    }
  }

  private void bind(SyntaxNode node, Scope scope) {
    switch (node.kind()) {
      case IDENT -> name(node.text(), node.range(), scope);
      case ATTR_SET, LEGACY_LET -> attributes(merge.attributesOf(node), scope);
      case LET_IN -> {
        Scope inner = attributes(merge.attributesOf(node), scope);
        later(node.childNodes().stream().filter(n -> !isEntry(n)).toList(), inner);
      }
      case LAMBDA -> lambda(node, scope);
      case WITH_IN -> {
        List<SyntaxNode> parts = node.childNodes();
        for (int i = 0; i < parts.size(); i++) {
          open.push(new Work(parts.get(i), i == 0 ? scope : new Scope(null, scope)));
        }
      }
      case ATTR_PATH -> node.childNodes().forEach(attribute -> computedName(attribute, scope));
      case ERROR -> {}
      default -> later(node.childNodes(), scope);
    }
  }

  private static boolean isEntry(SyntaxNode node) {
    return node.kind() == SyntaxKind.BINDING
        || node.kind() == SyntaxKind.INHERIT_NAMES
        || node.kind() == SyntaxKind.ERROR;
  }

  private void name(String name, TextRange where, Scope scope) {
    if (!name.equals("__curPos") && !scope.binds(name)) {
      errors.add(new SyntaxError("undefined variable '" + name + "'", where));
    }
  }

  private void computedName(SyntaxNode attribute, Scope scope) {
    if (AttributeNames.constant(attribute).isEmpty()) {
      later(attribute.childNodes(), scope);
    }
  }

  /** Binds a set's values; answers the scope that its attributes see. */
  private Scope attributes(MergedAttrs attrs, Scope scope) {
    Scope inner = attrs.recursive() ? new Scope(attrs.attributes().keySet(), scope) : scope;
    attrs.attributes().forEach((name, attribute) -> attribute(name, attribute, scope, inner));
    for (MergedAttrs.Dynamic dynamic : attrs.dynamics()) {
      later(dynamic.name().childNodes(), inner);
      attribute(null, dynamic.attribute(), scope, inner);
    }
    return inner;
  }

  private void attribute(String name, MergedAttrs.Attribute attribute, Scope outer, Scope inner) {
    switch (attribute.origin()) {
      case VALUE, SELECTED -> open.push(new Work(attribute.value(), inner));
      case INHERITED -> name(name, attribute.at().range(), outer);
      case NESTED -> open.push(new Work(null, attribute.nested(), inner));
    }
  }

  private void lambda(SyntaxNode lambda, Scope scope) {
    Lambda view = new Lambda(lambda);
    Set<String> names = new HashSet<>();
    view.parameter().ifPresent(names::add);
    view.atName().ifPresent(names::add);
    view.formals().ifPresent(f -> f.formals().forEach(formal -> formal.name().ifPresent(names::add)));
    Scope inner = new Scope(names, scope);
    view.formals()
        .ifPresent(f -> f.formals().forEach(formal -> formal.defaultValue().ifPresent(v -> push(v, inner))));
    view.body().ifPresent(body -> push(body, inner));
  }

  private void push(Expr expr, Scope scope) {
    open.push(new Work(expr.node(), scope));
  }
}
