package io.github.fleetmigrate.edit.just;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real just, asked what it reads in a file. */
final class Just {
  private final Path program = Tools.require("just");
  private final Path folder;

  Just(Path folder) {
    this.folder = folder;
  }

  /** Fails where just refuses the text. */
  JsonNode dump(String justfile) throws IOException, InterruptedException {
    return dump(Files.writeString(folder.resolve("justfile"), justfile));
  }

  /** The same of a file that lies where it imports others from. */
  JsonNode dump(Path file) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(program.toString(), "--justfile", file.toString(), "--dump", "--dump-format", "json")
            .redirectError(errors.toFile())
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(errors) + "\n" + Files.readString(file));
    }
    return new ObjectMapper().readTree(output);
  }
}
