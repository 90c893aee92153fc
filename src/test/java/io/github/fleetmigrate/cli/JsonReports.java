package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The interface that scripts read, as JSON JsonReports. */
final class JsonReports {
  private JsonReports() {}

  static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  static List<String> problems(String schema, String json) {
    try (InputStream text = JsonReports.class.getResourceAsStream("/schemas/" + schema + ".schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
          .validate(read(json))
          .stream()
          .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Fails with every place where a report is not what the interface says; gives the report. */
  static JsonNode valid(String schema, String json) {
    assertEquals(List.of(), problems(schema, json), json);
    return read(json);
  }
}
