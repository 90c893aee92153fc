package io.github.fleetmigrate.catalog;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.port.StepsFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The project's own migrations with some files written otherwise, in memory. */
final class ChangedSteps implements StepsFolder {
  private final StepsFolder own = new DiskStepsFolder(Path.of("migration-steps"));
  private final Map<String, Optional<String>> changed = new TreeMap<>();

  ChangedSteps write(String path, String text) {
    changed.put(path, Optional.of(text));
    return this;
  }

  ChangedSteps delete(String path) {
    changed.put(path, Optional.empty());
    return this;
  }

  /** Fails where the file does not hold what is replaced. */
  ChangedSteps replace(String path, String what, String with) throws IOException {
    String text = new String(read(path).orElseThrow(), StandardCharsets.UTF_8);
    if (!text.contains(what)) {
      throw new AssertionError(path + " does not hold " + what);
    }
    return write(path, text.replace(what, with));
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public List<String> folders(String path) throws IOException {
    TreeSet<String> all = new TreeSet<>(own.folders(path));
    changed.keySet().stream().filter(p -> path.isEmpty()).map(p -> p.substring(0, p.indexOf('/'))).forEach(all::add);
    return List.copyOf(all);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return changed.containsKey(path)
        ? changed.get(path).map(t -> t.getBytes(StandardCharsets.UTF_8))
        : own.read(path);
  }
}
