package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Assert;
import io.github.fleetmigrate.nix.ast.Attr;
import io.github.fleetmigrate.nix.ast.AttrPath;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.If;
import io.github.fleetmigrate.nix.ast.Inherit;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.ListExpr;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes an output out of a file that gives a flake's outputs, or a part of them. */
final class OutputRemovalEdit {
  /** Sets that go with the last thing in them. */
  private static final Set<String> CONTAINERS = Set.of("flake", "config", "checks", "perSystem");

  private final NixSource source;
  private final NameUses names;
  private final Removal removal;
  private final OutputRemoval wanted;
  private final Map<String, SyntaxNode> files = new LinkedHashMap<>();
  private final Set<SyntaxNode> seen = new HashSet<>();
  private EditOutcome.Refused refused;

  OutputRemovalEdit(NixSource source, OutputRemoval wanted) {
    this.source = source;
    this.wanted = wanted;
    this.names = NameUses.of(source.parse().tree());
    this.removal = new Removal(source, names, List.of(wanted.output(), wanted.madeBy()));
  }

  RemovedOutput remove() {
    List<Expr> given = given();
    switch (wanted.role()) {
      case MODULE -> given.stream().flatMap(e -> Bodies.set(e).stream()).forEach(this::module);
      case FLAKE, RESULT -> given.forEach(this::outputs);
    }
    made();
    files.forEach((path, node) -> {
      if (wanted.emptyFiles().contains(path)) {
        emptied(node);
      }
    });
    emptySets();
    if (wanted.role() == OutputRemoval.Role.MODULE) {
      given.forEach(removal::mayLoseFormals);
    }
    removal.mayLoseFormalsOfPerSystem();
    removal.markUnused();
    removal.withoutSides().ifPresent(this::refuse);
    if (refused == null) {
      stillUsed();
    }
    boolean empty =
        refused == null && !removal.isEmpty() && wanted.role() != OutputRemoval.Role.FLAKE
            && given.stream().allMatch(this::isEmptied);
    EditOutcome outcome = refused != null ? refused : source.changed(removal.edits());
    return new RemovedOutput(outcome, empty, List.copyOf(files.keySet()), removal.pathsInGone());
  }

  /** What gives the outputs, or the module. */
  private List<Expr> given() {
    if (wanted.role() == OutputRemoval.Role.FLAKE) {
      return FlakeFile.of(source).outputsFunction().flatMap(Lambda::body).stream().toList();
    }
    return source.expression().stream().toList();
  }

  private void outputs(Expr expr) {
    Expr inner = expr.withoutParentheses();
    if (!seen.add(inner.node())) {
      return;
    }
    if (inner instanceof AttrSet set) {
      outputs(set);
    } else if (inner instanceof LetIn let) {
      let.body().ifPresent(this::outputs);
    } else if (inner instanceof With with) {
      with.body().ifPresent(this::outputs);
    } else if (inner instanceof Assert check) {
      check.body().ifPresent(this::outputs);
    } else if (inner instanceof Lambda lambda) {
      lambda.body().ifPresent(this::outputs);
    } else if (inner instanceof BinaryOp op && op.is(SyntaxKind.UPDATE)) {
      op.left().ifPresent(this::outputs);
      op.right().ifPresent(this::outputs);
    } else if (inner instanceof ListExpr list) {
      list.elements().forEach(this::outputs);
    } else if (inner instanceof Ident ident) {
      value(ident).ifPresent(this::outputs);
    } else if (inner instanceof Apply call) {
      outputs(call);
    }
  }

  private void outputs(Apply call) {
    Optional<String> file = importedFile(call);
    if (file.isPresent()) {
      files.putIfAbsent(file.get(), outermost(call.node()));
    } else if (FlakeFile.isFlakeParts(call)) {
      Bodies.set(call.arguments().get(1)).ifPresent(this::module);
    } else {
      call.arguments().forEach(this::outputs);
    }
  }

  /** What a variable of a {@code let} is bound to. */
  private Optional<Expr> value(Ident ident) {
    return names
        .meaning(ident.node())
        .filter(v -> v.holder().kind() == SyntaxKind.LET_IN && v.definitions().size() == 1)
        .map(v -> v.definitions().get(0))
        .filter(d -> d.kind() == SyntaxKind.BINDING && new Binding(d).names().filter(n -> n.size() == 1).isPresent())
        .flatMap(d -> new Binding(d).value());
  }

