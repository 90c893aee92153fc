package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings the sources of a host's settings together: deploy-rs, the inventory, and what a person settled. Where sources
 * differ and nobody settled it, what deploy-rs uses today counts.
 *
 * @param conflicts every setting on which the sources differ, or that none of them gives
 */
public record Settlement(List<HostSettings> hosts, List<Conflict> conflicts) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int SSH_PORT = 22;

  /** Settings that sources can differ in, as the answers name them. */
  static final List<String> FIELDS = List.of("targetHost", "targetUser", "targetPort", "buildOnTarget");

  /**
   * A setting that a person may want to decide.
   *
   * @param deployRs what deploy-rs uses; null where it leaves it out
   * @param inventory what the inventory says; null where it says nothing
   * @param unread whether deploy-rs has a value that could not be learned; {@code deployRs} is then null
   */
  public record Conflict(String host, String field, JsonNode deployRs, JsonNode inventory, boolean unread) {
    public String item() {
      return host + "." + field;
    }
  }

  public static Settlement of(FleetFacts facts, Answers answers, Migration.InventoryShape shape) {
    List<HostSettings> hosts = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (String host : facts.hostNames()) {
      hosts.add(settle(host, facts, answers, shape, conflicts));
    }
    return new Settlement(List.copyOf(hosts), List.copyOf(conflicts));
  }

  public List<HostSettings> inHive() {
    return hosts.stream().filter(HostSettings::inHive).toList();
  }

  private static HostSettings settle(
      String host, FleetFacts facts, Answers answers, Migration.InventoryShape shape, List<Conflict> conflicts) {
    Optional<DeployNode> node = facts.node(host);
    Optional<Inventory.Entry> entry = facts.entry(host);
    HostSettings.Mode mode = mode(host, facts, answers);
    Map<String, JsonNode> fromNode = node.map(Settlement::ofNode).orElse(Map.of());
    Map<String, JsonNode> fromEntry = entry.map(Settlement::ofEntry).orElse(Map.of());
    Map<String, JsonNode> settled = new LinkedHashMap<>();
    for (String field : FIELDS) {
      JsonNode here = fromEntry.get(field);
      JsonNode there = today(field, node.isPresent(), fromNode.get(field), here);
      boolean unread = node.filter(n -> n.unread().contains(field)).isPresent();
      if (node.isPresent() && (unread ? matters(field, here) : differ(field, there, here))) {
        conflicts.add(new Conflict(host, field, there, here, unread));
      }
      JsonNode value =
          answers.entry("settle", host + "." + field).orElse(there != null ? there : here);
      if (value != null) {
        settled.put(field, value);
      }
    }
    List<String> tags = answers.entry("tags", host).isPresent()
        ? answers.names("tags", host)
        : entry.map(Inventory.Entry::tags).orElse(List.of());
    return new HostSettings(
        host,
        mode,
        node.isPresent(),
        entry.isPresent(),
        text(settled.get("targetHost")),
        text(settled.get("targetUser")),
        settled.containsKey("targetPort") ? Integer.valueOf(settled.get("targetPort").asInt()) : null,
        settled.containsKey("buildOnTarget") && settled.get("buildOnTarget").asBoolean(),
        tags,
        overlay(settled, fromEntry, tags, entry.map(Inventory.Entry::tags).orElse(List.of()), shape));
  }

  /** What deploy-rs uses: where its node names no port and the inventory does, that is ssh's own. */
  private static JsonNode today(String field, boolean hasNode, JsonNode there, JsonNode here) {
    boolean unsaidPort = field.equals("targetPort") && hasNode && there == null && here != null;
    return unsaidPort && here.asInt() != SSH_PORT ? JSON.numberNode(SSH_PORT) : there;
  }

  private static HostSettings.Mode mode(String host, FleetFacts facts, Answers answers) {
    if (facts.node(host).isPresent()) {
      return HostSettings.Mode.SSH;
    }
    String answer =
        answers
            .entry("withoutNode", host)
            .map(JsonNode::asText)
            .or(() -> WithoutNode.standard(facts, host))
            .orElse(WithoutNode.EXCLUDE);
    return switch (answer) {
      case "local" -> HostSettings.Mode.LOCAL;
      case WithoutNode.SSH -> HostSettings.Mode.SSH;
      default -> HostSettings.Mode.EXCLUDED;
    };
  }

  private static Map<String, JsonNode> ofNode(DeployNode node) {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    put(out, "targetHost", node.targetHost());
    put(out, "targetUser", node.targetUser());
    if (node.targetPort() != null) {
      out.put("targetPort", JSON.numberNode(node.targetPort()));
    }
    if (!node.unread().contains("buildOnTarget")) {
      out.put("buildOnTarget", JSON.booleanNode(node.buildOnTarget()));
    }
    return out;
  }

  private static Map<String, JsonNode> ofEntry(Inventory.Entry entry) {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    put(out, "targetHost", entry.address());
    put(out, "targetUser", entry.user());
    if (entry.port() != null) {
      out.put("targetPort", JSON.numberNode(entry.port()));
    }
    if (entry.buildOnTarget() != null) {
      out.put("buildOnTarget", JSON.booleanNode(entry.buildOnTarget()));
    }
    return out;
  }

  /**
   * A node without a user is a question whatever the inventory says (deploy-rs then takes the local user's name); no
   * port is port 22; an inventory that says nothing is no contradiction.
   */
  private static boolean differ(String field, JsonNode deployRs, JsonNode inventory) {
    if (field.equals("targetUser") && deployRs == null) {
      return true;
    }
    if (inventory == null) {
      return false;
    }
    if (field.equals("targetPort") && deployRs == null) {
      return false;
    }
    return !Objects.equals(deployRs, inventory);
  }

  /** A host is not reached without its address and user; for the rest there are defaults, unless the inventory differs. */
  private static boolean matters(String field, JsonNode inventory) {
    return field.equals("targetHost") || field.equals("targetUser") || inventory != null;
  }

  private static Map<String, JsonNode> overlay(
      Map<String, JsonNode> settled,
      Map<String, JsonNode> entry,
      List<String> tags,
      List<String> entryTags,
      Migration.InventoryShape shape) {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    for (String field : FIELDS) {
      JsonNode value = settled.get(field);
      boolean unsaidDefault = !entry.containsKey(field) && value != null && value.isBoolean() && !value.asBoolean();
      if (value != null && !value.equals(entry.get(field)) && !unsaidDefault) {
        out.put(shape.fields().get(field), value);
      }
    }
    if (!tags.equals(entryTags)) {
      out.put(shape.fields().get("tags"), JSON.arrayNode().addAll(tags.stream().map(t -> (JsonNode) JSON.textNode(t)).toList()));
    }
    return java.util.Collections.unmodifiableMap(out);
  }

  private static void put(Map<String, JsonNode> out, String field, String value) {
    if (value != null) {
      out.put(field, JSON.textNode(value));
    }
  }

  private static String text(JsonNode node) {
    return node == null || node.isNull() ? null : node.asText();
  }
}
