package io.github.fleetmigrate.adapter.files;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.port.ScratchFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Scratch copies in the system's folder for temporary files, readable by their owner alone. */
public final class TemporaryFolders implements ScratchFolders {
  @Override
  public <T> T with(Map<String, FileVersion> files, Use<T> use) throws IOException {
    Path folder = Files.createTempDirectory("fleet-migrate-scratch-").toRealPath();
    try {
      for (Map.Entry<String, FileVersion> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue().content());
      }
      return use.in(folder);
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
