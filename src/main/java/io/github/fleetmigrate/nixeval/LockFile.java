package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@code flake.lock}: what each of a flake's inputs, and their inputs in turn, is locked to. */
public final class LockFile {
  private final String root;
  private final SortedMap<String, ObjectNode> nodes;

  private LockFile(String root, SortedMap<String, ObjectNode> nodes) {
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
    SortedMap<String, ObjectNode> nodes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> node : json.path("nodes").properties()) {
      if (!(node.getValue() instanceof ObjectNode object)) {
        throw new IOException("flake.lock has a node that is none: " + node.getKey());
      }
      nodes.put(node.getKey(), object);
    }
    return new LockFile(json.path("root").asText(), nodes);
  }

  /**
   * What every input is locked to, by its path from the flake's own inputs, such as {@code deploy-rs/nixpkgs}. The keys of
   * the nodes tell nothing: nix numbers them anew ({@code nixpkgs_2}) with every input that comes or goes. An input that
   * follows another is the path it follows.
   */
  public SortedMap<String, JsonNode> inputs() {
    SortedMap<String, JsonNode> inputs = new TreeMap<>();
    collect("", root, new HashSet<>(), inputs);
    return inputs;
  }

  private void collect(String path, String key, Set<String> above, Map<String, JsonNode> found) {
    JsonNode node = nodes.get(key);
    if (node == null || !above.add(key)) {
      return;
    }
    node.path("inputs")
        .properties()
        .forEach(
            input -> {
              String name = path + input.getKey();
              JsonNode target = input.getValue();
              if (!target.isTextual()) {
                found.put(name, target);
                return;
              }
              ObjectNode locked = nodes.containsKey(target.asText()) ? nodes.get(target.asText()) : nothing();
              ObjectNode own = locked.deepCopy();
              own.remove("inputs");
              found.put(name, own);
              collect(name + "/", target.asText(), above, found);
            });
    above.remove(key);
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** How two lock files differ, by the paths of their inputs. */
  public record Difference(List<String> added, List<String> removed, List<String> changed) {
    public boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
  }

  public Difference to(LockFile later) {
    Map<String, JsonNode> before = inputs();
    Map<String, JsonNode> after = later.inputs();
    List<String> common = before.keySet().stream().filter(after::containsKey).toList();
    return new Difference(
        after.keySet().stream().filter(path -> !before.containsKey(path)).toList(),
        before.keySet().stream().filter(path -> !after.containsKey(path)).toList(),
        common.stream().filter(path -> !before.get(path).equals(after.get(path))).toList());
  }
}
