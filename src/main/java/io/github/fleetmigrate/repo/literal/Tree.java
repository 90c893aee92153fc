package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The repository's files as a flake sees them. */
final class Tree {
  private final RepoSnapshot files;
  private final NavigableSet<String> paths;
  private final Map<String, NixFile> parsed = new TreeMap<>();

  Tree(RepoSnapshot files) {
    this.files = files;
    this.paths = new TreeSet<>(files.paths());
  }

  boolean isFile(String path) {
    return paths.contains(path);
  }

  boolean isFolder(String path) {
    if (path.isEmpty()) {
      return true;
    }
    String first = paths.ceiling(path + "/");
    return first != null && first.startsWith(path + "/");
  }

  /** Names in a folder, each with whether it is a folder itself. */
  Map<String, Boolean> list(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, Boolean> found = new TreeMap<>();
    for (String path : below(folder)) {
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      found.put(slash < 0 ? rest : rest.substring(0, slash), slash >= 0);
    }
    return found;
  }

  /** All files in a folder and the folders in it. */
  Iterable<String> below(String folder) {
    return folder.isEmpty() ? paths : paths.subSet(folder + "/", folder + "0");
  }

  Optional<String> text(String path) {
    return files.read(path).map(FileVersion::text);
  }

  /** The file that {@code import} reads for a path: the file itself or the folder's {@code default.nix}. */
  Optional<NixFile> nix(String path) {
    String file = isFile(path) ? path : path.isEmpty() ? "default.nix" : path + "/default.nix";
    if (!isFile(file)) {
      return Optional.empty();
    }
    NixFile known = parsed.get(file);
    if (known == null) {
      known = new NixFile(file, text(file).orElse(""));
      parsed.put(file, known);
    }
    return Optional.of(known);
  }

  /**
   * A path that another leads to.
   *
   * @param folder that the relative path starts from; relative to the root
   * @return relative to the root; empty where it leads out of the repository
   */
  static Optional<String> resolve(String folder, String relative) {
    Path root = Path.of("r");
    Path target = root.resolve(folder).resolve(relative).normalize();
    return target.startsWith(root) ? Optional.of(root.relativize(target).toString()) : Optional.empty();
  }
}
