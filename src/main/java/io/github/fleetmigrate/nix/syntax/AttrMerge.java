package io.github.fleetmigrate.nix.syntax;

import io.github.fleetmigrate.nix.syntax.MergedAttrs.Attribute;
import io.github.fleetmigrate.nix.syntax.MergedAttrs.Dynamic;
import io.github.fleetmigrate.nix.syntax.MergedAttrs.Origin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the bindings of every set in a tree by nix 2.8's rules ({@code addAttr} in its {@code parser.y}) and says
 * which attributes are defined twice.
 */
public final class AttrMerge {
  private final Map<SyntaxNode, MergedAttrs> sets = new IdentityHashMap<>();
  private final List<SyntaxError> errors = new ArrayList<>();

  private AttrMerge() {}

  public static AttrMerge of(SyntaxNode root) {
    AttrMerge merge = new AttrMerge();
    List<SyntaxNode> nodes = root.descendants();
    // From the inside out: a set's literals are merged before the set itself takes them in.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      SyntaxNode node = nodes.get(i);
      switch (node.kind()) {
        case ATTR_SET -> merge.set(node, node.childToken(SyntaxKind.REC).isPresent());
        case LEGACY_LET, LET_IN -> merge.set(node, true);
        default -> {}
      }
    }
    return merge;
  }

  /** The attributes of a set literal, a {@code let … in} or a {@code let { }}. */
  public MergedAttrs attributesOf(SyntaxNode node) {
    return sets.get(node);
  }

  /** Attributes defined twice, and computed names where nix wants none. */
  List<SyntaxError> errors() {
    return errors;
  }

  private void set(SyntaxNode node, boolean recursive) {
    MergedAttrs attrs = new MergedAttrs(recursive);
    sets.put(node, attrs);
    for (SyntaxNode child : node.childNodes()) {
      if (child.kind() == SyntaxKind.BINDING) {
        bind(attrs, child);
      } else if (child.kind() == SyntaxKind.INHERIT_NAMES) {
        inherit(attrs, child);
      }
    }
    if (node.kind() == SyntaxKind.LET_IN && !attrs.dynamics().isEmpty()) {
      error("dynamic attributes are not allowed in let", attrs.dynamics().get(0).name());
    }
  }

  private void error(String message, SyntaxNode at) {
    errors.add(new SyntaxError(message, at.range()));
  }

  private void duplicate(String name, SyntaxNode at) {
    error("attribute '" + name + "' is already defined", at);
  }

  private void bind(MergedAttrs into, SyntaxNode binding) {
    List<SyntaxNode> parts = binding.childNodes();
    if (parts.size() < 2 || parts.get(0).kind() != SyntaxKind.ATTR_PATH) {
      return;
    }
    SyntaxNode path = parts.get(0);
    List<SyntaxNode> names = path.childNodes();
    MergedAttrs attrs = into;
    for (SyntaxNode step : names.subList(0, names.size() - 1)) {
      attrs = below(attrs, step, path);
      if (attrs == null) {
        duplicate(path.text(), path);
        return;
      }
    }
    define(attrs, names.get(names.size() - 1), path, parts.get(1));
  }

  /** The set below an attribute, made where there is none yet; null where the attribute is something else. */
  private MergedAttrs below(MergedAttrs attrs, SyntaxNode step, SyntaxNode path) {
    String name = AttributeNames.constant(step).orElse(null);
    Attribute before = name == null ? null : attrs.get(name).orElse(null);
    if (before != null) {
      return before.nested();
    }
    MergedAttrs nested = new MergedAttrs(false);
    Attribute made = new Attribute(Origin.NESTED, path, null, nested);
    if (name == null) {
      attrs.add(new Dynamic(step, made));
    } else {
      attrs.put(name, made);
    }
    return nested;
  }

  private void define(MergedAttrs attrs, SyntaxNode last, SyntaxNode path, SyntaxNode value) {
    MergedAttrs literal = literal(value);
    Attribute attribute =
        literal == null
            ? new Attribute(Origin.VALUE, path, value, null)
            : new Attribute(Origin.NESTED, path, null, literal);
    String name = AttributeNames.constant(last).orElse(null);
    if (name == null) {
      attrs.add(new Dynamic(last, attribute));
      return;
    }
    Attribute before = attrs.get(name).orElse(null);
    if (before == null) {
      attrs.put(name, attribute);
    } else if (before.nested() != null && literal != null) {
      // One level only, and computed names of the second set are lost: nix 2.8 does the same.
      literal.attributes().forEach((key, inner) -> addOnce(before.nested(), key, inner));
    } else {
      duplicate(path.text(), path);
    }
  }

  private void addOnce(MergedAttrs attrs, String name, Attribute attribute) {
    if (attrs.get(name).isPresent()) {
      duplicate(name, attribute.at());
    } else {
      attrs.put(name, attribute);
    }
  }

  private MergedAttrs literal(SyntaxNode value) {
    SyntaxNode inner = AttributeNames.withoutParentheses(value);
    return inner.kind() == SyntaxKind.ATTR_SET ? sets.get(inner) : null;
  }

  private void inherit(MergedAttrs attrs, SyntaxNode inherit) {
    SyntaxNode from =
        inherit.childNode(SyntaxKind.INHERIT_FROM).flatMap(f -> f.childNodes().stream().findFirst()).orElse(null);
    for (SyntaxNode attribute : inherit.childNodes()) {
      if (attribute.kind() == SyntaxKind.INHERIT_FROM) {
        continue;
      }
      String name = AttributeNames.constant(attribute).orElse(null);
      if (name == null) {
        error("dynamic attributes are not allowed in inherit", attribute);
      } else {
        addOnce(attrs, name, new Attribute(from == null ? Origin.INHERITED : Origin.SELECTED, attribute, from, null));
      }
    }
  }
}
