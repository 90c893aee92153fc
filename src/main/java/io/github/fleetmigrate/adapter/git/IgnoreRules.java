package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;

/** Whether git ignores a path that need not exist yet: {@code .gitignore} files, {@code info/exclude}, the user's own. */
final class IgnoreRules {
  private final GitLayout layout;
  private final IgnoreNode shared;
  private final IgnoreNode personal;

  IgnoreRules(GitLayout layout, Config config) throws IOException {
    this.layout = layout;
    this.shared = load(layout.commonDirectory().resolve("info/exclude"));
    this.personal =
        load(
            config.getPath(
                "core", null, "excludesFile", FS.DETECTED, layout.root().toFile(), UserFiles.git("ignore")));
  }

  boolean ignore(String path) throws IOException {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (matches(path.substring(0, slash), true)) {
        return true;
      }
    }
    return matches(path, false);
  }

  /** The rule nearest to the path decides; within one file the last. */
  private boolean matches(String path, boolean folder) throws IOException {
    for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
      Path at = slash < 0 ? layout.root() : layout.root().resolve(path.substring(0, slash));
      Boolean decided = load(at.resolve(".gitignore")).checkIgnored(path.substring(slash + 1), folder);
      if (decided != null) {
        return decided;
      }
      if (slash < 0) {
        break;
      }
    }
    Boolean decided = shared.checkIgnored(path, folder);
    if (decided == null) {
      decided = personal.checkIgnored(path, folder);
    }
    return decided != null && decided;
  }

  private static IgnoreNode load(Path file) throws IOException {
    IgnoreNode node = new IgnoreNode();
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        node.parse(file.toString(), in);
      }
    }
    return node;
  }
}
