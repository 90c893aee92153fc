package io.github.fleetmigrate.adapter.git;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a process is about to do to git's files, written down before it does: {@code <git directory>/fleet-migrate/
 * effect.json}. It lives as long as the effect; one that is found later belongs to a process that died.
 *
 * @param process who
 * @param mark an id that the processes it starts for this effect carry in {@link #MARK_VARIABLE}
 * @param beganAt when, in milliseconds since 1970
 * @param locks absolute paths of the lock files that it takes
 */
record Intention(
    @JsonProperty("process") ProcessIdentity process,
    @JsonProperty("mark") String mark,
    @JsonProperty("beganAt") long beganAt,
    @JsonProperty("locks") List<String> locks) {
  /** In the environment of a process that works for an effect of ours, and may outlive us. */
  static final String MARK_VARIABLE = "FLEET_MIGRATE_EFFECT";

  static Path file(GitLayout layout) {
    return layout.ownFolder().resolve("effect.json");
  }

  /** Returns when it is on the disk. */
  void write(GitLayout layout) throws IOException {
    layout.makeOwnFolder();
    try (FileChannel channel =
        FileChannel.open(
            file(layout),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(new ObjectMapper().writeValueAsBytes(this));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    sync(layout.ownFolder());
  }

  /** The one that a process left; empty where there is none, or where it was cut off (then no lock was taken yet). */
  static Optional<Intention> read(GitLayout layout) throws IOException {
    try {
      return Optional.ofNullable(new ObjectMapper().readValue(Files.readAllBytes(file(layout)), Intention.class))
          .filter(found -> found.process != null && found.mark != null && found.locks != null);
    } catch (NoSuchFileException | JsonProcessingException none) {
      return Optional.empty();
    }
  }

  static void remove(GitLayout layout) throws IOException {
    Files.deleteIfExists(file(layout));
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
