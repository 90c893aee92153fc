package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.adapter.git.GitOpening.Opened;
import io.github.fleetmigrate.adapter.git.GitOpening.Problem;
import io.github.fleetmigrate.adapter.git.GitOpening.Refused;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Finds the repository that a folder lies in, and what can serve it: JGit, or the git program. */
public final class GitRepositories {
  private static final List<String> REDIRECTIONS =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE");

  private GitRepositories() {}

  /**
   * Opens the repository around a folder, with this process's environment.
   *
   * @param start an existing folder, in the repository or below
   * @param runner runs hooks, and the git program where that is needed
   * @throws IOException where files cannot be read, or the configuration is broken
   */
  public static GitOpening open(Path start, CommandRunner runner) throws IOException {
    return open(start, runner, System.getenv());
  }

  /**
   * The same with another environment; what it has beyond this process's own is not handed to programs.
   *
   * @param environment variables as git reads them
   */
  static GitOpening open(Path start, CommandRunner runner, Map<String, String> environment) throws IOException {
    for (String variable : REDIRECTIONS) {
      if (environment.containsKey(variable)) {
        return new Refused(
            Problem.REDIRECTED,
            "The variable " + variable + " points git at " + environment.get(variable) + ".\n"
                + "Unset it (unset " + variable + ") and start again in the repository's folder.");
      }
    }
    Path folder = start.toRealPath();
    for (Path at = folder; at != null; at = at.getParent()) {
      Path dotGit = at.resolve(".git");
      Optional<Path> gitDirectory = gitDirectory(dotGit);
      if (gitDirectory.isPresent()) {
        return open(GitLayout.of(at, gitDirectory.get()), runner, environment);
      }
      if (GitLayout.isGitDirectory(at)) {
        return new Refused(
            Problem.NO_WORK_TREE,
            at + " is a git directory without a work tree (a bare repository, or the inside of .git).\n"
                + "Start in a clone or a work tree of it (git clone " + at + ").");
      }
    }
    return new Refused(
        Problem.NOT_A_REPOSITORY,
        folder + " is not in a git repository.\n"
            + "Start in the folder of your flake; if it is under no version control yet: git init && git add --all "
            + "&& git commit");
  }

  /** Where {@code .git} leads: a folder, or a file with the line {@code gitdir: …} (linked work trees, submodules). */
  private static Optional<Path> gitDirectory(Path dotGit) throws IOException {
    if (Files.isDirectory(dotGit)) {
      return GitLayout.isGitDirectory(dotGit) ? Optional.of(dotGit) : Optional.empty();
    }
    if (!Files.isRegularFile(dotGit, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    String text = Files.readString(dotGit).strip();
    if (!text.startsWith("gitdir:")) {
      throw new IOException("The file " + dotGit + " is not what git writes there (gitdir: …).");
    }
    Path target = dotGit.resolveSibling(text.substring("gitdir:".length()).strip()).normalize();
    if (!GitLayout.isGitDirectory(target)) {
      throw new IOException(
          "The file " + dotGit + " leads to " + target + ", which is no git directory. If the main work tree was moved: "
              + "git worktree repair, run there.");
    }
    return Optional.of(target);
  }

  private static GitOpening open(GitLayout layout, CommandRunner runner, Map<String, String> environment)
      throws IOException {
    QuietSystemReader.install(layout.root(), layout.gitDirectory(), layout.commonDirectory(), home());
    Config config = configuration(layout);
    if (config.getBoolean("core", "bare", false) && layout.gitDirectory().equals(layout.commonDirectory())) {
      return new Refused(
          Problem.NO_WORK_TREE,
          "The repository " + layout.gitDirectory() + " is configured as bare: it has no work tree.\n"
              + "Start in a clone of it, or, if that is a mistake: git config core.bare false");
    }
    String elsewhere = config.getString("core", null, "worktree");
    if (elsewhere != null && !isRoot(layout, elsewhere)) {
      return new Refused(
          Problem.REDIRECTED,
          "The repository " + layout.gitDirectory() + " is configured for another work tree: " + elsewhere + ".\n"
              + "Start there with a .git of its own, or, if that is a mistake: git config --unset core.worktree");
    }
    Optional<String> distrust = GitOwnership.whyNotTrusted(layout, environment);
    if (distrust.isPresent()) {
      return new Refused(Problem.NOT_TRUSTED, distrust.get());
    }
    List<String> beyond = GitFeatures.unsupported(layout, config, environment);
    StaleLocks staleLocks = new StaleLocks(layout);
    if (beyond.isEmpty()) {
      FileRepositoryBuilder builder = new FileRepositoryBuilder();
      builder.setGitDir(layout.gitDirectory().toFile()).setWorkTree(layout.root().toFile()).setMustExist(true);
      return new Opened(
          layout.root(),
          layout.gitDirectory(),
          new JGitCheckpoints(builder.build(), layout, runner, environment),
          staleLocks,
          beyond);
    }
    Optional<Path> git = runner.find("git");
    if (git.isEmpty()) {
      return new Refused(
          Problem.NEEDS_GIT,
          "This repository uses what only the git program can serve: " + String.join(", ", beyond) + ".\n"
              + "Install git, or make it reachable through PATH, and start again.");
    }
    return new Opened(
        layout.root(),
        layout.gitDirectory(),
        new GitProgramCheckpoints(new GitProgram(git.get(), layout, runner)),
        staleLocks,
        beyond);
  }

  private static boolean isRoot(GitLayout layout, String workTree) throws IOException {
    Path place = layout.gitDirectory().resolve(workTree).normalize();
    return Files.exists(place) && place.toRealPath().equals(layout.root());
  }

  private static Path home() {
    return FS.DETECTED.userHome().isDirectory() ? FS.DETECTED.userHome().toPath() : Path.of("/");
  }

  private static Config configuration(GitLayout layout) throws IOException {
    try {
      FileBasedConfig config =
          new FileBasedConfig(
              SystemReader.getInstance().getUserConfig(),
              layout.commonDirectory().resolve("config").toFile(),
              FS.DETECTED);
      config.load();
      return config;
    } catch (ConfigInvalidException broken) {
      throw new IOException(
          "Git's configuration cannot be read: " + broken.getMessage() + ". Look with: git config --list --show-origin",
          broken);
    }
  }
}
