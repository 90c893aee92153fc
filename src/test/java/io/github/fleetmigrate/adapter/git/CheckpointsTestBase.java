package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small repository and an implementation of {@link Checkpoints} on it; what that does is checked with the real git. */
@ExtendWith(NoPersonalConfiguration.class)
abstract class CheckpointsTestBase {
  static final String MESSAGE =
      "Add the input\n\nWhat and why.\n\nFleet-Migrate-Phase: 1\nFleet-Migrate-Run: r-1\n";

  private final Implementation implementation;
  @TempDir Path folder;
  GitFixture repository;
  Checkpoints checkpoints;

  CheckpointsTestBase(Implementation implementation) {
    this.implementation = implementation;
  }

  @BeforeEach
  void makeRepository() throws IOException {
    repository = GitFixture.init(folder.resolve("fleet"));
    repository.write("flake.nix", "{ }\n").write("hosts/axon.nix", "axon\n").write("run.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(repository.root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    repository.commitAll("First");
    checkpoints = open(repository.root);
  }

  Checkpoints open(Path root) throws IOException {
    return implementation.open(root);
  }

  static FileVersion text(String content) {
    return FileVersion.of(content);
  }
}
