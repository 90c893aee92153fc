package io.github.fleetmigrate.repo.statics;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.HostModules;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.literal.Interpreter;
import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Place;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a flake's files say of the fleet without evaluation.
 *
 * @param outputs names of the first level that are written out, sorted
 * @param hosts sorted by name
 * @param modules by host; a host is missing where they are not all written out
 * @param nodes sorted by name
 * @param notRead what is not written out, and so is left out above
 */
public record StaticFleet(
    List<String> outputs,
    List<Host> hosts,
    Map<String, HostModules> modules,
    List<DeployNode> nodes,
    List<NotRead> notRead) {
  private static final Place TOP = new Place("flake.nix", 1);

  public StaticFleet {
    outputs = List.copyOf(outputs);
    hosts = List.copyOf(hosts);
    modules = Map.copyOf(modules);
    nodes = List.copyOf(nodes);
    notRead = List.copyOf(notRead);
  }

  public Optional<Host> host(String name) {
    return hosts.stream().filter(h -> h.name().equals(name)).findFirst();
  }

  public Optional<DeployNode> node(String name) {
    return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
  }

  /** Reads {@code flake.nix} and the files that it leads to. */
  public static StaticFleet read(RepoSnapshot files) {
    StaticFlake flake = new StaticFlake(files);
    List<NotRead> notRead = new ArrayList<>();
    Value all = flake.outputs();
    if (!(all instanceof Attrs outputs)) {
      notRead.add(gap("outputs", all.unread(TOP)));
      return new StaticFleet(List.of(), List.of(), Map.of(), List.of(), notRead);
    }
    Map<String, Lazy> configurations = hosts(outputs, notRead);
    HostReader reader = new HostReader(flake.interpreter());
    List<Host> hosts = new ArrayList<>();
    Map<String, HostModules> modules = new TreeMap<>();
    configurations.forEach(
        (name, configuration) -> {
          hosts.add(reader.host(name, configuration));
          reader.modules(configuration).ifPresent(m -> modules.put(name, m));
        });
    List<DeployNode> nodes = new ArrayList<>();
    outputs.find("deploy").ifPresent(d -> nodes.addAll(new NodeReader(configurations, notRead).read(d)));
    nodes.sort(java.util.Comparator.comparing(DeployNode::name));
    return new StaticFleet(outputs.known().keySet().stream().sorted().toList(), hosts, modules, nodes, notRead);
  }

  /**
   * Where the call of {@code nixosSystem} begins that makes a host, by host; a host is missing where that is not written
   * out, or where something else makes it.
   */
  public static Map<String, Place> machines(RepoSnapshot files) {
    Map<String, Place> out = new TreeMap<>();
    if (new StaticFlake(files).outputs() instanceof Attrs outputs) {
      hosts(outputs, new ArrayList<>())
          .forEach(
              (name, configuration) -> {
                if (configuration.get() instanceof Value.Machine machine) {
                  out.put(name, machine.where());
                }
              });
    }
    return out;
  }

  private static Map<String, Lazy> hosts(Attrs outputs, List<NotRead> notRead) {
    Optional<Lazy> found = outputs.find("nixosConfigurations");
    if (found.isEmpty()) {
      return Map.of();
    }
    Place at = found.get().where() == null ? TOP : found.get().where();
    if (!(found.get().get() instanceof Attrs set)) {
      notRead.add(gap("nixosConfigurations", found.get().get().unread(at)));
      return Map.of();
    }
    if (set.rest() != null) {
      notRead.add(gap("nixosConfigurations", set.rest().unread(at)));
    }
    return new TreeMap<>(set.known());
  }

  private static NotRead gap(String what, Value.Unread why) {
    return new NotRead(what, null, why.where() == null ? null : why.where().toString(), why.why());
  }

  /**
   * One file as a value.
   *
   * @param json what of it is written out; null where nothing is
   * @param places {@code file:line} of every attribute two levels down: {@code hosts}, {@code hosts.web}
   * @param notRead what is left out
   */
  public record FileValue(JsonNode json, Map<String, String> places, List<NotRead> notRead) {
    public FileValue {
      places = Map.copyOf(places);
      notRead = List.copyOf(notRead);
    }
  }

  /** Reads a file that is no flake, such as an inventory. */
  public static FileValue file(RepoSnapshot files, String path) {
    Lazy value = Lazy.of(new Place(path, 1), () -> new Interpreter(files, call -> Optional.empty()).file(path));
    Json json = new Json();
    JsonNode read = json.of("", value);
    Map<String, String> places = new LinkedHashMap<>();
    if (value.get() instanceof Attrs top) {
      top.known()
          .forEach(
              (name, inner) -> {
                place(name, inner, places);
                if (inner.get() instanceof Attrs below) {
                  below.known().forEach((key, leaf) -> place(name + "." + key, leaf, places));
                }
              });
    }
    return new FileValue(
        read,
        places,
        json.gaps().stream()
            .map(g -> gap(g.path().isEmpty() ? path : g.path(), g.why()))
            .toList());
  }

  private static void place(String name, Lazy value, Map<String, String> places) {
    if (value.where() != null) {
      places.put(name, value.where().toString());
    }
  }
}
