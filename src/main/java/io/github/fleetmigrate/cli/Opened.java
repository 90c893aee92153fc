package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.engine.Engine;
import io.github.fleetmigrate.migration.Migration;
import java.nio.file.Path;

/** An engine on a repository; closing it gives back what it holds. */
record Opened(Engine engine, Migration migration, Path root, AutoCloseable resources) implements AutoCloseable {
  @Override
  public void close() {
    try {
      resources.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