  /** The file of {@code import ./x.nix …} and {@code (import ./x.nix) …}. */
  private static Optional<String> importedFile(Apply call) {
    Expr head = call.head().map(Expr::withoutParentheses).orElse(null);
    if (head instanceof Apply inner) {
      return importedFile(inner);
    }
    return Bodies.functionName(call)
        .filter("import"::equals)
        .flatMap(name -> ModuleReference.relative(call.arguments().get(0).withoutParentheses()));
  }

  private void outputs(AttrSet set) {
    for (Binding binding : set.bindings()) {
      if (path(binding).stream().findFirst().filter(wanted.output()::equals).isPresent()) {
        removal.mark(binding.node());
      }
    }
    for (Inherit inherit : set.inherits()) {
      for (Attr attr : inherit.attrs()) {
        if (attr.name().filter(wanted.output()::equals).isPresent()) {
          removal.mark(attr.node());
        }
      }
    }
  }

  private void module(AttrSet set) {
    for (Binding binding : set.bindings()) {
      List<String> path = new ArrayList<>(path(binding));
      if (path.size() > 1 && path.get(0).equals("config")) {
        path.remove(0);
      }
      if (path.equals(List.of("config"))) {
        binding.value().flatMap(v -> v.as(AttrSet.class)).ifPresent(this::module);
      } else if (path.equals(List.of("flake"))) {
        binding.value().ifPresent(this::outputs);
      } else if (path.size() > 1 && path.get(0).equals("flake") && path.get(1).equals(wanted.output())) {
        removal.mark(binding.node());
      }
    }
  }

  private static List<String> path(Binding binding) {
    return binding.path().map(AttrPath::attrs).orElse(List.of()).stream()
        .map(attr -> attr.name().orElse(attr.node().text()))
        .toList();
  }

  /** What is made of the output with the tool's own function. */
  private void made() {
    if (wanted.madeBy().isEmpty()) {
      return;
    }
    for (SyntaxNode node : source.parse().tree().descendants(SyntaxKind.IDENT)) {
      if (node.text().equals(wanted.madeBy())) {
        madeWith(node, new HashSet<>());
      }
    }
  }

  /** Marks the smallest thing that can go and that holds a name. */
  private void madeWith(SyntaxNode name, Set<SyntaxNode> climbed) {
    SyntaxNode at = name;
    while (at.parent().isPresent() && climbed.add(at) && !removal.isGone(at)) {
      SyntaxNode parent = at.parent().get();
      switch (parent.kind()) {
        case BINARY -> {
          if (!new BinaryOp(parent).is(SyntaxKind.UPDATE)) {
            refuse(name);
            return;
          }
          SyntaxNode child = at;
          if (parent.childNodes().stream().anyMatch(n -> n != child && !removal.isGone(n))) {
            removal.mark(at);
            return;
          }
          // Neither side stays: goes on with what is around both.
        }
        case APPLY -> {
          if (mergesMore(new Apply(parent), at)) {
            refuse(name);
            return;
          }
        }
        case IF_ELSE -> {
          if (new If(parent).no().flatMap(n -> n.as(AttrSet.class)).filter(s -> s.entries().isEmpty()).isEmpty()) {
            refuse(name);
            return;
          }
        }
        case BINDING -> {
          bound(name, parent, climbed);
          return;
        }
        case INHERIT_NAMES -> {
          SyntaxNode attr = at;
          names.variables().stream()
              .filter(v -> v.definitions().contains(attr))
              .forEach(v -> v.uses().forEach(use -> madeWith(use, climbed)));
          return;
        }
        case LIST, STRING, INTERPOLATION, UNARY, HAS_ATTR, ROOT -> {
          refuse(name);
          return;
        }
        default -> {
          // Goes on with what is around it.
        }
      }
      at = parent;
    }
  }

  private void bound(SyntaxNode name, SyntaxNode binding, Set<SyntaxNode> climbed) {
    boolean local = binding.parent().filter(p -> p.kind() == SyntaxKind.LET_IN).isPresent();
    if (local) {
      names.variables().stream()
          .filter(v -> v.definitions().contains(binding))
          .forEach(v -> v.uses().forEach(use -> madeWith(use, climbed)));
      return;
    }
    boolean checks =
        BindingSearch.find(source.parse().tree(), List.of(BindingSearch.ANY)).stream()
            .filter(hit -> hit.binding().node() == binding)
            .anyMatch(hit -> hit.path().contains("checks"));
    if (checks) {
      removal.mark(binding);
    } else {
      refuse(name);
    }
  }

