package io.github.fleetmigrate.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Lays files out in a folder of its own, hands that over, and removes it afterwards. */
public interface ScratchFolders {
  /**
   * @param files path to version
   */
  <T> T with(Map<String, FileVersion> files, Use<T> use) throws IOException;

  /** What is done with the folder; it is gone when this returns. */
  @FunctionalInterface
  interface Use<T> {
    T in(Path folder) throws IOException;
  }
}
