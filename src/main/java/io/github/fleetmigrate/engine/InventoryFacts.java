package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.Source;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The inventory and what could not be learned of it.
 *
 * @param inventory null where there is none
 */
record InventoryFacts(Inventory inventory, List<NotRead> notRead) {
  private static final String HOSTS = "hosts";

  /**
   * Reads the first inventory that there is.
   *
   * @param evaluate a file's value; empty where it cannot be evaluated: it is then read as it is written
   */
  static InventoryFacts read(
      Migration.InventoryShape shape, RepoSnapshot files, Function<String, Optional<JsonNode>> evaluate) {
    return shape.paths().stream()
        .filter(files::exists)
        .findFirst()
        .map(path -> read(path, shape, files, evaluate.apply(path)))
        .orElse(new InventoryFacts(null, List.of()));
  }

  /** The inventory as it is written. */
  static InventoryFacts written(Migration.InventoryShape shape, RepoSnapshot files) {
    return read(shape, files, path -> Optional.empty());
  }

  private static InventoryFacts read(
      String path, Migration.InventoryShape shape, RepoSnapshot files, Optional<JsonNode> evaluated) {
    List<String> importers = InventoryImporters.of(path, files).stream().filter(f -> !makesNodes(f, files)).toList();
    StaticFleet.FileValue written = StaticFleet.file(files, path);
    Optional<JsonNode> values = evaluated.or(() -> Optional.ofNullable(written.json()));
    boolean whole = evaluated.isPresent() || written.notRead().isEmpty();
    Map<String, Inventory.Entry> hosts = new LinkedHashMap<>();
    values
        .map(v -> v.path(HOSTS))
        .ifPresent(h -> h.properties().forEach(e -> hosts.put(e.getKey(), entry(e.getValue(), shape))));
    return new InventoryFacts(
        new Inventory(
            path,
            importers,
            importers.stream().filter(f -> InventoryImporters.binds(f, "networking.hosts", files)).toList(),
            values.map(v -> v.path("network").path("domain").asText(null)).orElse(null),
            hosts,
            whole ? values.map(JsonNode::toString).orElse(null) : null,
            evaluated.isPresent() ? Source.EVALUATED : Source.STATIC,
            places(written)),
        evaluated.isPresent() ? List.of() : written.notRead());
  }

  /** Whether a file makes deploy-rs' nodes: it is no module of any host then. */
  private static boolean makesNodes(String file, RepoSnapshot files) {
    return InventoryImporters.binds(file, "flake.deploy", files) || InventoryImporters.binds(file, "deploy.nodes", files);
  }

  private static Map<String, String> places(StaticFleet.FileValue written) {
    Map<String, String> out = new LinkedHashMap<>();
    written
        .places()
        .forEach(
            (name, place) -> {
              if (name.equals(HOSTS)) {
                out.put("", place);
              } else if (name.startsWith(HOSTS + ".")) {
                out.put(name.substring(HOSTS.length() + 1), place);
              }
            });
    return out;
  }

  private static Inventory.Entry entry(JsonNode host, Migration.InventoryShape shape) {
    JsonNode port = at(host, shape.fields().get("targetPort"));
    JsonNode build = at(host, shape.fields().get("buildOnTarget"));
    JsonNode deployed = at(host, shape.fields().getOrDefault("deployed", ""));
    List<String> tags = new ArrayList<>();
    at(host, shape.fields().get("tags")).forEach(t -> tags.add(t.asText()));
    return new Inventory.Entry(
        at(host, shape.fields().get("targetHost")).asText(null),
        at(host, shape.fields().get("targetUser")).asText(null),
        port.isInt() ? Integer.valueOf(port.asInt()) : null,
        build.isBoolean() ? Boolean.valueOf(build.asBoolean()) : null,
        tags,
        deployed.isBoolean() ? Boolean.valueOf(deployed.asBoolean()) : null);
  }

  private static JsonNode at(JsonNode node, String dotted) {
    JsonNode at = node;
    for (String name : dotted.split("\\.")) {
      at = at.path(name);
    }
    return at;
  }
}
