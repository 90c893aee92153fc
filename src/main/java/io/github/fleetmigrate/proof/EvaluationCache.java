package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.NixVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that nix gave, in one file for each commit and release of nix, so that no tree is evaluated twice. A commit
 * stands for its tree and lock file, and for its own name, which a flake may embed. Failures are not kept: what could
 * not be fetched once may be there the next time. A file that cannot be read or written only costs time.
 */
public final class EvaluationCache {
  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  /** @param folder is made when needed; null for a cache that keeps nothing */
  public EvaluationCache(Path folder) {
    this.folder = folder;
  }

  Optional<JsonNode> get(FlakeSource source, NixVersion nix, String question) {
    return Optional.ofNullable(get(source, nix, List.of(question)).get(question));
  }

  /** Of these questions those that were answered, with their answers. */
  synchronized Map<String, JsonNode> get(FlakeSource source, NixVersion nix, Collection<String> questions) {
    Map<String, JsonNode> known = new HashMap<>();
    if (folder != null && !questions.isEmpty()) {
      ObjectNode answers = read(file(source, nix));
      for (String question : questions) {
        JsonNode answer = answers.get(key(source, question));
        if (answer != null) {
          known.put(question, answer);
        }
      }
    }
    return known;
  }

  /** Keeps these answers, by question. */
  synchronized void put(FlakeSource source, NixVersion nix, Map<String, JsonNode> found) {
    if (folder == null || found.isEmpty()) {
      return;
    }
    Path file = file(source, nix);
    ObjectNode answers = read(file);
    found.forEach((question, answer) -> answers.set(key(source, question), answer));
    try {
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "answers", ".tmp");
      Files.write(written, json.writeValueAsBytes(answers));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notKept) {
      // The answer is good all the same; it will be asked for again.
    }
  }

  private Path file(FlakeSource source, NixVersion nix) {
    return folder.resolve(source.commit() + "-nix-" + nix.text() + (source.shallow() ? "-shallow" : "") + ".json");
  }

  private static String key(FlakeSource source, String question) {
    return source.directory().isEmpty() ? question : source.directory() + "#" + question;
  }

  private ObjectNode read(Path file) {
    try {
      if (Files.exists(file) && json.readTree(Files.readAllBytes(file)) instanceof ObjectNode answers) {
        return answers;
      }
    } catch (IOException unreadable) {
      // As if it were not there.
    }
    return json.createObjectNode();
  }
}
