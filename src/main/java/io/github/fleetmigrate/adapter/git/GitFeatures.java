package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;

/** What a repository uses that JGit 7.8 does not honour; found by reading alone. */
final class GitFeatures {
  private static final Set<String> KNOWN_EXTENSIONS = Set.of("noop", "preciousobjects", "compatobjectformat");
  private static final List<String> VARIABLES =
      List.of(
          "GIT_CONFIG_GLOBAL",
          "GIT_CONFIG_SYSTEM",
          "GIT_CONFIG_COUNT",
          "GIT_CONFIG_PARAMETERS",
          "GIT_AUTHOR_DATE",
          "GIT_COMMITTER_DATE",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES");

  private GitFeatures() {}

  /**
   * What only the git program can serve, each in a few words for a person; empty where JGit can serve all of it.
   *
   * @param config the repository's, with the user's and the system's below it
   */
  static List<String> unsupported(GitLayout layout, Config config, Map<String, String> environment)
      throws IOException {
    List<String> reasons = new ArrayList<>();
    for (String variable : VARIABLES) {
      if (environment.containsKey(variable)) {
        reasons.add("the variable " + variable);
      }
    }
    addConfigured(config, reasons);
    addHooks(layout, config, reasons);
    if (reasons.isEmpty()) {
      addIndexed(layout, config, reasons);
    }
    return List.copyOf(reasons);
  }

  private static void addConfigured(Config config, List<String> reasons) {
    for (String extension : config.getNames("extensions")) {
      String value = config.getString("extensions", null, extension);
      String name = extension.toLowerCase(Locale.ROOT);
      boolean usual =
          name.equals("objectformat") && "sha1".equalsIgnoreCase(value)
              || name.equals("refstorage") && "files".equalsIgnoreCase(value);
      if (!usual && !KNOWN_EXTENSIONS.contains(name)) {
        reasons.add("the extension " + extension + " = " + value);
      }
    }
    if (!config.getSubsections("includeIf").isEmpty()) {
      reasons.add("conditional includes in the configuration (includeIf)");
    }
    if (config.getBoolean("commit", "gpgsign", false)) {
      reasons.add("signed commits (commit.gpgsign)");
    }
    if (config.getBoolean("core", "sparseCheckout", false)) {
      reasons.add("a sparse checkout (core.sparseCheckout)");
    }
    if (config.getBoolean("core", "splitIndex", false)) {
      reasons.add("a split index (core.splitIndex)");
    }
    for (String remote : config.getSubsections("remote")) {
      if (config.getBoolean("remote", remote, "promisor", false)) {
        reasons.add("a partial clone of " + remote);
      }
    }
  }

  private static void addHooks(GitLayout layout, Config config, List<String> reasons) {
    Path usual = layout.commonDirectory().resolve("hooks");
    Path folder = config.getPath("core", null, "hooksPath", FS.DETECTED, layout.root().toFile(), usual);
    for (String hook : List.of("reference-transaction", "post-index-change")) {
      if (Files.isExecutable(folder.resolve(hook))) {
        reasons.add("the hook " + hook);
      }
    }
  }

  private static void addIndexed(GitLayout layout, Config config, List<String> reasons) throws IOException {
    DirCache index;
    try {
      index = DirCache.read(layout.index().toFile(), FS.DETECTED);
    } catch (CorruptObjectException beyond) {
      String message = String.valueOf(beyond.getMessage());
      reasons.add(
          message.contains("'link'")
              ? "a split index"
              : message.contains("'sdir'") ? "a sparse index" : "its index (" + message + ")");
      return;
    }
    for (int i = 0; i < index.getEntryCount(); i++) {
      if (index.getEntry(i).isSkipWorkTree()) {
        reasons.add("a sparse checkout");
        break;
      }
    }
    reasons.addAll(new AttributeFiles(layout, config).unsupported(index));
  }
}
