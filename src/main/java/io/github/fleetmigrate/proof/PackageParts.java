package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The packages of the system's path: JSON in {@code pkgs}, or one path in a line. */
final class PackageParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Entries entries;

  PackageParts(Entries entries) {
    this.entries = entries;
  }

  void read(Derivation path) {
    path.environment()
        .forEach(
            (name, value) -> {
              if (!(name.equals("pkgs") && ofJson(value))) {
                List<String> rest = new ArrayList<>();
                for (String line : value.split("\n", -1)) {
                  if (name.equals("text") && entries.graph().maker(line) != null) {
                    entries.add(part(line), "", line);
                  } else {
                    rest.add(line);
                  }
                }
                entries.restVariable(name, String.join("\n", rest));
              }
            });
  }

  private boolean ofJson(String packages) {
    try {
      JsonNode list = JSON.readTree(packages);
      if (!list.isArray()) {
        return false;
      }
      for (JsonNode element : list) {
        JsonNode paths = element.path("paths");
        entries.add(part(paths.path(0).asText()), "", element.toString());
      }
      return true;
    } catch (JsonProcessingException noJson) {
      return false;
    }
  }

  private Part part(String path) {
    Derivation made = entries.graph().maker(path);
    String name = made == null ? path.substring(path.lastIndexOf('/') + 1) : made.name();
    return new Part(Part.Kind.PACKAGE, withoutVersion(name));
  }

  static String withoutVersion(String name) {
    return name.replaceFirst("-[0-9].*", "");
  }
}
