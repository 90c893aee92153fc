package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository made with the real git, away from the configuration of whoever runs the tests. */
final class GitFixture {
  /** For the git program alone: JGit takes its own names from the repository's configuration, set here. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "GIT_PAGER", "cat");

  final Path root;
  private final CommandRunner runner = new PlainRunner(ENVIRONMENT, true);

  private GitFixture(Path root) {
    this.root = root;
  }

  /** A new repository in a folder that does not exist yet, with options for {@code git init}. */
  static GitFixture init(Path folder, String... options) throws IOException {
    GitFixture fixture = new GitFixture(Files.createDirectories(folder).toRealPath());
    List<String> arguments = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main"));
    arguments.addAll(List.of(options));
    fixture.git(arguments.toArray(String[]::new));
    fixture.git("config", "user.name", "Ada Lovelace");
    fixture.git("config", "user.email", "ada@example.org");
    return fixture;
  }

  /** A repository that is there. */
  static GitFixture at(Path root) throws IOException {
    return new GitFixture(root.toRealPath());
  }

  /** Runs git here; its output without the last line end. */
  String git(String... arguments) throws IOException {
    CommandRunner.Result result = attempt(arguments);
    assertEquals(0, result.exitCode(), () -> "git " + String.join(" ", arguments) + ": " + result.errors());
    return result.output().stripTrailing();
  }

  CommandRunner.Result attempt(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(Tools.require("git").toString()));
    all.addAll(List.of(arguments));
    return runner.run(
        CommandRunner.Call.of(Duration.ofMinutes(1), all.toArray(String[]::new)).in(root),
        new Cancellation(),
        line -> {});
  }

  GitFixture write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  String content(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  /** Adds everything and commits it. */
  String commitAll(String message) throws IOException {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "-m", message);
    return head();
  }

  String head() throws IOException {
    return git("rev-parse", "HEAD");
  }

  /** {@code git status --porcelain}, its lines. */
  List<String> status() throws IOException {
    return git("status", "--porcelain").lines().toList();
  }

  String blob(String treeish, String path) throws IOException {
    return attempt("cat-file", "blob", treeish + ":" + path).output();
  }

  GitFixture hook(String name, String script) throws IOException {
    Path hooks = Path.of(git("rev-parse", "--git-path", "hooks"));
    Path file = root.resolve(hooks).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** Fails where git finds anything wrong in the repository's objects. */
  void assertSound() throws IOException {
    CommandRunner.Result result = attempt("fsck", "--strict", "--no-dangling");
    assertEquals("", result.output() + result.errors().replaceAll("(?m)^(Checking|notice:).*\\n?", ""));
    assertEquals(0, result.exitCode());
  }
}
