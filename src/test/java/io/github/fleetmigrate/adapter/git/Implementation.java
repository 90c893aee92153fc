package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The two implementations of {@link Checkpoints}, which must not differ in what they do. */
enum Implementation {
  /** As the factory hands it out where there is no git program. */
  JGIT {
    @Override
    Checkpoints open(Path root) throws IOException {
      GitOpening opening = GitRepositories.open(root, new PlainRunner(GitFixture.ENVIRONMENT, false), Map.of());
      GitOpening.Opened opened = assertInstanceOf(GitOpening.Opened.class, opening);
      assertEquals(List.of(), opened.throughGitProgram());
      return assertInstanceOf(JGitCheckpoints.class, opened.checkpoints());
    }
  },
  /** On ordinary repositories, which the factory would give to JGit. */
  GIT_PROGRAM {
    @Override
    Checkpoints open(Path root) throws IOException {
      Path dotGit = root.resolve(".git");
      Path gitDirectory =
          Files.isDirectory(dotGit)
              ? dotGit
              : dotGit.resolveSibling(Files.readString(dotGit).substring("gitdir:".length()).strip()).normalize();
      return new GitProgramCheckpoints(
          new GitProgram(
              Tools.require("git"),
              GitLayout.of(root, gitDirectory),
              new PlainRunner(GitFixture.ENVIRONMENT, true)));
    }
  };

  /** On the repository that has this root. */
  abstract Checkpoints open(Path root) throws IOException;
}
