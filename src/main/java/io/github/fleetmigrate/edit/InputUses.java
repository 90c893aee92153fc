package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Attr;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.Inherit;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.Select;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a file reaches for an input of the flake: {@code inputs.x}, {@code inputs'.x}, {@code self.inputs.x}, {@code
 * inherit (inputs) x}, and {@code x} where a function takes it. A package of that name ({@code pkgs.x}) is no input.
 */
final class InputUses {
  /** What modules and packages are handed under these names is no set of inputs. */
  private static final Set<String> OTHERS =
      Set.of("pkgs", "lib", "config", "options", "final", "prev", "super", "self", "self'", "old", "oldAttrs", "ps");

  /** Sets of packages have a package of the input's name. */
  private static final Pattern PACKAGES = Pattern.compile("pkgs|packages", Pattern.CASE_INSENSITIVE);

  private final String input;
  private final NixSource source;
  private final NameUses names;
  /** Variables whose values are looked at. */
  private final Set<NameUses.Variable> followed = Collections.newSetFromMap(new IdentityHashMap<>());

  private InputUses(NixSource source, NameUses names, String input) {
    this.source = source;
    this.names = names;
    this.input = input;
  }

  /** The names and selections that reach for it, in the order of the file; formals are none. */
  static List<SyntaxNode> of(NixSource source, NameUses names, String input) {
    return new InputUses(source, names, input).find();
  }

  private List<SyntaxNode> find() {
    List<SyntaxNode> out = new ArrayList<>();
    for (SyntaxNode node : source.parse().tree().descendants()) {
      switch (node.kind()) {
        case SELECT -> {
          NameChain chain = NameChain.of(new Select(node));
          int place = chain.selects(input);
          if (place > 0 && isInputs(chain, place)) {
            out.add(node);
          }
        }
        case IDENT -> {
          if (node.text().equals(input) && isVariable(node) && isInput(node)) {
            out.add(node);
          }
        }
        case INHERIT_NAMES -> inherited(new Inherit(node), out);
        default -> {
          // Reaches for nothing by itself.
        }
      }
    }
    return out;
  }

  private void inherited(Inherit inherit, List<SyntaxNode> out) {
    Optional<Expr> from = inherit.from();
    for (Attr attr : inherit.attrs()) {
      if (attr.name().filter(input::equals).isEmpty()) {
        continue;
      }
      boolean reaches =
          from.isPresent() ? isInputs(from.get()) : isInput(attr.node());
      if (reaches) {
        out.add(attr.node());
      }
    }
  }

  /** Whether what stands before a place of a chain is the set of all inputs. */
  private boolean isInputs(NameChain chain, int place) {
    String before = chain.before(place);
    if (isNamedInputs(before)) {
      return true;
    }
    return place == 1 && chain.root() != null && isInputs(chain.root());
  }

  private boolean isInputs(Expr expr) {
    NameChain chain = NameChain.of(expr);
    String last = chain.names().get(chain.names().size() - 1);
    return isNamedInputs(last) || chain.names().size() == 1 && chain.root() != null && isInputs(chain.root());
  }

  private static boolean isNamedInputs(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*inputs'?");
  }

  /** What a function takes may be all of them, where it is none of the usual ones; so may what is bound to the inputs. */
  private boolean isInputs(Ident root) {
    return names.meaning(root.node()).filter(this::isInputs).isPresent();
  }

  private boolean isInputs(NameUses.Variable variable) {
    if (variable.holder().kind() == SyntaxKind.LAMBDA) {
      return !OTHERS.contains(variable.name()) && !PACKAGES.matcher(variable.name()).find();
    }
    if (!followed.add(variable)) {
      return false;
    }
    boolean inputs =
        variable.definitions().stream()
            .filter(d -> d.kind() == SyntaxKind.BINDING)
            .map(Binding::new)
            .filter(binding -> binding.names().filter(path -> path.size() == 1).isPresent())
            .flatMap(binding -> binding.value().stream())
            .anyMatch(this::isInputs);
    followed.remove(variable);
    return inputs;
  }

  /** Whether a name stands as an expression. */
  static boolean isVariable(SyntaxNode ident) {
    SyntaxKind holder = ident.parent().map(SyntaxNode::kind).orElse(SyntaxKind.ROOT);
    return holder != SyntaxKind.ATTR_PATH
        && holder != SyntaxKind.FORMAL
        && holder != SyntaxKind.AT_NAME
        && holder != SyntaxKind.INHERIT_NAMES
        && !(holder == SyntaxKind.LAMBDA && new Lambda(ident.parent().orElseThrow()).body().filter(b -> b.node() == ident).isEmpty());
  }

  /** Whether a name is the input: by a function's argument, by what a {@code let} takes of the inputs, or by a {@code with}. */
  private boolean isInput(SyntaxNode name) {
    Optional<NameUses.Variable> variable = names.meaning(name);
    if (variable.isEmpty()) {
      return isWithInputs(name);
    }
    if (variable.get().holder().kind() != SyntaxKind.LAMBDA) {
      // What it is bound to is found by itself.
      return false;
    }
    return !isPackage(variable.get().holder());
  }

  private boolean isWithInputs(SyntaxNode name) {
    for (SyntaxNode at = name; at.parent().isPresent(); at = at.parent().get()) {
      SyntaxNode parent = at.parent().get();
      if (parent.kind() == SyntaxKind.WITH_IN) {
        With with = new With(parent);
        SyntaxNode child = at;
        boolean inBody = with.body().filter(body -> body.node() == child).isPresent();
        // The innermost one that may have it: a set of packages has a package of that name.
        if (inBody) {
          return with.scope().filter(this::isInputs).isPresent();
        }
      }
    }
    return false;
  }

  /** Whether a function is one that {@code callPackage} calls, or an overlay. */
  private boolean isPackage(SyntaxNode lambda) {
    Optional<SyntaxNode> parent = lambda.parent();
    while (parent.filter(p -> p.kind() == SyntaxKind.PAREN).isPresent()) {
      parent = parent.get().parent();
    }
    return parent
        .filter(p -> p.kind() == SyntaxKind.APPLY)
        .map(Apply::new)
        .flatMap(Bodies::functionName)
        .filter(f -> f.equals("callPackage") || f.equals("callPackages"))
        .isPresent();
  }
}
