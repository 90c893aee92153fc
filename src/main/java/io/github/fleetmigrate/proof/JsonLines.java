package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** JSON as one line for every plain value, with its path: {@code users.deploy.isNormalUser = true}. */
final class JsonLines {
  private JsonLines() {}

  /** Empty where the text is no JSON object or list. An element of a list stands under its name, or in one line. */
  static Optional<String> of(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return Optional.empty();
    }
    try {
      StringBuilder lines = new StringBuilder();
      append(lines, "", new ObjectMapper().readTree(text));
      return Optional.of(lines.toString());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static void append(StringBuilder lines, String path, JsonNode node) {
    String below = path.isEmpty() ? "" : path + ".";
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        append(lines, below + field.getKey(), field.getValue());
      }
    } else if (node.isArray() && !node.isEmpty()) {
      for (JsonNode element : node) {
        if (element.path("name").isTextual()) {
          append(lines, below + element.path("name").asText(), element);
        } else {
          lines.append(path).append(" = ").append(element).append('\n');
        }
      }
    } else {
      lines.append(path).append(" = ").append(node).append('\n');
    }
  }
}
