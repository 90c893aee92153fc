package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;

/** Users and groups as the activation script and userborn read them: JSON with a list of either. */
final class UserParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Entries entries;

  UserParts(Entries entries) {
    this.entries = entries;
  }

  void read(Derivation spec) {
    spec.environment()
        .forEach(
            (name, value) -> {
              boolean json = value.startsWith("{") && ofJson(value);
              if (!json) {
                entries.restVariable(name, value);
              }
            });
  }

  private boolean ofJson(String spec) {
    JsonNode root;
    try {
      root = JSON.readTree(spec);
    } catch (JsonProcessingException noJson) {
      return false;
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = root.properties().iterator(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      switch (field.getKey()) {
        case "users" -> accounts(Part.Kind.USER, field.getValue());
        case "groups" -> accounts(Part.Kind.GROUP, field.getValue());
        default -> entries.rest(field.getKey(), field.getValue().toString());
      }
    }
    return true;
  }

  private void accounts(Part.Kind kind, JsonNode list) {
    for (JsonNode account : list) {
      Part part = new Part(kind, account.path("name").asText());
      entries.add(part, "", "");
      account.properties().forEach(field -> entries.add(part, field.getKey(), plain(field.getValue())));
    }
  }

  /** Elements of a list in a line each. */
  private static String plain(JsonNode value) {
    if (!value.isArray()) {
      return value.isTextual() ? value.asText() : value.toString();
    }
    StringBuilder lines = new StringBuilder();
    value.forEach(element -> lines.append(element.isTextual() ? element.asText() : element.toString()).append('\n'));
    return lines.toString();
  }
}
