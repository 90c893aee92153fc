package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.edit.OutputsShape.Style;
import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.Binding;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Formals;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.ListExpr;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxError;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.text.SourceText;
import io.github.fleetmigrate.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands where in a {@code flake.nix}. Positions only: what values come to is for nix to say. */
public final class FlakeFile {
  private final NixSource source;

  private FlakeFile(NixSource source) {
    this.source = source;
  }

  /** Reads a file's text; one that does not parse is read as far as its tree goes. */
  public static FlakeFile of(String text) {
    return new FlakeFile(NixSource.of(text));
  }

  static FlakeFile of(NixSource source) {
    return new FlakeFile(source);
  }

  public List<SyntaxError> errors() {
    return source.parse().errors();
  }

  /** The set that the file consists of; empty where it is something else. */
  Optional<AttrSet> set() {
    return source.expression().flatMap(expr -> expr.as(AttrSet.class));
  }

  /** The inputs in the order of the file. */
  public List<FlakeInput> inputs() {
    return set().map(InputsReader::read).orElse(List.of());
  }

  public Optional<FlakeInput> input(String name) {
    return inputs().stream().filter(input -> input.name().equals(name)).findFirst();
  }

  Optional<Expr> outputsValue() {
    return set().flatMap(set -> Bodies.binding(set, "outputs")).flatMap(Binding::value);
  }

  Optional<Lambda> outputsFunction() {
    return outputsValue().flatMap(value -> value.as(Lambda.class));
  }

  /**
   * Relative paths of the files whose function gets all inputs as they are, as in {@code import ./outputs.nix inputs}:
   * in a flake the function that gives the outputs, in any other file the function that it consists of.
   */
  public List<String> handsAllInputsTo() {
    Optional<Lambda> function =
        outputsValue().isPresent() ? outputsFunction() : source.expression().flatMap(expr -> expr.as(Lambda.class));
    Optional<String> whole = function.flatMap(f -> f.atName().or(f::parameter));
    if (whole.isEmpty()) {
      return List.of();
    }
    List<String> files = new ArrayList<>();
    for (Apply called : Bodies.calls(function.get().node(), "import")) {
      List<Expr> arguments = new ArrayList<>(called.arguments());
      // (import ./x.nix) inputs
      Optional<SyntaxNode> around = called.node().parent().filter(p -> p.kind() == SyntaxKind.PAREN).flatMap(SyntaxNode::parent);
      around
          .filter(p -> arguments.size() == 1 && p.kind() == SyntaxKind.APPLY)
          .map(Apply::new)
          .filter(outer -> outer.head().filter(head -> head.withoutParentheses().node() == called.node()).isPresent())
          .ifPresent(outer -> arguments.addAll(outer.arguments()));
      if (arguments.size() == 2 && arguments.get(1).withoutParentheses().text().equals(whole.get())) {
        ModuleReference.relative(arguments.get(0).withoutParentheses()).ifPresent(files::add);
      }
    }
    return files;
  }

  /** How {@code outputs} is written; empty where the file has none. */
  public Optional<OutputsShape> outputs() {
    return outputsValue().map(this::shape);
  }

  private OutputsShape shape(Expr value) {
    Optional<Lambda> function = value.as(Lambda.class);
    Optional<Formals> formals = function.flatMap(Lambda::formals);
    List<String> names =
        formals.map(f -> f.formals().stream().flatMap(formal -> formal.name().stream()).toList()).orElse(List.of());
    return new OutputsShape(
        style(function.flatMap(Lambda::body).orElse(value)),
        names,
        formals.isPresent(),
        formals.flatMap(Formals::ellipsis).isPresent(),
        function.flatMap(f -> f.atName().or(f::parameter)),
        value.range(),
        function.flatMap(Lambda::body).map(Expr::range));
  }

  private static Style style(Expr body) {
    Expr inner = body.withoutParentheses();
    if (inner instanceof LetIn let && let.body().isPresent()) {
      return style(let.body().get());
    }
    if (inner instanceof With with && with.body().isPresent()) {
      return style(with.body().get());
    }
    if (inner instanceof Apply call) {
      String function = Bodies.functionName(call).orElse("");
      if (isFlakeParts(call)) {
        return Style.FLAKE_PARTS;
      }
      if (function.equals("import")) {
        return Style.IMPORT;
      }
    }
    return Style.PLAIN;
  }

  /**
   * Whether a call is flake-parts' {@code mkFlake { … } module}, its module written there or in a file that it names;
   * other libraries have a function of that name, with one argument.
   */
  static boolean isFlakeParts(Apply call) {
    return Bodies.functionName(call).filter("mkFlake"::equals).isPresent()
        && call.arguments().size() == 2
        && (Bodies.set(call.arguments().get(1)).isPresent() || ModuleReference.of(call.arguments().get(1)).isPresent());
  }

  private Optional<Expr> flakePartsArgument() {
    return Bodies.calls(source.parse().tree(), "mkFlake").stream()
        .filter(FlakeFile::isFlakeParts)
        .findFirst()
        .map(call -> call.arguments().get(1));
  }

  /** The module that {@code mkFlake { inherit inputs; } { … }} is called with, where it is written there. */
  Optional<AttrSet> flakePartsModule() {
    return flakePartsArgument().flatMap(Bodies::set);
  }

  /** The same as a file or a folder of files, where it is named there: {@code mkFlake { … } ./parts}. */
  public Optional<ModuleReference> namedModule() {
    return flakePartsArgument().filter(argument -> Bodies.set(argument).isEmpty()).flatMap(ModuleReference::of);
  }

  /** The files and folders that the {@code imports} of a flake-parts call, or of the module that the file is, name. */
  public List<ModuleReference> importedModules() {
    return importElements().stream().flatMap(element -> ModuleReference.of(element).stream()).toList();
  }

  /** The elements of these {@code imports}, of literal lists only. */
  public List<PlacedText> imports() {
    return importElements().stream().map(element -> new PlacedText(element.text(), element.range())).toList();
  }

  private List<Expr> importElements() {
    List<Expr> found = new ArrayList<>();
    Optional<AttrSet> holder = outputsValue().isPresent() ? flakePartsModule() : ModuleBody.module(source);
    Optional<Expr> value = holder.flatMap(module -> Bodies.binding(module, "imports")).flatMap(Binding::value);
    for (ListExpr list : value.map(Lists::unconditional).orElse(List.of())) {
      found.addAll(list.elements());
    }
    return found;
  }

  /** The settings under {@code nixConfig}, each name with its value's place. */
  public List<FoundBinding> nixConfig() {
    return findBindings(List.of("nixConfig", BindingSearch.ANY)).stream()
        .filter(found -> found.path().size() == 2)
        .toList();
  }

  /** All bindings whose path ends with {@code path}; {@code "*"} in it stands for any one name. */
  public List<FoundBinding> findBindings(List<String> path) {
    return BindingSearch.find(source.parse().tree(), path).stream().map(BindingSearch::found).toList();
  }

  /** Where a place is for a person: the line, from 1. */
  public int lineOf(TextRange range) {
    return SourceText.of(source.text()).lineOf(range.start());
  }
}
