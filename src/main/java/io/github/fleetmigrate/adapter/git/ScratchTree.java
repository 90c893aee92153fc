package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An index and a work tree apart from the repository's own, in a temporary folder, where git itself does what a commit
 * or a checkout would do to files. (The command port hands over text, so bytes travel through files.)
 */
final class ScratchTree implements AutoCloseable {
  private static final int AT_ONCE = 500;
  /** The scratch index is whole and plain, whatever the repository's is. */
  private static final List<String> PLAIN =
      List.of(
          "-c", "core.sparseCheckout=false",
          "-c", "index.sparse=false",
          "-c", "core.splitIndex=false",
          "-c", "core.untrackedCache=false",
          "-c", "core.fsmonitor=false",
          "-c", "core.fileMode=true",
          "-c", "core.hooksPath=/dev/null");

  private final Path folder;
  private final Path files;
  private final Path index;
  private final GitProgram git;
  private final GitProgram onRealFiles;

  ScratchTree(GitProgram git) throws IOException {
    this.folder = Files.createTempDirectory("fleet-migrate-git");
    this.files = Files.createDirectory(folder.resolve("files"));
    this.index = folder.resolve("index");
    this.git = git.apart(index, files);
    this.onRealFiles = git.with(Map.of("GIT_INDEX_FILE", index.toString()));
  }

  /** Takes a commit or tree into the index. */
  void take(String treeish) throws IOException {
    run("read-tree", treeish);
  }

  /** Takes the repository's index as it is. */
  void takeIndexOf(GitLayout layout) throws IOException {
    if (Files.exists(layout.index())) {
      Files.copy(layout.index(), index, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Brings tracked files of the real work tree into the index as they stand. */
  void addTrackedFiles() throws IOException {
    onRealFiles.output(
        List.of("-c", "core.splitIndex=false", "-c", "core.hooksPath=/dev/null", "add", "--update", "--sparse", "."));
  }

  /** Adds files to the index as a commit of them would, or takes them out where null. */
  void add(Map<String, FileVersion> changes) throws IOException {
    for (Map.Entry<String, FileVersion> change : changes.entrySet()) {
      Path file = place(change.getKey());
      if (change.getValue() != null) {
        Files.createDirectories(file.getParent());
        Files.write(file, change.getValue().content());
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(change.getValue().executable() ? "rwx------" : "rw-------"));
      }
    }
    forEach(changes.keySet(), "update-index", "--add", "--remove", "--replace", "--");
  }

  /** What a checkout of the index writes for these paths; those that are no regular files are left out. */
  Map<String, FileVersion> checkOut(Collection<String> paths) throws IOException {
    forEach(paths, "checkout-index", "--force", "--");
    Map<String, FileVersion> versions = new HashMap<>();
    for (String path : paths) {
      Path file = place(path);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        versions.put(
            path,
            new FileVersion(
                Files.readAllBytes(file),
                Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE)));
      }
    }
    return versions;
  }

  String writeTree() throws IOException {
    return run("write-tree").strip();
  }

  /** A new empty file that git can be told to write to or read from. */
  Path file(String name) {
    return folder.resolve(name);
  }

  private Path place(String path) throws IOException {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.equalsIgnoreCase(".git")) {
        throw new IOException("Git cannot keep a file under the path \"" + path + "\".");
      }
    }
    return files.resolve(path);
  }

  private void forEach(Collection<String> paths, String... command) throws IOException {
    List<String> all = List.copyOf(paths);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> arguments = new ArrayList<>(List.of(command));
      arguments.addAll(all.subList(from, Math.min(from + AT_ONCE, all.size())));
      run(arguments.toArray(String[]::new));
    }
  }

  private String run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(PLAIN);
    all.addAll(List.of(arguments));
    return git.output(all);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
