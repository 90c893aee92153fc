package io.github.fleetmigrate.repo.statics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.repo.literal.Lazy;
import io.github.fleetmigrate.repo.literal.Value;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.ArrayList;
import java.util.List;

/** Values as JSON, like {@code nix eval --json}; what is not known is left out and counted. */
final class Json {
  /**
   * @param path names from the top, dotted
   */
  record Gap(String path, Unread why) {}

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final int DEEPEST = 100;

  private final List<Gap> gaps = new ArrayList<>();
  private int depth;

  /** What was left out so far. */
  List<Gap> gaps() {
    return gaps;
  }

  /** A value; null where it is not known as a whole. */
  JsonNode of(String path, Lazy lazy) {
    if (depth >= DEEPEST) {
      gaps.add(new Gap(path, new Unread("it is nested too deeply", lazy.where())));
      return null;
    }
    depth++;
    try {
      return json(path, lazy);
    } finally {
      depth--;
    }
  }

  private JsonNode json(String path, Lazy lazy) {
    Value value = lazy.get();
    if (value instanceof Value.Text text) {
      return JSON.textNode(text.text());
    }
    if (value instanceof Value.Whole whole) {
      return fits(whole.number()) ? JSON.numberNode((int) whole.number()) : JSON.numberNode(whole.number());
    }
    if (value instanceof Value.Flag flag) {
      return JSON.booleanNode(flag.set());
    }
    if (value instanceof Value.Nothing) {
      return JSON.nullNode();
    }
    if (value instanceof Value.Attrs set) {
      ObjectNode out = JSON.objectNode();
      set.known()
          .forEach(
              (name, inner) -> {
                JsonNode json = of(path.isEmpty() ? name : path + "." + name, inner);
                if (json != null) {
                  out.set(name, json);
                }
              });
      gap(path, set.rest(), lazy);
      return out;
    }
    if (value instanceof Value.Items list && list.rest() == null) {
      ArrayNode out = JSON.arrayNode();
      for (Lazy item : list.items()) {
        JsonNode json = of(path, item);
        if (json == null) {
          return null;
        }
        out.add(json);
      }
      return out;
    }
    gap(path, value instanceof Value.Items list ? list.rest() : value, lazy);
    return null;
  }

  private void gap(String path, Value value, Lazy at) {
    if (value != null) {
      gaps.add(new Gap(path, value.unread(at.where())));
    }
  }

  private static boolean fits(long number) {
    return number == (int) number;
  }
}
