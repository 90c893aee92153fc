package io.github.fleetmigrate.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The real programs that tests drive. One that is missing skips the test loudly, or fails it where the system property
 * {@code fleetmigrate.tools.optional} is {@code false} or the environment says {@code CI=true}.
 */
public final class Tools {
  private Tools() {}

  /** The program's path as a shell would find it. */
  public static Path require(String program) {
    return find(program).orElseThrow(() -> missing(program + " is not installed; see .ci/install-test-tools"));
  }

  private static Optional<Path> find(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, program);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Fails the test where programs are demanded. */
  private static TestAbortedException missing(String message) {
    boolean demanded =
        "true".equals(System.getenv("CI"))
            || System.getProperty("fleetmigrate.tools.optional", "true").equals("false");
    if (demanded) {
      fail(message);
    }
    System.err.println("SKIPPED: " + message);
    return new TestAbortedException(message);
  }

  /**
   * An environment in which a program has another's name, as where no other release of it is installed.
   *
   * @param folder for the link, in front of the PATH
   */
  public static Map<String, String> pathWith(Path folder, String name, String program) throws IOException {
    Path link = folder.resolve(name);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, require(program));
    Map<String, String> out = new HashMap<>(System.getenv());
    out.merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
    return out;
  }

  /** Names of both nix programs, the oldest that is supported and a recent one; a method source for tests. */
  public static Stream<String> nixes() {
    return List.of("nix", "nix-2.26").stream();
  }

  /** Names of both just programs, a recent one and Debian 13's; a method source for tests. */
  public static Stream<String> justs() {
    return List.of("just", "just-1.40").stream();
  }
}
