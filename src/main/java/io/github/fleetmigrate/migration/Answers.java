package io.github.fleetmigrate.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person answered, by question key. Nothing in it is a default. */
public final class Answers {
  private final ObjectNode values;

  private Answers(ObjectNode values) {
    this.values = values;
  }

  public static Answers none() {
    return new Answers(JsonNodeFactory.instance.objectNode());
  }

  /** Answers from a JSON object; anything else counts as none. */
  public static Answers of(JsonNode node) {
    return node instanceof ObjectNode object ? new Answers(object.deepCopy()) : none();
  }

  /** These answers with others laid over them: null takes one back, objects are merged entry by entry. */
  public Answers with(Map<String, JsonNode> others) {
    ObjectNode merged = values.deepCopy();
    others.forEach(
        (key, value) -> {
          if (value == null || value.isNull()) {
            merged.remove(key);
          } else if (value instanceof ObjectNode entries && merged.get(key) instanceof ObjectNode now) {
            entries
                .properties()
                .forEach(
                    e -> {
                      if (e.getValue().isNull()) {
                        now.remove(e.getKey());
                      } else {
                        now.set(e.getKey(), e.getValue());
                      }
                    });
          } else {
            merged.set(key, value.deepCopy());
          }
        });
    return new Answers(merged);
  }

  public Optional<JsonNode> get(String key) {
    return Optional.ofNullable(values.get(key)).filter(n -> !n.isNull());
  }

  public Optional<String> text(String key) {
    return get(key).map(JsonNode::asText);
  }

  /** An entry of an answer with several, such as {@code settle} and {@code cortex.targetHost}. */
  public Optional<JsonNode> entry(String key, String item) {
    return get(key).map(n -> n.get(item)).filter(n -> !n.isNull());
  }

  /** A list of names, empty where nothing was answered. */
  public List<String> names(String key) {
    return get(key).map(Answers::texts).orElse(List.of());
  }

  /** A list of names under an entry, empty where nothing was answered. */
  public List<String> names(String key, String item) {
    return entry(key, item).map(Answers::texts).orElse(List.of());
  }

  public ObjectNode json() {
    return values.deepCopy();
  }

  private static List<String> texts(JsonNode array) {
    List<String> out = new ArrayList<>();
    array.forEach(n -> out.add(n.asText()));
    return out;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Answers other && values.equals(other.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
