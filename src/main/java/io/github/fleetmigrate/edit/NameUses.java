package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Attr;
import io.github.fleetmigrate.nix.ast.Inherit;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.syntax.AttributeNames;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which variables a file binds, and where each is used. A name that is bound lexically means that binding also below a
 * {@code with}; what only a {@code with} or nothing binds is free.
 */
final class NameUses {
  /**
   * A variable.
   *
   * @param holder the {@code let}, the recursive set or the function that binds it
   * @param definitions the bindings, the inherited names, the formal or the parameter that define it
   * @param uses the names that mean it
   */
  record Variable(String name, SyntaxNode holder, List<SyntaxNode> definitions, List<SyntaxNode> uses) {}

  /** What names mean at a place. */
  private record Scope(Map<String, Variable> variables, Scope outer) {
    Variable find(String name) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        Variable found = scope.variables.get(name);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
  }

  private record Work(SyntaxNode node, Scope scope) {}

  private final Deque<Work> open = new ArrayDeque<>();
  private final List<Variable> variables = new ArrayList<>();
  private final Map<SyntaxNode, Variable> meanings = new HashMap<>();

  private NameUses() {}

  static NameUses of(SyntaxNode root) {
    NameUses uses = new NameUses();
    uses.open.push(new Work(root, new Scope(Map.of(), null)));
    while (!uses.open.isEmpty()) {
      Work work = uses.open.pop();
      uses.visit(work.node(), work.scope());
    }
    return uses;
  }

  List<Variable> variables() {
    return variables;
  }

  /** What a name, as an expression or in an {@code inherit} without a source, means; empty where it is free. */
  Optional<Variable> meaning(SyntaxNode name) {
    return Optional.ofNullable(meanings.get(name));
  }

  private void visit(SyntaxNode node, Scope scope) {
    switch (node.kind()) {
      case IDENT -> use(node, node.text(), scope);
      case LET_IN, LEGACY_LET -> entries(node, scope, recursive(node, scope));
      case ATTR_SET ->
          entries(node, scope, node.childToken(SyntaxKind.REC).isPresent() ? recursive(node, scope) : scope);
      case LAMBDA -> lambda(node, scope);
      case ATTR_PATH -> path(node, scope);
      case ERROR -> {}
      default -> later(node.childNodes(), scope);
    }
  }

  private void later(List<SyntaxNode> nodes, Scope scope) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      open.push(new Work(nodes.get(i), scope));
    }
  }

  private void use(SyntaxNode node, String name, Scope scope) {
    Variable variable = scope.find(name);
    if (variable != null) {
      variable.uses().add(node);
      meanings.put(node, variable);
    }
  }

  private void path(SyntaxNode path, Scope scope) {
    for (SyntaxNode attr : path.childNodes()) {
      if (AttributeNames.constant(attr).isEmpty()) {
        later(attr.childNodes(), scope);
      }
    }
  }

  private Scope recursive(SyntaxNode holder, Scope outer) {
    Map<String, List<SyntaxNode>> defined = new LinkedHashMap<>();
    for (SyntaxNode child : holder.childNodes()) {
      if (child.kind() == SyntaxKind.BINDING) {
        child
            .childNode(SyntaxKind.ATTR_PATH)
            .flatMap(p -> p.childNodes().stream().findFirst())
            .flatMap(AttributeNames::constant)
            .ifPresent(name -> defined.computeIfAbsent(name, n -> new ArrayList<>()).add(child));
      } else if (child.kind() == SyntaxKind.INHERIT_NAMES) {
        for (Attr attr : new Inherit(child).attrs()) {
          attr.name().ifPresent(name -> defined.computeIfAbsent(name, n -> new ArrayList<>()).add(attr.node()));
        }
      }
    }
    Map<String, Variable> bound = new HashMap<>();
    defined.forEach((name, nodes) -> bound.put(name, variable(name, holder, nodes)));
    return new Scope(bound, outer);
  }

  private Variable variable(String name, SyntaxNode holder, List<SyntaxNode> definitions) {
    Variable variable = new Variable(name, holder, definitions, new ArrayList<>());
    variables.add(variable);
    return variable;
  }

  private void entries(SyntaxNode holder, Scope outer, Scope inner) {
    for (SyntaxNode child : holder.childNodes()) {
      if (child.kind() == SyntaxKind.INHERIT_NAMES) {
        Optional<SyntaxNode> from = child.childNode(SyntaxKind.INHERIT_FROM);
        from.ifPresent(source -> later(source.childNodes(), inner));
        if (from.isEmpty()) {
          new Inherit(child).attrs().forEach(attr -> attr.name().ifPresent(name -> use(attr.node(), name, outer)));
        }
      } else {
        open.push(new Work(child, inner));
      }
    }
  }

  private void lambda(SyntaxNode node, Scope scope) {
    Lambda lambda = new Lambda(node);
    Map<String, Variable> bound = new HashMap<>();
    lambda.parameter().ifPresent(name -> bound.put(name, variable(name, node, List.of())));
    lambda.atName().ifPresent(name -> bound.put(name, variable(name, node, List.of())));
    lambda
        .formals()
        .ifPresent(
            formals ->
                formals
                    .formals()
                    .forEach(
                        formal ->
                            formal
                                .name()
                                .ifPresent(name -> bound.put(name, variable(name, node, List.of(formal.node()))))));
    Scope inner = new Scope(bound, scope);
    lambda
        .formals()
        .ifPresent(
            formals ->
                formals.formals().forEach(f -> f.defaultValue().ifPresent(v -> open.push(new Work(v.node(), inner)))));
    lambda.body().ifPresent(body -> open.push(new Work(body.node(), inner)));
  }
}
