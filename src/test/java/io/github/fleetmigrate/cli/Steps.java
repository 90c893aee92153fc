package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the project's catalogue for a test to change. */
record Steps(Path folder) {
  static Steps copiedTo(Path folder) throws IOException {
    Path from = Path.of("migration-steps");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return new Steps(folder);
  }

  /** Replaces a text that must be there, in a file of the migration nixos-fleet. */
  Steps replace(String path, String old, String now) throws IOException {
    Path file = folder.resolve("nixos-fleet").resolve(path);
    String text = Files.readString(file);
    assertTrue(text.contains(old), () -> path + " lacks " + old);
    Files.writeString(file, text.replace(old, now));
    return this;
  }
}
