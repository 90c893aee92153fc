package io.github.fleetmigrate.repo;

import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The repository's files at one moment, read when asked for and then kept. Laying changes over it gives the snapshot
 * that the next step is planned on.
 */
public final class RepoSnapshot {
  /** Reads one file; empty where there is none. */
  @FunctionalInterface
  public interface Reader {
    Optional<FileVersion> read(String path) throws IOException;
  }

  private final SortedSet<String> paths;
  private final Reader reader;
  private final Map<String, Optional<FileVersion>> read = new HashMap<>();

  public RepoSnapshot(Iterable<String> paths, Reader reader) {
    this.paths = new TreeSet<>();
    paths.forEach(this.paths::add);
    this.reader = reader;
  }

  /** All paths, sorted. */
  public SortedSet<String> paths() {
    return new TreeSet<>(paths);
  }

  public boolean exists(String path) {
    return paths.contains(path);
  }

  /**
   * A file's version, or empty where the snapshot has no such file.
   *
   * @throws UncheckedIOException where it cannot be read
   */
  public Optional<FileVersion> read(String path) {
    if (!paths.contains(path)) {
      return Optional.empty();
    }
    return read.computeIfAbsent(
        path,
        p -> {
          try {
            return reader.read(p);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The snapshot after changes; null versions are removed. This one stays as it is. */
  public RepoSnapshot with(Map<String, FileVersion> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    TreeSet<String> all = new TreeSet<>(paths);
    changes.forEach(
        (path, version) -> {
          if (version == null) {
            all.remove(path);
          } else {
            all.add(path);
          }
        });
    Map<String, FileVersion> laid = new HashMap<>(changes);
    return new RepoSnapshot(all, p -> laid.containsKey(p) ? Optional.ofNullable(laid.get(p)) : read(p));
  }
}
