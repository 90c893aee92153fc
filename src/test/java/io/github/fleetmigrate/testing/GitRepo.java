package io.github.fleetmigrate.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository for a test, driven by the real git. */
public final class GitRepo {
  private final Path git = Tools.require("git");
  private final Path root;

  private GitRepo(Path root) {
    this.root = root;
  }

  /** A new, empty repository with a committer of its own. */
  public static GitRepo init(Path root) throws IOException {
    Files.createDirectories(root);
    GitRepo repo = new GitRepo(root.toRealPath());
    repo.git("init", "-q", "-b", "main");
    repo.git("config", "user.name", "Test");
    repo.git("config", "user.email", "test@example.org");
    return repo;
  }

  /** A work tree that git made elsewhere. */
  public static GitRepo at(Path root) throws IOException {
    return new GitRepo(root.toRealPath());
  }

  public Path root() {
    return root;
  }

  public GitRepo write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Commits all files as they stand; returns the commit's id. */
  public String commit() throws IOException {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "test");
    return git("rev-parse", "HEAD");
  }

  /**
   * A commit of all files as they stand that no branch reaches: child of HEAD, with a fixed date; the index, HEAD and
   * files stay as they were.
   */
  public String dangling() throws IOException {
    git("add", "-A");
    String tree = git("write-tree");
    git("reset", "-q");
    return git("-c", "user.name=Test", "commit-tree", "-p", "HEAD", "-m", "dangling", tree);
  }

  /** Runs git; returns what it printed without the last line end. */
  public String git(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(git.toString()));
    all.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(all).directory(root.toFile()).redirectErrorStream(true);
    builder.environment().put("GIT_AUTHOR_DATE", "1700000000 +0000");
    builder.environment().put("GIT_COMMITTER_DATE", "1700000000 +0000");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
      if (process.waitFor() != 0) {
        throw new IOException("git " + String.join(" ", arguments) + ": " + text);
      }
      return text;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
