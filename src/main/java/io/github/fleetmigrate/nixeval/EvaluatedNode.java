package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deploy-rs node as deploy-rs itself would see it.
 *
 * @param hostname null where it could not be evaluated
 * @param settings of the system profile with what it inherits; of the node where there is no such profile
 * @param profiles by name, each with what it inherits
 * @param readable false where the node's settings throw; the other fields are then empty
 */
public record EvaluatedNode(
    String name,
    String hostname,
    DeploySettings settings,
    Map<String, DeployProfile> profiles,
    List<String> profilesOrder,
    boolean readable) {
  public EvaluatedNode {
    profiles = Map.copyOf(profiles);
    profilesOrder = List.copyOf(profilesOrder);
  }

  /**
   * One profile of a node.
   *
   * @param profilePath null where it is left out
   */
  public record DeployProfile(String name, DeploySettings settings, String profilePath) {}

  /** All nodes from what {@code deploy.nix} gives, by name. */
  public static Map<String, EvaluatedNode> all(JsonNode deploy) {
    DeploySettings top = DeploySettings.of(deploy.path("settings"));
    Map<String, EvaluatedNode> nodes = new LinkedHashMap<>();
    deploy.path("nodes").properties().forEach(node -> nodes.put(node.getKey(), of(node.getKey(), node.getValue(), top)));
    return nodes;
  }

  private static EvaluatedNode of(String name, JsonNode json, DeploySettings top) {
    if (json.isNull()) {
      return new EvaluatedNode(name, null, top, Map.of(), List.of(), false);
    }
    DeploySettings settings = DeploySettings.of(json).within(top);
    Map<String, DeployProfile> profiles = new LinkedHashMap<>();
    json.path("profiles")
        .properties().forEach(
            profile ->
                profiles.put(
                    profile.getKey(),
                    new DeployProfile(
                        profile.getKey(),
                        DeploySettings.of(profile.getValue()).within(settings),
                        profile.getValue().path("profilePath").asText(null))));
    List<String> order = new ArrayList<>();
    json.path("profilesOrder").forEach(profile -> order.add(profile.asText()));
    DeploySettings used = profiles.containsKey("system") ? profiles.get("system").settings() : settings;
    return new EvaluatedNode(name, json.path("hostname").asText(null), used, profiles, order, true);
  }
}
