package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.nix.ast.Apply;
import io.github.fleetmigrate.nix.ast.Assert;
import io.github.fleetmigrate.nix.ast.Attr;
import io.github.fleetmigrate.nix.ast.AttrSet;
import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.HasAttr;
import io.github.fleetmigrate.nix.ast.Ident;
import io.github.fleetmigrate.nix.ast.If;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.nix.ast.LetIn;
import io.github.fleetmigrate.nix.ast.ListExpr;
import io.github.fleetmigrate.nix.ast.Literal;
import io.github.fleetmigrate.nix.ast.PathExpr;
import io.github.fleetmigrate.nix.ast.Select;
import io.github.fleetmigrate.nix.ast.StringExpr;
import io.github.fleetmigrate.nix.ast.UnaryOp;
import io.github.fleetmigrate.nix.ast.With;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.Flag;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Text;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what expressions come to, lazily as nix does. Everything that nix alone knows is {@link Unread} or {@link
 * External}; whatever would need such a value is unread too. Its work is bounded: code that takes more is unread.
 */
public final class Interpreter {
  private static final int DEEPEST = 220;
  private static final int LONGEST = 400_000;

  /** What is known of calls of functions from outside; empty where nothing is. */
  @FunctionalInterface
  public interface Calls {
    Optional<Value> result(Value.Called call);
  }

  private final Tree tree;
  private final Library library;
  private final Calls calls;
  private final Scope globals;
  private final Map<String, Value> imported = new HashMap<>();
  private int depth;
  private int steps;

  public Interpreter(RepoSnapshot files, Calls calls) {
    this.calls = calls;
    this.tree = new Tree(files);
    this.library = new Library(this, tree);
    Map<String, Lazy> names = new HashMap<>();
    for (String name : List.of("import", "map", "toString", "baseNameOf", "dirOf", "removeAttrs", "isNull", "throw", "abort")) {
      names.put(name, Lazy.of(null, External.of("builtins", name)));
    }
    names.put("builtins", Lazy.of(null, External.of("builtins")));
    names.put("true", Lazy.of(null, new Flag(true)));
    names.put("false", Lazy.of(null, new Flag(false)));
    names.put("null", Lazy.of(null, new Value.Nothing()));
    this.globals = Scope.of(names, null);
  }

  /**
   * What a file comes to.
   *
   * @param path of a file, or of a folder with a {@code default.nix}; relative to the root
   */
  public Value file(String path) {
    Optional<NixFile> file = tree.nix(path);
    if (file.isEmpty()) {
      return new Unread((path.isEmpty() ? "default.nix" : path) + " is not in the repository", null);
    }
    Value known = imported.get(file.get().path());
    if (known != null) {
      return known;
    }
    // A file that imports itself while it is read: nix may get along with that, this does not.
    imported.put(file.get().path(), new Unread("it is read already", new Place(file.get().path(), 1)));
    Value read =
        file.get()
            .expression()
            .map(e -> value(e, new Context(file.get(), globals)))
            .orElse(new Unread("the file does not parse", new Place(file.get().path(), 1)));
    imported.put(file.get().path(), read);
    return read;
  }

  /** Whether a file of that name is in the repository. */
  public boolean exists(String path) {
    return tree.isFile(path) || tree.isFolder(path);
  }

  /** The value of an expression. */
  Value value(Expr expr, Context at) {
    if (depth >= DEEPEST) {
      return new Unread("it is nested too deeply", at.place(expr.node()));
    }
    if (++steps > LONGEST) {
      return new Unread("working it out takes too long", at.place(expr.node()));
    }
    depth++;
    try {
      return dispatch(expr.withoutParentheses(), at);
    } finally {
      depth--;
    }
  }

  Lazy later(Expr expr, Context at) {
    return Lazy.of(at.place(expr.node()), () -> value(expr, at));
  }

  private Value dispatch(Expr expr, Context at) {
    return switch (expr.node().kind()) {
      case STRING -> Texts.string((StringExpr) expr, at, this);
      case PATH -> Texts.path((PathExpr) expr, at, this);
      case LITERAL -> literal((Literal) expr, at);
      case IDENT -> name(((Ident) expr).name(), expr.node(), at);
      case ATTR_SET -> Sets.build(at.file().merge().attributesOf(((AttrSet) expr).node()), at, this);
      case LIST -> list((ListExpr) expr, at);
      case LET_IN -> let((LetIn) expr, at);
      case WITH_IN -> with((With) expr, at);
      case ASSERT_IN -> checked((Assert) expr, at);
      case IF_ELSE -> choice((If) expr, at);
      case LAMBDA -> new Closure((Lambda) expr, at, this);
      case APPLY -> apply((Apply) expr, at);
      case SELECT -> select((Select) expr, at);
      case HAS_ATTR -> has((HasAttr) expr, at);
      case BINARY -> Operators.binary((BinaryOp) expr, at, this);
      case UNARY -> Operators.unary((UnaryOp) expr, at, this);
      default -> new Unread("such code is not read", at.place(expr.node()));
    };
  }

  Value part(Optional<Expr> part, Expr whole, Context at) {
    return part.map(p -> value(p, at)).orElse(new Unread("it is incomplete", at.place(whole.node())));
  }

