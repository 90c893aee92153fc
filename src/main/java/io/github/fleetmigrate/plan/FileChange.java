package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import java.util.Objects;

/**
 * One file before and after.
 *
 * @param before null where the file is made
 * @param after null where the file is removed
 */
public record FileChange(String path, FileVersion before, FileVersion after) {
  public FileChange {
    Objects.requireNonNull(path);
    if (Objects.equals(before, after)) {
      throw new IllegalArgumentException("no change: " + path);
    }
  }

  /** How the file changes, in one word. */
  public Kind kind() {
    if (before == null) {
      return Kind.ADDED;
    }
    return after == null ? Kind.REMOVED : Kind.EDITED;
  }

  public enum Kind {
    ADDED,
    EDITED,
    REMOVED;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
