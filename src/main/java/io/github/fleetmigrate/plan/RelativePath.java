package io.github.fleetmigrate.plan;

import java.nio.file.Path;

/** Paths as Nix writes them in one file for another: {@code ./x.nix}, {@code ../x.nix}. */
final class RelativePath {
  private RelativePath() {}

  /**
   * @param file the file that the path will stand in, relative to the root
   * @param target what it leads to, relative to the root
   */
  static String from(String file, String target) {
    Path folder = Path.of("/", file).getParent();
    String path = folder.relativize(Path.of("/", target)).toString();
    return path.startsWith("..") ? path : "./" + path;
  }

  /** The path, relative to the root, that a relative path in a file leads to. */
  static String resolve(String file, String relative) {
    return Path.of("/", file).getParent().resolve(relative).normalize().toString().substring(1);
  }

  /** The folder of a file with a slash behind it; empty for the root. */
  static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash + 1);
  }
}