  /** Whether a call brings together what one argument gives and what others give. */
  private static boolean mergesMore(Apply call, SyntaxNode argument) {
    String function = Bodies.functionName(call).orElse("").toLowerCase(Locale.ROOT);
    boolean merges = List.of("update", "merge", "fold", "zip").stream().anyMatch(function::contains);
    boolean more =
        call.arguments().stream()
            .filter(a -> !a.range().contains(argument.range()))
            .anyMatch(a -> a.as(AttrSet.class).filter(s -> !s.entries().isEmpty()).isPresent());
    return merges || more;
  }

  private void refuse(SyntaxNode where) {
    if (refused == null) {
      refused =
          new EditOutcome.Refused(
              "what " + wanted.madeBy() + " makes cannot be told from the rest here; take it out by hand", where.range());
    }
  }

  /** Sets of which nothing stays, from the inside out: as operands, and as what a container holds. */
  private void emptySets() {
    boolean more = true;
    while (more) {
      more = false;
      for (SyntaxNode set : source.parse().tree().descendants(SyntaxKind.ATTR_SET)) {
        if (removal.isEmptied(set) && !removal.isGone(set) && emptied(outermost(set))) {
          more = true;
        }
      }
    }
  }

  /** Takes out what is around something of which nothing stays; says whether it could. */
  private boolean emptied(SyntaxNode node) {
    SyntaxNode at = node;
    while (at.parent().isPresent()) {
      SyntaxNode parent = at.parent().get();
      if (parent.kind() == SyntaxKind.BINARY && new BinaryOp(parent).is(SyntaxKind.UPDATE)) {
        SyntaxNode child = at;
        boolean otherStays = parent.childNodes().stream().anyMatch(n -> n != child && !removal.isGone(n));
        if (otherStays) {
          removal.mark(at);
          return true;
        }
        at = parent;
        continue;
      }
      if (parent.kind() == SyntaxKind.BINDING) {
        boolean container = path(new Binding(parent)).stream().allMatch(n -> CONTAINERS.contains(n) || n.startsWith("$"));
        boolean inSet = parent.parent().filter(p -> p.kind() == SyntaxKind.ATTR_SET).isPresent();
        if (container && inSet) {
          removal.mark(parent);
        }
        return container && inSet;
      }
      boolean body =
          switch (parent.kind()) {
            case PAREN -> true;
            case LAMBDA, LET_IN, WITH_IN, ASSERT_IN -> parent.childNodes().get(parent.childNodes().size() - 1) == at;
            default -> false;
          };
      if (!body) {
        return false;
      }
      at = parent;
    }
    return false;
  }

  private static SyntaxNode outermost(SyntaxNode node) {
    SyntaxNode at = node;
    while (at.parent().filter(p -> p.kind() == SyntaxKind.PAREN).isPresent()) {
      at = at.parent().get();
    }
    return at;
  }

  /** Whether nothing is left of an expression. */
  private boolean isEmptied(Expr expr) {
    Expr inner = expr.withoutParentheses();
    if (removal.isGone(inner.node())) {
      return true;
    }
    if (inner instanceof AttrSet set) {
      return set.entries().isEmpty() || removal.isEmptied(set.node());
    }
    if (inner instanceof LetIn let) {
      return let.body().filter(this::isEmptied).isPresent();
    }
    if (inner instanceof With with) {
      return with.body().filter(this::isEmptied).isPresent();
    }
    if (inner instanceof Lambda lambda) {
      return lambda.body().filter(this::isEmptied).isPresent();
    }
    if (inner instanceof BinaryOp op && op.is(SyntaxKind.UPDATE)) {
      return op.left().filter(this::isEmptied).isPresent() && op.right().filter(this::isEmptied).isPresent();
    }
    return inner instanceof Apply call && importedFile(call).filter(wanted.emptyFiles()::contains).isPresent();
  }

  /** What still asks the flake for the output. */
  private void stillUsed() {
    OutputUses.of(source, names, wanted.output()).stream()
        .filter(use -> !removal.isGone(use))
        .findFirst()
        .ifPresent(
            use ->
                refused =
                    new EditOutcome.Refused(
                        "'" + InputRemovalEdit.shown(use) + "' is still used here; take that out by hand first", use.range()));
  }
}
