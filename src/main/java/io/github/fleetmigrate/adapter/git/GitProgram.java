package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.CommandRunner;
import io.github.fleetmigrate.port.CommandRunner.Call;
import io.github.fleetmigrate.port.CommandRunner.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the git program in the work tree's root: nothing asks, nothing is paged, paths are taken literally. */
final class GitProgram {
  /** Commits run hooks and ask for signatures, which may take a person's time. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Path git;
  private final GitLayout layout;
  private final CommandRunner runner;
  private final Map<String, String> environment;
  private final Path folder;

  GitProgram(Path git, GitLayout layout, CommandRunner runner) {
    this(git, layout, runner, base(), layout.root());
  }

  private GitProgram(
      Path git, GitLayout layout, CommandRunner runner, Map<String, String> environment, Path folder) {
    this.git = git;
    this.layout = layout;
    this.runner = runner;
    this.environment = environment;
    this.folder = folder;
  }

  private static Map<String, String> base() {
    return Map.of(
        "GIT_LITERAL_PATHSPECS", "1",
        "GIT_OPTIONAL_LOCKS", "0",
        "GIT_TERMINAL_PROMPT", "0",
        "GIT_EDITOR", ":");
  }

  /** A path as a pathspec, where paths are not taken literally anyway. */
  static String literally(String path) {
    return ":(top,literal)" + path;
  }

  GitLayout layout() {
    return layout;
  }

  /** The same program with more variables. */
  GitProgram with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new GitProgram(git, layout, runner, all, folder);
  }

  /**
   * The same program for a change. It may run hooks, which must find no variable that makes their own git behave in
   * another way: here pathspecs are not literal.
   *
   * @param mark carried by all processes that work for the change
   */
  GitProgram forEffect(String mark) {
    Map<String, String> all =
        Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_EDITOR", ":", Intention.MARK_VARIABLE, mark);
    return new GitProgram(git, layout, runner, all, folder);
  }

  /** The same program on an index and a work tree of its own, sharing the objects. */
  GitProgram apart(Path index, Path workTree) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GIT_DIR", layout.gitDirectory().toString());
    all.put("GIT_WORK_TREE", workTree.toString());
    all.put("GIT_INDEX_FILE", index.toString());
    return new GitProgram(git, layout, runner, all, workTree);
  }

  /** Runs git and hands back how it ended. */
  Result call(List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(git.toString()));
    all.addAll(arguments);
    return runner.run(new Call(all, folder, environment, LIMIT), new Cancellation(), line -> {});
  }

  Result call(String... arguments) throws IOException {
    return call(Arrays.asList(arguments));
  }

  /**
   * Runs git and hands back its standard output.
   *
   * @throws IOException where it fails, with what it said
   */
  String output(List<String> arguments) throws IOException {
    Result result = call(arguments);
    if (!result.succeeded()) {
      throw failure(arguments, result);
    }
    return result.output();
  }

  String output(String... arguments) throws IOException {
    return output(Arrays.asList(arguments));
  }

  /** The one line that git prints. */
  String line(String... arguments) throws IOException {
    return output(arguments).strip();
  }

  static IOException failure(List<String> arguments, Result result) {
    String said = (result.errors().strip() + "\n" + result.output().strip()).strip();
    String how =
        switch (result.end()) {
          case EXITED -> "failed (exit code " + result.exitCode() + ")";
          case TIMED_OUT -> "took too long";
          case CANCELLED -> "was cancelled";
        };
    return new IOException("git " + String.join(" ", arguments) + " " + how + (said.isEmpty() ? "" : ":\n" + said));
  }

  /** What git separates by NUL. */
  static List<String> split(String output) {
    List<String> parts = new ArrayList<>(Arrays.asList(output.split("\0", -1)));
    parts.removeIf(String::isEmpty);
    return parts;
  }
}
