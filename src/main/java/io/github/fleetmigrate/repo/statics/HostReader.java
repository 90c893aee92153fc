package io.github.fleetmigrate.repo.statics;

import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.HostModules;
import io.github.fleetmigrate.repo.Source;
import io.github.fleetmigrate.repo.literal.Interpreter;
import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.InTree;
import io.github.fleetmigrate.repo.literal.Value.Items;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a machine was called with. */
final class HostReader {
  private static final int DEEPEST = 60;

  /** Stands for a platform that is set and not written out. */
  private static final String UNKNOWN = "";

  private final Interpreter interpreter;

  HostReader(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Host host(String name, Lazy configuration) {
    return new Host(
        name,
        call(configuration).map(this::system).orElse(null),
        Source.STATIC,
        configuration.where() == null ? null : configuration.where().toString());
  }

  /** What it is made of; empty where that is not written out. */
  Optional<HostModules> modules(Lazy configuration) {
    Optional<Attrs> call = call(configuration).filter(c -> c.rest() == null);
    Optional<Items> modules =
        call.flatMap(c -> c.find("modules")).map(Lazy::get).filter(Items.class::isInstance).map(Items.class::cast);
    if (modules.isEmpty() || modules.get().rest() != null) {
      return Optional.empty();
    }
    Value special = call.get().find("specialArgs").map(Lazy::get).orElse(new Attrs(Map.of(), null));
    if (!(special instanceof Attrs arguments) || arguments.rest() != null) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>();
    for (Lazy module : modules.get().items()) {
      if (module.get() instanceof InTree path) {
        paths.add(path.path());
      }
    }
    return Optional.of(
        new HostModules(
            arguments.known().keySet().stream().sorted().toList(),
            paths,
            paths.size() < modules.get().items().size(),
            !platforms(call.get()).isEmpty()));
  }

  private static Optional<Attrs> call(Lazy configuration) {
    return configuration.get() instanceof Value.Machine machine && machine.call() instanceof Attrs call
        ? Optional.of(call)
        : Optional.empty();
  }

  /** The platform: of the call, or the only one that the modules set outright; null where that does not tell it. */
  private String system(Attrs call) {
    Value given = call.find("system").map(Lazy::get).orElse(new Value.Nothing());
    if (given instanceof Value.Text text) {
      return text.text();
    }
    if (!(given instanceof Value.Nothing)) {
      return null;
    }
    Set<String> platforms = platforms(call);
    return platforms.size() == 1 && !platforms.contains(UNKNOWN) ? platforms.iterator().next() : null;
  }

  /** The platforms that modules which can be read set. */
  private Set<String> platforms(Attrs call) {
    Map<String, Lazy> arguments = new LinkedHashMap<>();
    if (call.find("specialArgs").map(Lazy::get).orElse(null) instanceof Attrs special) {
      arguments.putAll(special.known());
    }
    arguments.putIfAbsent("lib", Lazy.of(null, new External(List.of("lib"))));
    Set<String> platforms = new TreeSet<>();
    call.find("modules")
        .ifPresent(
            modules ->
                platforms(modules, Lazy.of(modules.where(), new Attrs(arguments, new External(List.of()))), platforms, new HashSet<>(), 0));
    return platforms;
  }

  private void platforms(Lazy modules, Lazy arguments, Set<String> found, Set<String> seen, int depth) {
    if (depth < DEEPEST && modules.get() instanceof Items items) {
      items.items().forEach(module -> platform(module, arguments, found, seen, depth + 1));
    }
  }

  private void platform(Lazy module, Lazy arguments, Set<String> found, Set<String> seen, int depth) {
    Value value = module.get();
    if (value instanceof InTree path) {
      if (!seen.add(path.path())) {
        return;
      }
      value = interpreter.file(path.path());
    }
    if (value instanceof Value.Function function) {
      value = interpreter.call(function, arguments, module.where());
    }
    if (!(value instanceof Attrs set)) {
      return;
    }
    set.find("imports").ifPresent(imports -> platforms(imports, arguments, found, seen, depth));
    Optional<Lazy> config = set.known().containsKey("config") ? set.find("config") : Optional.of(Lazy.of(null, set));
    config.ifPresent(c -> Definitions.of(c).forEach(d -> platform(d.get(), found)));
  }

  private static void platform(Value config, Set<String> found) {
    if (!(config instanceof Attrs set) || !set.known().containsKey("nixpkgs")) {
      return;
    }
    for (Lazy nixpkgs : Definitions.of(set.known().get("nixpkgs"))) {
      if (nixpkgs.get() instanceof Attrs options && options.known().containsKey("hostPlatform")) {
        for (Lazy platform : Definitions.of(options.known().get("hostPlatform"))) {
          Value told = platform.get() instanceof Attrs parts ? parts.find("system").map(Lazy::get).orElse(parts) : platform.get();
          found.add(told instanceof Value.Text text ? text.text() : UNKNOWN);
        }
      }
    }
  }
}
