package io.github.fleetmigrate.nixeval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where nix is told a repository lies. Old releases look for {@code a%20b} on the disk where a path has a blank (or
 * {@code #}, {@code ?}, a letter beyond ASCII) and then treat the repository as a remote one, in which they find only
 * commits that a branch reaches: for them the repository gets a plain name through a symbolic link.
 */
final class FlakePlaces implements AutoCloseable {
  private final boolean linked;
  private final Map<Path, Path> links = new HashMap<>();
  private Path folder;

  FlakePlaces(NixProgram nix) {
    this.linked = !nix.readsEscapedPaths();
  }

  String reference(FlakeSource source) throws IOException {
    return source.reference(place(source.root()));
  }

  private synchronized Path place(Path root) throws IOException {
    if (!linked || isPlain(root)) {
      return root;
    }
    Path link = links.get(root);
    if (link == null) {
      link = Files.createSymbolicLink(scratch().resolve("repository-" + links.size()), root);
      links.put(root, link);
    }
    return link;
  }

  /** A folder of our own with a plain path; it is removed on closing. */
  synchronized Path scratch() throws IOException {
    if (folder == null) {
      Path usual = Path.of(System.getProperty("java.io.tmpdir"));
      Path parent = isPlain(usual) ? usual : Path.of("/tmp");
      folder = Files.createTempDirectory(parent, "fleet-migrate-");
    }
    return folder;
  }

  private static boolean isPlain(Path path) {
    return AttrPath.escaped(path.toString()).equals(path.toString());
  }

  @Override
  public synchronized void close() {
    if (folder != null) {
      try (var all = Files.walk(folder)) {
        List<Path> paths = new ArrayList<>(all.toList());
        for (int i = paths.size() - 1; i >= 0; i--) {
          Files.deleteIfExists(paths.get(i));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      folder = null;
      links.clear();
    }
  }
}
