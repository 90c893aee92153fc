package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.List;

/** Lines of files, for a person to look at. */
final class Places {
  private Places() {}

  /** {@code file:line} of the first line that holds a text; the file alone where none does. */
  static String first(RepoSnapshot files, String path, String text) {
    List<String> lines = files.read(path).map(FileVersion::text).map(t -> t.lines().toList()).orElse(List.of());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return path + ":" + (i + 1);
      }
    }
    return path;
  }
}
