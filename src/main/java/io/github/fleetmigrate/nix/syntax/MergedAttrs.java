package io.github.fleetmigrate.nix.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a set as nix sees them once it has parsed it: {@code a.b = 1; a.c = 2;} is one attribute {@code
 * a}, and so is {@code a = { b = 1; }; a.c = 2;}.
 */
public final class MergedAttrs {
  /** How an attribute comes by its value. */
  public enum Origin {
    /** From an expression. */
    VALUE,
    /** From bindings that were merged, or from a set literal. */
    NESTED,
    /** {@code inherit a;}: from the scope around the set. */
    INHERITED,
    /** {@code inherit (x) a;}. */
    SELECTED
  }

  /**
   * One attribute.
   *
   * @param origin where its value comes from
   * @param at the attribute path or the inherited name that defines it first
   * @param value the expression, also what {@code inherit (x)} selects from; null for the other origins
   * @param nested the set below it; null unless the origin is {@link Origin#NESTED}
   */
  public record Attribute(Origin origin, SyntaxNode at, SyntaxNode value, MergedAttrs nested) {}

  /**
   * An attribute whose name is computed.
   *
   * @param name the node that names it
   * @param attribute what it is bound to
   */
  public record Dynamic(SyntaxNode name, Attribute attribute) {}

  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final List<Dynamic> dynamics = new ArrayList<>();
  private final boolean recursive;

  MergedAttrs(boolean recursive) {
    this.recursive = recursive;
  }

  /** Whether its attributes see each other: {@code rec { }}, {@code let { }}, and between {@code let} and {@code in}. */
  public boolean recursive() {
    return recursive;
  }

  public Map<String, Attribute> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  public List<Dynamic> dynamics() {
    return Collections.unmodifiableList(dynamics);
  }

  Optional<Attribute> get(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  void put(String name, Attribute attribute) {
    attributes.put(name, attribute);
  }

  void add(Dynamic dynamic) {
    dynamics.add(dynamic);
  }
}