  private Value literal(Literal number, Context at) {
    if (number.url().isPresent()) {
      return new Text(number.url().get());
    }
    try {
      return new Value.Whole(Long.parseLong(number.text()));
    } catch (NumberFormatException notWhole) {
      return new Unread("it is no whole number", at.place(number.node()));
    }
  }

  Value name(String name, SyntaxNode node, Context at) {
    return at.scope()
        .find(name)
        .map(Lazy::get)
        .orElseGet(() -> new Unread(name + " is not defined here", at.place(node)));
  }

  private Value list(ListExpr list, Context at) {
    List<Lazy> items = new ArrayList<>();
    list.elements().forEach(e -> items.add(later(e, at)));
    return new Items(items, null);
  }

  private Value let(LetIn let, Context at) {
    Map<String, Lazy> names = new HashMap<>();
    Context inner = at.in(Scope.of(names, at.scope()));
    names.putAll(Sets.attributes(at.file().merge().attributesOf(let.node()), at, inner, this));
    return part(let.body(), let, inner);
  }

  private Value with(With with, Context at) {
    if (with.scope().isEmpty()) {
      return new Unread("it is incomplete", at.place(with.node()));
    }
    Lazy set = later(with.scope().get(), at);
    return part(with.body(), with, at.in(Scope.with(set, at.scope())));
  }

  /** A condition that is not known is taken to hold: without that nothing of the flake would evaluate. */
  private Value checked(Assert check, Context at) {
    Value condition = part(check.condition(), check, at);
    return condition instanceof Flag flag && !flag.set()
        ? new Unread("an assertion fails", at.place(check.node()))
        : part(check.body(), check, at);
  }

  private Value choice(If choice, Context at) {
    Value condition = part(choice.condition(), choice, at);
    if (condition instanceof Flag flag) {
      return part(flag.set() ? choice.yes() : choice.no(), choice, at);
    }
    return condition.unread(at.place(choice.node()));
  }

  private Value apply(Apply call, Context at) {
    if (call.argument().isEmpty()) {
      return new Unread("it is incomplete", at.place(call.node()));
    }
    Value function = part(call.function(), call, at);
    return call(function, later(call.argument().get(), at), at.place(call.node()));
  }

  /** What a function gives for an argument. */
  public Value call(Value function, Lazy argument, Place at) {
    if (function instanceof Value.Function known) {
      return known.call(argument, at);
    }
    if (function instanceof External outside) {
      return library.find(outside).map(f -> f.call(argument, at)).orElseGet(() -> outside(outside, argument, at));
    }
    if (function instanceof Value.Called called) {
      List<Lazy> arguments = new ArrayList<>(called.arguments());
      arguments.add(argument);
      return result(new Value.Called(called.function(), arguments, called.where()));
    }
    return function.unread(at);
  }

  private Value outside(External function, Lazy argument, Place at) {
    return Library.isPackageSet(function)
        ? function.below("pkgs")
        : result(new Value.Called(function, List.of(argument), at));
  }

  private Value result(Value.Called call) {
    return calls.result(call).orElse(call);
  }

  private Value select(Select select, Context at) {
    Value subject = part(select.subject(), select, at);
    List<Attr> attrs = select.path().map(p -> p.attrs()).orElse(List.of());
    Place place = at.place(select.node());
    for (Attr attr : attrs) {
      Value name = Sets.name(attr, at, this);
      Optional<Value> found =
          name instanceof Text text ? Sets.select(subject, text.text(), place) : Optional.of(computed(subject, name, place));
      if (found.isEmpty()) {
        String missing = ((Text) name).text();
        return select
            .fallback()
            .map(f -> value(f, at))
            .orElse(new Unread("there is no attribute " + missing, place));
      }
      subject = found.get();
      if (subject instanceof Unread unread) {
        return unread.where() == null ? new Unread(unread.why(), place) : unread;
      }
    }
    return subject instanceof External outside && select.fallback().isPresent() ? outside.unread(place) : subject;
  }

  private static Value computed(Value subject, Value name, Place place) {
    return subject instanceof External outside ? outside.below("*") : name.unread(place);
  }

  private Value has(HasAttr has, Context at) {
    Value subject = part(has.subject(), has, at);
    for (Attr attr : has.path().map(p -> p.attrs()).orElse(List.of())) {
      if (!(subject instanceof Attrs) && isData(subject)) {
        return new Flag(false);
      }
      Value name = Sets.name(attr, at, this);
      if (!(name instanceof Text text) || !(subject instanceof Attrs set)) {
        return (name instanceof Text ? subject : name).unread(at.place(has.node()));
      }
      if (!set.known().containsKey(text.text())) {
        return set.rest() == null ? new Flag(false) : set.rest().unread(at.place(has.node()));
      }
      subject = set.known().get(text.text()).get();
    }
    return new Flag(true);
  }

  private static boolean isData(Value value) {
    return value instanceof Text || value instanceof Flag || value instanceof Items || value instanceof Value.Nothing
        || value instanceof Value.Whole || value instanceof Value.InTree;
  }

  /** Where an expression stands and what names it sees. */
  record Context(NixFile file, Scope scope) {
    Context in(Scope inner) {
      return new Context(file, inner);
    }

    Place place(SyntaxNode node) {
      return file.place(node);
    }
  }
}
