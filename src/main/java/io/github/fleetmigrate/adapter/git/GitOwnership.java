package io.github.fleetmigrate.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.SystemReader;

/**
 * Git's guard against repositories of other people, whose hooks and filters would run as this user; JGit has none. The
 * rule is git's: the owner is this user, or, for root through sudo, who called it, or {@code safe.directory} says so.
 */
final class GitOwnership {
  private GitOwnership() {}

  /** Empty where the repository may be worked on, else a message. */
  static Optional<String> whyNotTrusted(GitLayout layout, Map<String, String> environment) throws IOException {
    int user = owner(Path.of("/proc/self"));
    for (Path place : new Path[] {layout.root(), layout.gitDirectory()}) {
      int owner = owner(place);
      boolean own = user < 0 || owner < 0 || owner == user;
      boolean caller = user == 0 && Integer.toString(owner).equals(environment.get("SUDO_UID"));
      if (!own && !caller && !isDeclaredSafe(layout.root())) {
        return Optional.of(
            place + " belongs to another user, whose hooks would run as you.\n"
                + "If you trust it: git config --global --add safe.directory " + layout.root());
      }
    }
    return Optional.empty();
  }

  /** The number of a file's owner; -1 where the system has none. */
  private static int owner(Path place) {
    try {
      return (Integer) Files.getAttribute(place, "unix:uid");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return -1;
    }
  }

  /** By the user's and the system's configuration alone: a repository cannot vouch for itself. */
  private static boolean isDeclaredSafe(Path root) throws IOException {
    Config config;
    try {
      config = SystemReader.getInstance().getUserConfig();
    } catch (ConfigInvalidException broken) {
      throw new IOException("Git's configuration cannot be read: " + broken.getMessage(), broken);
    }
    boolean safe = false;
    for (String entry : config.getStringList("safe", null, "directory")) {
      if (entry == null || entry.isEmpty()) {
        safe = false;
      } else if (entry.equals("*") || entry.equals(root.toString())) {
        safe = true;
      } else if (entry.endsWith("/*") && root.startsWith(Path.of(entry.substring(0, entry.length() - 2)))) {
        safe = true;
      }
    }
    return safe;
  }
}
