package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real {@code git apply} on one file. */
final class GitApply {
  private final Path git = Tools.require("git");
  private final Path folder;

  GitApply(Path folder) {
    this.folder = folder;
  }

  /**
   * The file after a patch; null where it is gone.
   *
   * @param before null where there is no such file
   */
  FileVersion apply(String path, FileVersion before, byte[] patch) throws IOException, InterruptedException {
    Path file = folder.resolve(path);
    Files.deleteIfExists(file);
    if (before != null) {
      Files.createDirectories(file.getParent());
      Files.write(file, before.content());
      file.toFile().setExecutable(before.executable());
    }
    Path errors = folder.resolve(".errors");
    ProcessBuilder builder =
        new ProcessBuilder(git.toString(), "apply", "--whitespace=nowarn", "-")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile());
    builder.environment().put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    Process process = builder.start();
    process.getOutputStream().write(patch);
    process.getOutputStream().close();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(errors) + new FileVersion(patch, false).text());
    }
    return Files.exists(file) ? new FileVersion(Files.readAllBytes(file), Files.isExecutable(file)) : null;
  }
}
