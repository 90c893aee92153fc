package io.github.fleetmigrate.catalog;

import io.github.fleetmigrate.migration.Migration;
import java.util.Map;

/**
 * A migration with the files that its steps name.
 *
 * @param files path inside the migration's folder to text: templates and rule sets
 */
public record LoadedMigration(Migration migration, Map<String, String> files) {
  public LoadedMigration {
    files = Map.copyOf(files);
  }

  /** The text of a file that a step names; the catalogue has checked that it is there. */
  public String file(String path) {
    String text = files.get(path);
    if (text == null) {
      throw new IllegalStateException("not loaded: " + path);
    }
    return text;
  }
}
