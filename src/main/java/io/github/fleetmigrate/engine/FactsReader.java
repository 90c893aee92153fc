package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.nixeval.DeploySettings;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.EvaluatedNode;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.NixFailure;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.HostModules;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates what the fleet is at one commit and puts it into the repository's own terms. */
final class FactsReader {
  /** Special arguments that {@code nixosSystem} itself gives (nixpkgs, {@code nixos/lib/eval-config.nix}). */
  private static final List<String> BUILT_IN_ARGUMENTS = List.of("modulesPath", "lib", "baseModules", "extraModules", "modules");

  private static final Pattern PORT = Pattern.compile("(?:-p\\s*|-o\\s*Port=|Port=)([0-9]{1,5})");

  private final FlakeEvaluator nix;
  private final FlakeSource source;
  private final Map<String, String> failures = new TreeMap<>();

  FactsReader(FlakeEvaluator nix, FlakeSource source) {
    this.nix = nix;
    this.source = source;
  }

  FleetFacts read(Migration migration, RepoSnapshot files) {
    List<String> outputs = orFailure("flake", nix.outputNames(source)).orElse(List.of());
    if (failures.containsKey("flake")) {
      return new FleetFacts(
          source.commit(),
          outputs,
          List.of(),
          Map.of(),
          List.of(),
          inventory(migration.inventory(), files),
          failures);
    }
    List<String> names = orFailure("nixosConfigurations", nix.hostNames(source)).orElse(List.of());
    Map<String, String> systems = nix.systems(source).value().orElse(Map.of());
    List<Host> hosts = names.stream().map(n -> new Host(n, systems.get(n), Source.EVALUATED)).toList();
    return new FleetFacts(
        source.commit(),
        outputs,
        hosts,
        modules(),
        nodes(),
        inventory(migration.inventory(), files),
        failures);
  }

  private Map<String, HostModules> modules() {
    Map<String, HostModules> out = new TreeMap<>();
    nix.hostModules(source)
        .value()
        .orElse(Map.of())
        .forEach(
            (host, called) -> {
              if (called.modules() == null || called.specialArgs() == null) {
                return;
              }
              List<String> arguments =
                  called.specialArgs().stream().filter(a -> !BUILT_IN_ARGUMENTS.contains(a)).toList();
              List<String> own =
                  called.modules().stream()
                      .filter(m -> !m.startsWith("/") && !m.equals(io.github.fleetmigrate.nixeval.HostModules.INLINE))
                      .toList();
              out.put(host, new HostModules(arguments, own, !called.onlyOwnPaths()));
            });
    return out;
  }

  private List<DeployNode> nodes() {
    List<DeployNode> out = new ArrayList<>();
    orFailure("deploy", nix.deployNodes(source)).orElse(Map.of()).values().forEach(n -> out.add(node(n)));
    return out;
  }

  private static DeployNode node(EvaluatedNode node) {
    DeploySettings settings = node.settings();
    return new DeployNode(
        node.name(),
        node.hostname(),
        settings.sshUser(),
        port(settings.sshOpts()),
        Boolean.TRUE.equals(settings.remoteBuild()),
        List.of(),
        node.profiles().keySet().stream().sorted().toList(),
        settings.sshOpts(),
        Boolean.TRUE.equals(settings.interactiveSudo()),
        settings.magicRollback(),
        Source.EVALUATED);
  }

  /** {@code -p N} and {@code -o Port=N}, in one word or in two; the first one counts, as ssh has it. */
  private static Integer port(List<String> options) {
    Matcher matcher = PORT.matcher(String.join(" ", options));
    return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
  }

  private Inventory inventory(Migration.InventoryShape shape, RepoSnapshot files) {
    for (String path : shape.paths()) {
      if (files.exists(path)) {
        return inventory(path, shape, files);
      }
    }
    return null;
  }

  private Inventory inventory(String path, Migration.InventoryShape shape, RepoSnapshot files) {
    List<String> importers = InventoryImporters.of(path, files);
    Optional<JsonNode> values = orFailure(path, nix.file(source, path));
    Map<String, Inventory.Entry> hosts = new LinkedHashMap<>();
    values
        .map(v -> v.path("hosts"))
        .ifPresent(h -> h.properties().forEach(e -> hosts.put(e.getKey(), entry(e.getValue(), shape))));
    return new Inventory(
        path,
        importers,
        importers.stream().filter(f -> InventoryImporters.binds(f, "networking.hosts", files)).toList(),
        values.map(v -> v.path("network").path("domain").asText(null)).orElse(null),
        hosts,
        values.map(JsonNode::toString).orElse(null),
        Source.EVALUATED);
  }

  private static Inventory.Entry entry(JsonNode host, Migration.InventoryShape shape) {
    JsonNode port = at(host, shape.fields().get("targetPort"));
    JsonNode build = at(host, shape.fields().get("buildOnTarget"));
    List<String> tags = new ArrayList<>();
    at(host, shape.fields().get("tags")).forEach(t -> tags.add(t.asText()));
    return new Inventory.Entry(
        at(host, shape.fields().get("targetHost")).asText(null),
        at(host, shape.fields().get("targetUser")).asText(null),
        port.isInt() ? Integer.valueOf(port.asInt()) : null,
        build.isBoolean() ? Boolean.valueOf(build.asBoolean()) : null,
        tags);
  }

  private static JsonNode at(JsonNode node, String dotted) {
    JsonNode at = node;
    for (String name : dotted.split("\\.")) {
      at = at.path(name);
    }
    return at;
  }

  private <T> Optional<T> orFailure(String what, Evaluated<T> evaluated) {
    evaluated.failure().ifPresent(f -> failures.put(what, message(f)));
    return evaluated.value();
  }

  static String message(NixFailure failure) {
    return failure.explained();
  }
}
