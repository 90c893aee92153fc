package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import io.github.fleetmigrate.port.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.util.FS;

/** Runs the repository's hooks as git does, but for their output, which is kept instead of shown. */
final class HookScripts {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Path folder;
  private final Path root;
  private final CommandRunner runner;

  HookScripts(GitLayout layout, Config config, CommandRunner runner) {
    this.folder = folder(layout, config);
    this.root = layout.root();
    this.runner = runner;
  }

  /** {@code core.hooksPath}, relative to the work tree's root, or git's own folder. */
  private static Path folder(GitLayout layout, Config config) {
    Path common = layout.commonDirectory().resolve("hooks");
    return config.getPath("core", null, "hooksPath", FS.DETECTED, layout.root().toFile(), common);
  }

  boolean has(String name) {
    Path script = folder.resolve(name);
    return Files.isRegularFile(script) && Files.isExecutable(script);
  }

  /** Whether a commit runs any hook, and the index it is made from must lie in a file. */
  boolean concernCommits() {
    return Stream.of("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit").anyMatch(this::has);
  }

  /**
   * Runs a hook if there is one.
   *
   * @throws CommitRefused where it ends with another exit code than 0, with all it said
   */
  void run(String name, Map<String, String> environment, String... arguments) throws IOException, CommitRefused {
    if (!has(name)) {
      return;
    }
    List<String> call = new ArrayList<>(List.of(folder.resolve(name).toString()));
    call.addAll(List.of(arguments));
    CommandRunner.Result result =
        runner.run(new CommandRunner.Call(call, root, environment, LIMIT), new Cancellation(), line -> {});
    if (!result.succeeded()) {
      throw new CommitRefused(refusal(name, result));
    }
  }

  private static String refusal(String name, CommandRunner.Result result) {
    String said = (result.errors().stripTrailing() + "\n" + result.output().stripTrailing()).strip();
    String how =
        result.end() == CommandRunner.End.EXITED ? "exit code " + result.exitCode() : "it did not come to an end";
    return "The hook " + name + " refused the commit (" + how + ")" + (said.isEmpty() ? "." : ":\n" + said);
  }
}
