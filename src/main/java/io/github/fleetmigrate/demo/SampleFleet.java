package io.github.fleetmigrate.demo;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fleet of four hosts with everything it needs: its flake inputs are folders beside it, so that nix evaluates and
 * builds it without a network. What stands for what is said in the sample's own README.md.
 */
public final class SampleFleet {
  private static final String ANCHOR = "sample/README.md";

  /** Placeholders in the sample's files: the absolute path of the inputs, and the platform as nix names it. */
  private static final String INPUTS = "@inputs@";

  private static final String SYSTEM = "@system@";

  /** Stands for the leading dot of a file name: tools that pack resources leave some dot files out. */
  private static final String DOT = "dot-";

  /** Written last, with the folder's own path: who finds it finds a sample that is whole and was not moved. */
  private static final String MARK = ".fleet-migrate-demo";

  /** What a path may hold to stand in a flake URL as it is: nix before 2.26 does not decode {@code path:} URLs. */
  private static final Pattern URL_SAFE = Pattern.compile("[A-Za-z0-9._~/+,=@:-]*");

  private SampleFleet() {}

  /**
   * Where the sample lies.
   *
   * @param repository the folder of the flake; not yet a git repository, its inputs not yet locked
   * @param inputs the folder of the flakes that it takes as inputs
   * @param answers an answers file that settles what the sample leaves open
   * @param machines the folder of what its machines are and run
   */
  public record Layout(Path repository, Path inputs, Path answers, Path machines) {
    private static Layout in(Path folder) {
      return new Layout(
          folder.resolve("fleet"), folder.resolve("inputs"), folder.resolve("answers.json"), folder.resolve("machines"));
    }

    /** The sample's stand-in for the program that deploys. */
    Path program() {
      return inputs.resolve("nixos-fleet/cli/bin/fleet");
    }

    /** What plays a deployment on a machine; the sample's own text says how it is called. */
    Path machine() {
      return machines.resolve("machine");
    }

    /** Programs that answer for a machine, or do nothing in place of one that would. */
    Path stubs() {
      return machines.resolve("bin");
    }
  }

  /**
   * Writes the sample into a folder.
   *
   * @param folder an empty folder, or one that does not exist yet
   * @throws IOException where the folder holds something already (a {@link FileSystemException} that says so), where
   *     nix could not read its path, or where it cannot be written
   */
  public static Layout layOut(Path folder) throws IOException {
    URL anchor = SampleFleet.class.getResource(ANCHOR);
    if (anchor == null) {
      throw new IOException("the program was built without its sample");
    }
    return layOut(anchor, folder);
  }

  static Layout layOut(URL anchor, Path folder) throws IOException {
    demandEmpty(folder);
    demandUrlSafe(folder.toAbsolutePath());
    Path real = Files.createDirectories(folder).toRealPath();
    demandUrlSafe(real);
    try {
      if (anchor.openConnection() instanceof JarURLConnection packed) {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(packed.getJarFileURL().toURI()))) {
          copy(jar.getPath(packed.getEntryName()).getParent(), real);
        }
      } else {
        copy(Path.of(anchor.toURI()).getParent(), real);
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return Layout.in(real);
  }

  /** Marks a sample as whole: only then {@link #found} finds it. */
  public static void finish(Layout layout) throws IOException {
    Path folder = layout.repository().getParent();
    Files.writeString(folder.resolve(MARK), folder + "\n");
  }

  /**
   * Finds a sample that was laid out and finished earlier.
   *
   * @return empty where the folder is something else
   * @throws IOException where it was moved here (a {@link FileSystemException} that says so), or cannot be read
   */
  public static Optional<Layout> found(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(MARK))) {
      return Optional.empty();
    }
    Path real = folder.toRealPath();
    String laid = laidOutAs(real);
    if (!laid.equals(real.toString())) {
      throw new FileSystemException(
          folder.toString(), null, "was laid out as " + laid + ", and names its inputs by that path");
    }
    return Optional.of(Layout.in(real));
  }

  /**
   * Finds the finished sample that a repository is part of.
   *
   * @param repository the repository's root, without symbolic links
   * @return empty for every other repository, and for one that was moved or copied out of a sample
   */
  public static Optional<Layout> around(Path repository) throws IOException {
    Path folder = repository.getParent();
    if (folder == null || !Files.isRegularFile(folder.resolve(MARK))) {
      return Optional.empty();
    }
    Layout layout = Layout.in(folder);
    boolean whole = layout.repository().equals(repository) && laidOutAs(folder).equals(folder.toString());
    return whole ? Optional.of(layout) : Optional.empty();
  }

  private static String laidOutAs(Path folder) throws IOException {
    return Files.readString(folder.resolve(MARK)).strip();
  }

  private static void demandEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "is not a folder");
    }
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new FileSystemException(folder.toString(), null, "is not empty");
      }
    }
  }

  private static void demandUrlSafe(Path folder) throws IOException {
    if (!URL_SAFE.matcher(folder.toString()).matches()) {
      throw new FileSystemException(
          folder.toString(), null, "has a character in its path that flake URLs cannot hold, a space for example");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    String inputs = to.resolve("inputs").toString();
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      String name = target.getFileName().toString();
      if (name.startsWith(DOT)) {
        target = target.resolveSibling("." + name.substring(DOT.length()));
      }
      Files.createDirectories(target.getParent());
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Files.writeString(target, text.replace(INPUTS, inputs).replace(SYSTEM, system()));
      // Neither jars nor every build keep the executable bit: a script is what says so itself.
      if (text.startsWith("#!") && !target.toFile().setExecutable(true, false)) {
        throw new FileSystemException(target.toString(), null, "cannot be made executable");
      }
    }
  }

  /** The platform to build for, as nix names it. */
  private static String system() {
    String architecture = System.getProperty("os.arch");
    String machine = architecture.equals("aarch64") || architecture.equals("arm64") ? "aarch64" : "x86_64";
    return machine + (System.getProperty("os.name").startsWith("Mac") ? "-darwin" : "-linux");
  }
}
