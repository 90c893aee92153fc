package io.github.fleetmigrate.repo.statics;

import io.github.fleetmigrate.repo.literal.Interpreter;
import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Place;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.InTree;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What flake-parts makes of a module: its {@code flake} definitions, from all modules that it leads to, as outputs. */
final class FlakeParts {
  private static final int DEEPEST = 60;

  /** Outputs that flake-parts makes of {@code perSystem}. */
  private static final Set<String> PER_SYSTEM =
      Set.of("apps", "checks", "devShells", "formatter", "legacyPackages", "packages");

  /** The output that every module may add to; others, {@code deploy} among them, have one definition only. */
  private static final String MERGED = "nixosConfigurations";

  private final Interpreter interpreter;
  private final Attrs arguments;
  private final List<Lazy> definitions = new ArrayList<>();
  private final Set<String> perSystem = new LinkedHashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Place> declared = new LinkedHashMap<>();
  private int depth;
  private Unread unseen;
  private Unread foreign;
  private Attrs outputs;

  private FlakeParts(Interpreter interpreter, Lazy call) {
    this.interpreter = interpreter;
    Map<String, Lazy> known = new LinkedHashMap<>();
    Map<String, Lazy> given = call.get() instanceof Attrs set ? set.known() : Map.of();
    if (given.containsKey("inputs")) {
      known.put("inputs", given.get("inputs"));
      known.put("self", Lazy.of(call.where(), () -> given.get("inputs").get() instanceof Attrs inputs
          ? inputs.find("self").map(Lazy::get).orElse(new Unread("there is no input self", call.where()))
          : given.get("inputs").get().unread(call.where())));
    }
    if (given.containsKey("specialArgs") && given.get("specialArgs").get() instanceof Attrs special) {
      known.putAll(special.known());
    }
    known.put("lib", Lazy.of(null, new External(List.of("lib"))));
    known.put("flake-parts-lib", Lazy.of(null, new External(List.of("flake-parts-lib"))));
    known.put("withSystem", Lazy.of(null, withSystem()));
    known.put("config", Lazy.of(null, this::config));
    this.arguments = new Attrs(known, new External(List.of()));
  }

  /**
   * The outputs of {@code mkFlake call module}.
   *
   * @return a set; open where some module could not be read
   */
  static Value outputs(Interpreter interpreter, Lazy call, Lazy module) {
    FlakeParts parts = new FlakeParts(interpreter, call);
    parts.module(module);
    parts.outputs = parts.merged();
    return parts.outputs;
  }

  /** Only the outputs are known of what the options come to: an option's value is more than what is written. */
  private Value config() {
    Unread options = new Unread("the value of an option is known to nix only", null);
    Lazy flake =
        Lazy.of(null, () -> outputs == null ? new Unread("it is needed to find the modules themselves", null) : outputs);
    return new Attrs(Map.of("flake", flake), options);
  }

  private Value withSystem() {
    return (Value.Function)
        (system, at) ->
            (Value.Function)
                (function, place) -> {
                  Map<String, Lazy> known = new LinkedHashMap<>();
                  known.put("system", system);
                  return interpreter.call(
                      function.get(), Lazy.of(place, new Attrs(known, new External(List.of("perSystem")))), place);
                };
  }

  private void module(Lazy module) {
    if (depth >= DEEPEST) {
      unseen = new Unread("modules import each other without end", module.where());
      return;
    }
    depth++;
    load(module);
    depth--;
  }

  private void load(Lazy module) {
    Value value = module.get();
    Place at = module.where();
    if (value instanceof InTree path) {
      if (!seen.add(path.path())) {
        return;
      }
      at = new Place(path.path(), 1);
      value = interpreter.file(path.path());
    }
    if (value instanceof Value.Function function) {
      value = interpreter.call(function, Lazy.of(at, arguments), at);
    }
    if (value instanceof Attrs set) {
      read(set);
    } else if (isOfAnotherFlake(value)) {
      foreign = new Unread("a module of another flake may make it", at);
    } else {
      unseen = value.unread(at);
    }
  }

  /** A module of an input: it may make outputs of options, and adds nothing to those that are written out. */
  private static boolean isOfAnotherFlake(Value value) {
    return value instanceof External outside
        && outside.path().stream().anyMatch(name -> name.equals("flakeModule") || name.equals("flakeModules"));
  }

  private void read(Attrs module) {
    if (module.rest() != null) {
      unseen = module.rest().unread(null);
    }
    Lazy imports = module.known().get("imports");
    if (imports != null) {
      imports(imports);
    }
    if (module.known().containsKey("options")) {
      declare(module.known().get("options"));
    }
    boolean sorted = module.known().containsKey("config") || module.known().containsKey("options");
    if (!sorted) {
      define(module);
    } else if (module.known().containsKey("config")) {
      for (Lazy config : Definitions.of(module.known().get("config"))) {
        if (config.get() instanceof Attrs set) {
          define(set);
        } else {
          unseen = config.get().unread(config.where());
        }
      }
    }
  }

  private void imports(Lazy imports) {
    if (!(imports.get() instanceof Items items)) {
      unseen = imports.get().unread(imports.where());
      return;
    }
    unseen = items.rest() != null ? items.rest() : unseen;
    items.items().forEach(this::module);
  }

  /** Outputs that are options: types, defaults and {@code apply} make of their definitions what only nix can tell. */
  private void declare(Lazy options) {
    if (!(options.get() instanceof Attrs set)) {
      unseen = options.get().unread(options.where());
      return;
    }
    set.find("flake").ifPresent(flake -> {
      Value names = flake.get();
      if (names instanceof Value.Called call && !call.arguments().isEmpty()) {
        names = call.arguments().get(call.arguments().size() - 1).get();
      }
      if (names instanceof Attrs known && known.rest() == null) {
        known.known().forEach((name, option) -> declared.put(name, option.where()));
      } else {
        unseen = names.unread(flake.where());
      }
    });
  }

  private void define(Attrs config) {
    if (config.known().containsKey("flake")) {
      definitions.addAll(Definitions.of(config.known().get("flake")));
    }
    Lazy per = config.known().get("perSystem");
    if (per != null) {
      Value value = per.get();
      if (value instanceof Value.Function function) {
        value = interpreter.call(function, Lazy.of(per.where(), new Attrs(Map.of(), new External(List.of("perSystem")))), per.where());
      }
      if (value instanceof Attrs set) {
        perSystem.addAll(set.known().keySet());
      }
    }
  }

  private static Lazy open(Lazy hosts, Value rest) {
    return Lazy.of(
        hosts.where(),
        () -> hosts.get() instanceof Attrs set && set.rest() == null ? new Attrs(set.known(), rest) : hosts.get());
  }

  private Attrs merged() {
    Attrs flake = Definitions.merged(definitions, unseen);
    Map<String, Lazy> known = new LinkedHashMap<>(flake.known());
    known.computeIfPresent(MERGED, (name, hosts) -> flake.rest() == null ? hosts : open(hosts, flake.rest()));
    for (String name : perSystem) {
      if (PER_SYSTEM.contains(name)) {
        known.putIfAbsent(name, Lazy.of(null, new Unread("it differs from system to system", null)));
      }
    }
    declared.forEach(
        (name, at) ->
            known.put(name, Lazy.of(at, new Unread("it is an option, and the value of one is known to nix only", at))));
    return new Attrs(known, flake.rest() == null ? foreign : flake.rest());
  }
}
