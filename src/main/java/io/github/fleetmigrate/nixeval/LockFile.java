package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@code flake.lock}: its nodes, named as in the file. */
public final class LockFile {
  private final String root;
  private final SortedMap<String, JsonNode> nodes;

  private LockFile(String root, SortedMap<String, JsonNode> nodes) {
    this.root = root;
    this.nodes = nodes;
  }

  /** A flake without a lock file has this one. */
  public static LockFile empty() {
    return new LockFile("root", new TreeMap<>());
  }

  /** @throws IOException where it is no lock file; the message says what is wrong */
  public static LockFile parse(byte[] content) throws IOException {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(content);
    } catch (JsonProcessingException e) {
      throw new IOException("flake.lock is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!json.path("nodes").isObject() || !json.path("root").isTextual()) {
      throw new IOException("flake.lock has no nodes: it is not a lock file of nix");
    }
    SortedMap<String, JsonNode> nodes = new TreeMap<>();
    json.path("nodes").properties().forEach(node -> nodes.put(node.getKey(), node.getValue()));
    return new LockFile(json.path("root").asText(), nodes);
  }

  /** The flake's own inputs and the nodes they lead to; one that follows another is its path, joined by {@code /}. */
  public Map<String, String> inputs() {
    Map<String, String> inputs = new TreeMap<>();
    JsonNode node = nodes.get(root);
    if (node != null) {
      node.path("inputs")
          .properties().forEach(input -> inputs.put(input.getKey(), target(input.getValue())));
    }
    return inputs;
  }

  private static String target(JsonNode input) {
    List<String> path = new ArrayList<>();
    input.forEach(part -> path.add(part.asText()));
    return input.isTextual() ? input.asText() : String.join("/", path);
  }

  /** What a node is locked to, such as {@code {"type":"github","rev":"…"}}; empty where there is no such node. */
  public Optional<JsonNode> locked(String node) {
    return Optional.ofNullable(nodes.get(node)).map(json -> json.get("locked"));
  }

  /**
   * How two lock files differ, by the names of nodes. The root node counts as changed only by {@link LockFile#inputs}.
   *
   * @param changed those whose source, or whose own inputs, are others
   */
  public record Difference(List<String> added, List<String> removed, List<String> changed) {
    public boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
  }

  public Difference to(LockFile later) {
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (name.equals(root)) {
            return;
          }
          if (!later.nodes.containsKey(name)) {
            removed.add(name);
          } else if (!later.nodes.get(name).equals(node)) {
            changed.add(name);
          }
        });
    later.nodes.keySet().stream()
        .filter(name -> !name.equals(later.root) && !nodes.containsKey(name))
        .forEach(added::add);
    return new Difference(List.copyOf(added), List.copyOf(removed), List.copyOf(changed));
  }
}
