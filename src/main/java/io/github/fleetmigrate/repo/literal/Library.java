package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Functions of nix and of nixpkgs' library that fleets are made with, by the last name of the way to them. One that is
 * not here is from outside: what it gives is not known.
 */
final class Library {
  /** What a function does once it has all its arguments. */
  @FunctionalInterface
  interface Code {
    Value run(List<Lazy> arguments, Place at);
  }

  /** Stands in a path for {@code import} of something from outside; the blank is in no name that nix reads. */
  static final String IMPORTED = "import ";

  /** Sets that hold these functions. */
  private static final Set<String> HOLDERS =
      Set.of("lib", "builtins", "lists", "attrsets", "strings", "trivial", "modules", "flake-parts-lib");

  private final Map<String, Value.Function> functions = new HashMap<>();

  Library(Interpreter interpreter, Tree tree) {
    new ListFunctions(interpreter).addTo(this);
    new SetFunctions(interpreter).addTo(this);
    new TextFunctions(interpreter, tree).addTo(this);
    new FlakeFunctions(interpreter, tree).addTo(this);
  }

  void add(String name, int arity, Code code) {
    functions.put(name, new Known(arity, List.of(), code));
  }

  /** The function that is reached so, where it is a known one. */
  Optional<Value.Function> find(External outside) {
    List<String> path = outside.path();
    int last = path.size() - 1;
    if (path.get(last).equals("import-tree")) {
      return Optional.of(functions.get("import-tree"));
    }
    return last > 0 && HOLDERS.contains(path.get(last - 1))
        ? Optional.ofNullable(functions.get(path.get(last)))
        : Optional.empty();
  }

  /** Whether this is an import from outside that waits for its argument. */
  static boolean isPackageSet(External function) {
    return function.path().get(function.path().size() - 1).equals(IMPORTED);
  }

  /** A function that still waits for arguments. */
  private record Known(int arity, List<Lazy> given, Code code) implements Value.Function {
    @Override
    public Value call(Lazy argument, Place at) {
      List<Lazy> all = new ArrayList<>(given);
      all.add(argument);
      return all.size() == arity ? code.run(all, at) : new Known(arity, all, code);
    }
  }

  static Value missing(String what, Place at) {
    return new Unread(what, at);
  }
}
