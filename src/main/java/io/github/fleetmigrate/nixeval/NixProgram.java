package io.github.fleetmigrate.nixeval;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The nix at hand and what it can do.
 *
 * @param parser {@code nix-instantiate} of the same installation; null where there is none
 */
public record NixProgram(Path path, NixVersion version, Path parser) {
  /** The oldest release that everything here was tried with. */
  public static final NixVersion OLDEST = new NixVersion(2, 8, "2.8");

  /**
   * Asks a nix for its version.
   *
   * @param program a path, or a name to be found in PATH
   */
  public static Evaluated<NixProgram> probe(CommandRunner runner, String program, Duration timeout) {
    Optional<Path> found = runner.find(program);
    if (found.isEmpty()) {
      return Evaluated.failed(NixFailure.noNix("there is no program " + program));
    }
    try {
      CommandRunner.Call call = CommandRunner.Call.of(timeout, found.get().toString(), "--version");
      CommandRunner.Result result = runner.run(call, new Cancellation(), line -> {});
      Optional<NixVersion> version = NixVersion.parse(result.output());
      if (!result.succeeded() || version.isEmpty()) {
        return Evaluated.failed(NixFailure.noNix(found.get() + " --version does not answer as nix does"));
      }
      if (!version.get().atLeast(OLDEST.major(), OLDEST.minor())) {
        return Evaluated.failed(
            NixFailure.noNix(found.get() + " is nix " + version.get() + "; " + OLDEST + " or later is needed"));
      }
      return Evaluated.of(new NixProgram(found.get(), version.get(), parserBeside(found.get())));
    } catch (IOException e) {
      return Evaluated.failed(NixFailure.noNix(e.getMessage()));
    }
  }

  /** Only a program of that very name has its siblings beside it: a wrapper such as {@code nix-2.26} has not. */
  private static Path parserBeside(Path nix) throws IOException {
    for (Path place : List.of(nix, nix.toRealPath())) {
      Path candidate = place.resolveSibling("nix-instantiate");
      if (nix.getFileName().toString().equals("nix") && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** Whether {@code flake#.} is the set of all outputs (2.19); before, an empty quoted attribute has to do. */
  boolean dotIsAllOutputs() {
    return version.atLeast(2, 19);
  }

  /** Whether an escaped character in {@code git+file:///a%20b} reaches the local repository (tried: 2.8 no, 2.26 yes). */
  boolean readsEscapedPaths() {
    return version.atLeast(2, 26);
  }
}
