package io.github.fleetmigrate.port;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The folder of migrations that a catalogue is read from. */
public interface StepsFolder {
  /** Where it is, for messages. */
  String location();

  /** Names of the folders directly in {@code path} ({@code ""} for the top), sorted. */
  List<String> folders(String path) throws IOException;

  /** A file's bytes, or empty where there is none. */
  Optional<byte[]> read(String path) throws IOException;
}
