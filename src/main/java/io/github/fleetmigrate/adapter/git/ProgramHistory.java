package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.Commit;
import io.github.fleetmigrate.port.CommandRunner.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Commits through the git program. */
final class ProgramHistory {
  private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private final GitProgram git;

  ProgramHistory(GitProgram git) {
    this.git = git;
  }

  List<Commit> firstParents(String tip, int limit) throws IOException {
    String log =
        git.output(
            "log",
            "--first-parent",
            "--no-show-signature",
            "--encoding=UTF-8",
            "-z",
            "--max-count=" + limit,
            "--format=format:%H%n%P%n%T%n%B",
            tip,
            "--");
    List<Commit> commits = new ArrayList<>();
    for (String entry : GitProgram.split(log)) {
      String[] parts = entry.split("\n", 4);
      String message = parts[3];
      commits.add(
          new Commit(
              parts[0],
              parts[1].isEmpty() ? List.of() : List.of(parts[1].split(" ")),
              parts[2],
              CommitText.subject(message),
              CommitText.trailers(message)));
    }
    return commits;
  }

  Optional<Commit> find(String id) throws IOException {
    boolean there =
        FULL_ID.matcher(id).matches() && git.call("cat-file", "-e", id + "^{commit}").succeeded();
    return there ? Optional.of(firstParents(id, 1).get(0)) : Optional.empty();
  }

  boolean isAncestor(String ancestor, String descendant) throws IOException {
    List<String> arguments = List.of("merge-base", "--is-ancestor", ancestor, descendant);
    Result result = git.call(arguments);
    if (result.exitCode() != 0 && result.exitCode() != 1) {
      throw GitProgram.failure(arguments, result);
    }
    return result.succeeded();
  }

  boolean isPublished(String commit) throws IOException {
    return !git.output("for-each-ref", "--count=1", "--contains=" + commit, "refs/remotes", "refs/tags").isBlank();
  }

  /**
   * Another commit with the author, committer, dates, encoding and message of the model, byte for byte: git writes them
   * to a file in the commit's own encoding.
   */
  String sibling(String model, String tree) throws IOException {
    if (git.line("rev-parse", "--verify", model + "^{tree}").equals(tree)) {
      return model;
    }
    String encoding = git.line("log", "-1", "--no-show-signature", "--format=format:%e", model, "--");
    try (ScratchTree scratch = new ScratchTree(git)) {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      raw.writeBytes(("tree " + tree + "\n").getBytes(StandardCharsets.US_ASCII));
      for (String parent : git.line("log", "-1", "--no-show-signature", "--format=format:%P", model, "--").split(" ")) {
        if (!parent.isEmpty()) {
          raw.writeBytes(("parent " + parent + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      }
      Path header = scratch.file("header");
      String format =
          "author %an <%ae> %ad%ncommitter %cn <%ce> %cd" + (encoding.isEmpty() ? "" : "%nencoding %e") + "%n%n%B";
      git.output(
          "log",
          "-1",
          "--no-show-signature",
          "--date=raw",
          "--encoding=" + (encoding.isEmpty() ? "UTF-8" : encoding),
          "--format=format:" + format,
          "--output=" + header,
          model,
          "--");
      raw.writeBytes(Files.readAllBytes(header));
      Path commit = scratch.file("commit");
      Files.write(commit, raw.toByteArray());
      return git.line("hash-object", "-t", "commit", "-w", "--no-filters", commit.toString());
    }
  }
}
