package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A new inventory entry shaped like its siblings, because the hosts' own modules read fields of every entry. A field is
 * filled with what is known of the host, with what all siblings agree on, or with what the siblings derive from their
 * own names; a field that none of these gives is null where a sibling has null too, and is left out and named otherwise.
 */
final class EntryShape {
  private static final String NAME = "\u0000";

  private final String host;
  private final Map<String, JsonNode> siblings;
  private final Map<String, JsonNode> known;
  private final List<String> leftOut = new ArrayList<>();

  /**
   * @param siblings entries to take after, by host
   * @param known dotted path in an entry to value
   */
  EntryShape(String host, Map<String, JsonNode> siblings, Map<String, JsonNode> known) {
    this.host = host;
    this.siblings = siblings;
    this.known = known;
  }

  /** The entry; never null, and an object. */
  ObjectNode entry() {
    ObjectNode out = shaped("", siblings).orElseGet(JsonNodeFactory.instance::objectNode);
    known.forEach((path, value) -> put(out, path.split("\\."), value));
    return out;
  }

  /** Dotted paths that siblings have and that could not be filled. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private Optional<ObjectNode> shaped(String prefix, Map<String, JsonNode> values) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (String key : commonKeys(values)) {
      String path = prefix.isEmpty() ? key : prefix + "." + key;
      if (known.containsKey(path)) {
        out.set(key, known.get(path));
        continue;
      }
      Map<String, JsonNode> fields = new LinkedHashMap<>();
      values.forEach((name, value) -> fields.put(name, value.get(key)));
      if (fields.values().stream().allMatch(JsonNode::isObject)) {
        shaped(path, fields).filter(o -> !o.isEmpty()).ifPresent(o -> out.set(key, o));
        continue;
      }
      Optional<JsonNode> value = agreed(fields);
      if (value.isPresent()) {
        out.set(key, value.get());
      } else if (fields.values().stream().anyMatch(JsonNode::isNull)) {
        out.putNull(key);
      } else {
        leftOut.add(path);
      }
    }
    return Optional.of(out);
  }

  private static Set<String> commonKeys(Map<String, JsonNode> values) {
    Set<String> keys = null;
    for (JsonNode value : values.values()) {
      Set<String> own = new LinkedHashSet<>();
      value.fieldNames().forEachRemaining(own::add);
      if (keys == null) {
        keys = own;
      } else {
        keys.retainAll(own);
      }
    }
    return keys == null ? Set.of() : keys;
  }

  /** What every sibling has, its own name in it standing for the new host's. One sibling alone agrees on nothing but that. */
  private Optional<JsonNode> agreed(Map<String, JsonNode> fields) {
    Set<JsonNode> patterns = new LinkedHashSet<>();
    boolean named = false;
    for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
      JsonNode value = field.getValue();
      if (value.isTextual() && value.asText().contains(field.getKey())) {
        named = true;
        patterns.add(TextNode.valueOf(value.asText().replace(field.getKey(), NAME)));
      } else {
        patterns.add(value);
      }
    }
    if (patterns.size() != 1 || (fields.size() < 2 && !named)) {
      return Optional.empty();
    }
    JsonNode pattern = patterns.iterator().next();
    return Optional.of(
        pattern.isTextual() ? TextNode.valueOf(pattern.asText().replace(NAME, host)) : pattern);
  }

  private static void put(ObjectNode object, String[] path, JsonNode value) {
    ObjectNode at = object;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.get(path[i]) instanceof ObjectNode inner ? inner : at.putObject(path[i]);
    }
    at.set(path[path.length - 1], value);
  }
}
