package io.github.fleetmigrate.edit.just;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real just, asked what it reads in a file. */
final class Just {
  private final Path program;
  private final Path folder;

  Just(Path folder) {
    this("just", folder);
  }

  Just(String program, Path folder) {
    this.program = Tools.require(program);
    this.folder = folder;
  }

  /** Whether it reads the text; an older release does not know all grammar. */
  boolean reads(String justfile) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("justfile"), justfile);
    return start(file).waitFor() == 0;
  }

  /** Fails where just refuses the text. */
  JsonNode dump(String justfile) throws IOException, InterruptedException {
    return dump(Files.writeString(folder.resolve("justfile"), justfile));
  }

  /** The same of a file that lies where it imports others from. */
  JsonNode dump(Path file) throws IOException, InterruptedException {
    Process process = start(file);
    if (process.waitFor() != 0) {
      throw new AssertionError(program + ": " + Files.readString(folder.resolve("errors")) + "\n" + Files.readString(file));
    }
    return new ObjectMapper().readTree(folder.resolve("output").toFile());
  }

  private Process start(Path file) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "--justfile", file.toString(), "--dump", "--dump-format", "json")
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile());
    // What is stable in a recent release is behind this switch in an older one.
    builder.environment().put("JUST_UNSTABLE", "true");
    return builder.start();
  }
}
