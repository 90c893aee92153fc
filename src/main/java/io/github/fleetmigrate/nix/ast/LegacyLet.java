package io.github.fleetmigrate.nix.ast;

import io.github.fleetmigrate.nix.syntax.SyntaxNode;

/** {@code let { body = x; }}, which nobody should write any more. */
public record LegacyLet(SyntaxNode node) implements Expr, BindingSet {}
