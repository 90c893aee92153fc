package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.fleetmigrate.engine.ExitStatus;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads an answers file and refuses what no question of the migration asks. */
final class AnswersFile {
  /** A key that stands there twice would lose one of its answers; text behind the object would be lost whole. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AnswersFile() {}

  /**
   * @param file null gives no answers
   */
  static Map<String, JsonNode> read(Path file, Migration migration) throws Refusal {
    if (file == null) {
      return Map.of();
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw bad(
          file + " is not JSON: line " + line + ", " + e.getOriginalMessage().lines().findFirst().orElse(""),
          "correct that line");
    } catch (IOException e) {
      throw bad(file + " cannot be read", "name a file that exists and that you may read");
    }
    if (root == null || !root.isObject()) {
      throw bad(file + " holds no JSON object", "answers are { \"strategy\": \"gradual\", … }");
    }
    Map<String, JsonNode> out = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> answer : root.properties()) {
      Question question =
          migration.questions().stream()
              .filter(q -> q.key().equals(answer.getKey()))
              .findFirst()
              .orElse(null);
      if (question == null) {
        throw unknown(file, answer.getKey(), migration);
      }
      Optional<String> wrong = wrong(question, answer.getValue(), migration.phases().size());
      if (wrong.isPresent()) {
        throw bad(file + ": " + answer.getKey() + " " + wrong.get(), "`fleet-migrate steps show " + migration.id() + "` lists the questions and what each takes");
      }
      out.put(answer.getKey(), answer.getValue());
    }
    return out;
  }

  private static Refusal unknown(Path file, String key, Migration migration) {
    List<String> keys = migration.questions().stream().map(Question::key).toList();
    return bad(
        file + ": no question has the key " + key,
        Nearest.hint(key, keys) + "keys are " + String.join(", ", keys));
  }

  private static Optional<String> wrong(Question question, JsonNode value, int phases) {
    return switch (question.kind()) {
      case CHOICE -> oneOf(question, value);
      case FLAG -> value.isBoolean() ? Optional.empty() : Optional.of("must be true or false");
      case TEXT, HOST -> value.isTextual() ? Optional.empty() : Optional.of("must be a text");
      case HOSTS, NAMES -> texts(value) ? Optional.empty() : Optional.of("must be a list of names");
      case ACCEPT -> accept(value, phases);
      case TAGS ->
          value.isObject() && all(value, AnswersFile::texts)
              ? Optional.empty()
              : Optional.of("must be an object of lists of names");
      case HOST_CHOICE -> {
        if (!value.isObject()) {
          yield Optional.of("must be an object of host to choice");
        }
        for (JsonNode entry : value) {
          Optional<String> wrong = oneOf(question, entry);
          if (wrong.isPresent()) {
            yield wrong;
          }
        }
        yield Optional.empty();
      }
      case SETTLE -> settle(value);
    };
  }

  private static Optional<String> accept(JsonNode value, int phases) {
    if (!value.isObject() || !all(value, AnswersFile::texts)) {
      return Optional.of("must be an object of a phase's number to a list of hosts");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getKey().matches("[1-9][0-9]?") || Integer.parseInt(entry.getKey()) > phases) {
        return Optional.of("has the entry " + entry.getKey() + ": phases go from 1 to " + phases);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> settle(JsonNode value) {
    if (!value.isObject()) {
      return Optional.of("must be an object of host.field to value");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      int dot = entry.getKey().lastIndexOf('.');
      String field = dot < 0 ? "" : entry.getKey().substring(dot + 1);
      boolean fits =
          switch (field) {
            case "targetHost", "targetUser" -> entry.getValue().isTextual();
            case "targetPort" -> port(entry.getValue());
            case "buildOnTarget" -> entry.getValue().isBoolean();
            default -> false;
          };
      if (!fits) {
        return Optional.of(
            "has the entry " + entry.getKey()
                + ": entries are HOST.targetHost and HOST.targetUser (text), HOST.targetPort (1 to 65535), HOST.buildOnTarget (true or false)");
      }
    }
    return Optional.empty();
  }

  private static boolean port(JsonNode value) {
    return value.isInt() && value.asInt() > 0 && value.asInt() < 65536;
  }

  private static Optional<String> oneOf(Question question, JsonNode value) {
    List<String> options = question.options().stream().map(Question.Option::value).toList();
    return value.isTextual() && options.contains(value.asText())
        ? Optional.empty()
        : Optional.of("must be one of " + String.join(", ", options));
  }

  private static boolean texts(JsonNode value) {
    return value.isArray() && all(value, JsonNode::isTextual);
  }

  private static boolean all(JsonNode values, Predicate<JsonNode> test) {
    for (JsonNode value : values) {
      if (!test.test(value)) {
        return false;
      }
    }
    return true;
  }

  private static Refusal bad(String message, String remedy) {
    return new Refusal(ExitStatus.BAD_INPUT, message, remedy);
  }
}
