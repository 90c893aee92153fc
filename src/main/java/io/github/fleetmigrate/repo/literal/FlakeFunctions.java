package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.repo.literal.Value.Absent;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.Flag;
import io.github.fleetmigrate.repo.literal.Value.InTree;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Machine;
import io.github.fleetmigrate.repo.literal.Value.Merge;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import io.github.fleetmigrate.repo.literal.Value.Weighed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that flakes and modules are made with. */
final class FlakeFunctions {
  private final Interpreter interpreter;
  private final Tree tree;

  FlakeFunctions(Interpreter interpreter, Tree tree) {
    this.interpreter = interpreter;
    this.tree = tree;
  }

  void addTo(Library library) {
    library.add("nixosSystem", 1, (a, at) -> new Machine(a.get(0).get(), at));
    library.add("eachDefaultSystem", 1, (a, at) -> perSystem(a.get(0), at));
    library.add("eachSystem", 2, (a, at) -> perSystem(a.get(1), at));
    library.add("mkIf", 2, (a, at) -> onlyIf(a.get(0).get(), a.get(1), at));
    library.add("mkMerge", 1, (a, at) -> a.get(0).get() instanceof Items parts ? new Merge(parts) : a.get(0).get().unread(at));
    library.add("mkDefault", 1, (a, at) -> new Weighed(a.get(0)));
    library.add("mkForce", 1, (a, at) -> new Weighed(a.get(0)));
    library.add("mkOverride", 2, (a, at) -> new Weighed(a.get(1)));
    library.add("fix", 1, (a, at) -> fix(a.get(0), at));
    library.add("extend", 1, (a, at) -> extended(a.get(0), at));
    library.add("importApply", 2, (a, at) -> applied(a, at));
    library.add("import-tree", 1, (a, at) -> allModules(a.get(0).get(), at));
  }

  /** flake-utils calls the function once a system: the names are the same each time, the values differ. */
  private Value perSystem(Lazy function, Place at) {
    Value one = interpreter.call(function.get(), Lazy.of(at, new Unread("it differs from system to system", at)), at);
    if (!(one instanceof Attrs set)) {
      return one.unread(at);
    }
    Map<String, Lazy> out = new LinkedHashMap<>();
    set.known()
        .forEach(
            (name, value) ->
                out.put(name, Lazy.of(value.where(), new Unread("it differs from system to system", value.where()))));
    return new Attrs(out, set.rest() == null ? null : set.rest().unread(at));
  }

  private static Value onlyIf(Value condition, Lazy content, Place at) {
    if (!(condition instanceof Flag flag)) {
      return condition.unread(at);
    }
    return flag.set() ? content.get() : new Absent();
  }

  private Value fix(Lazy function, Place at) {
    List<Lazy> self = new ArrayList<>();
    self.add(Lazy.of(at, () -> interpreter.call(function.get(), self.get(0), at)));
    return self.get(0).get();
  }

  /** nixpkgs' library with functions of one's own: the rest of it is as it was. */
  private Value extended(Lazy overlay, Place at) {
    Value.External library = new Value.External(List.of("lib"));
    List<Lazy> self = new ArrayList<>();
    self.add(
        Lazy.of(
            at,
            () -> {
              Value withFinal = interpreter.call(overlay.get(), Lazy.of(at, () -> self.get(0).get()), at);
              Value own = interpreter.call(withFinal, Lazy.of(null, library), at);
              return own instanceof Attrs set && set.rest() == null ? new Attrs(set.known(), library) : own.unread(at);
            }));
    return self.get(0).get();
  }

  private Value applied(List<Lazy> arguments, Place at) {
    return arguments.get(0).get() instanceof InTree path
        ? interpreter.call(interpreter.file(path.path()), arguments.get(1), at)
        : arguments.get(0).get().unread(at);
  }

  /** All Nix files of a folder as one module, but those below a name that begins with {@code _}. */
  private Value allModules(Value folder, Place at) {
    if (!(folder instanceof InTree path)) {
      return folder.unread(at);
    }
    List<Lazy> files = new ArrayList<>();
    for (String file : tree.below(path.path())) {
      if (file.endsWith(".nix") && !file.substring(path.path().length()).contains("/_")) {
        files.add(Lazy.of(new Place(file, 1), new InTree(file)));
      }
    }
    return new Attrs(Map.of("imports", Lazy.of(at, new Items(files, null))), null);
  }
}
