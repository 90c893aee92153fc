package io.github.fleetmigrate.adapter.git;

import java.nio.file.Path;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Where git looks for a person's own files. */
final class UserFiles {
  private UserFiles() {}

  /** {@code $XDG_CONFIG_HOME/git/<name>}; it may not exist. */
  static Path git(String name) {
    String configured = SystemReader.getInstance().getenv("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isEmpty()
            ? FS.DETECTED.userHome().toPath().resolve(".config")
            : Path.of(configured);
    return folder.resolve("git").resolve(name);
  }
}
