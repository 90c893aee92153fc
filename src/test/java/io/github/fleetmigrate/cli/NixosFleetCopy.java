package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The stand-in for nixos-fleet in a folder of its own, where a test plants faults and takes them out again. */
record NixosFleetCopy(Path folder) {
  /** The one that a sample's answers name. */
  static NixosFleetCopy of(SampleRepo repo, Path folder) throws IOException {
    String source = SampleRepo.json(Files.readString(repo.answers())).get("source").asText();
    Path from = Path.of(source.substring("path:".length()));
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return new NixosFleetCopy(folder);
  }

  /** Replaces a text that must be there. */
  NixosFleetCopy replace(String path, String old, String now) throws IOException {
    Path file = folder.resolve(path);
    String text = Files.readString(file);
    assertTrue(text.contains(old), () -> path + " lacks " + old);
    Files.writeString(file, text.replace(old, now));
    return this;
  }

  /** The sample's answers with this as nixos-fleet's source. */
  Path answers(SampleRepo repo, String strategy) throws IOException {
    return repo.answers(a -> a.put("source", "path:" + folder).put("strategy", strategy));
  }
}
