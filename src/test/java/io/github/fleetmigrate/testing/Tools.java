package io.github.fleetmigrate.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, program);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    String message = program + " is not installed; see .ci/install-test-tools";
    boolean demanded =
        "true".equals(System.getenv("CI"))
            || System.getProperty("fleetmigrate.tools.optional", "true").equals("false");
    if (demanded) {
      fail(message);
    }
    System.err.println("SKIPPED: " + message);
    throw new TestAbortedException(message);
  }

  /** Names of both nix programs, the oldest that is supported and a recent one; a method source for tests. */
  public static Stream<String> nixes() {
    return List.of("nix", "nix-2.26").stream();
  }
}
