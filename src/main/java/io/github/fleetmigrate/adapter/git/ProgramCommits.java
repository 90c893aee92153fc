package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import io.github.fleetmigrate.port.CommandRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Staging and committing through the git program, with its own hooks, signatures and clean-up of messages. */
final class ProgramCommits {
  private final GitProgram git;
  private final ProgramRefs refs;

  ProgramCommits(GitProgram git, ProgramRefs refs) {
    this.git = git;
    this.refs = refs;
  }

  void stage(Collection<String> paths) throws IOException {
    Set<String> wanted = inCheckout(paths);
    if (!wanted.isEmpty()) {
      refs.effectOnIndex(
          program -> {
            add(program, wanted);
            return null;
          });
    }
  }

  /** A path that a sparse checkout leaves out has no file that could be taken, and is not removed for that. */
  private Set<String> inCheckout(Collection<String> paths) throws IOException {
    Set<String> wanted = new LinkedHashSet<>(paths);
    for (String entry : list(List.of("ls-files", "-z", "-t"), paths)) {
      String path = entry.substring(2);
      if (entry.startsWith("S ") && !isThere(path)) {
        wanted.remove(path);
      }
    }
    return wanted;
  }

  private boolean isThere(String path) {
    return Files.exists(git.layout().root().resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  private static void add(GitProgram git, Collection<String> paths) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("update-index", "--add", "--remove", "--replace", "--"));
    arguments.addAll(paths);
    git.output(arguments);
  }

  private List<String> list(List<String> command, Collection<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>(command);
    arguments.add("--");
    arguments.addAll(paths);
    return GitProgram.split(git.output(arguments));
  }

  String commit(Collection<String> paths, String message) throws IOException, CommitRefused {
    String reason = OperationInProgress.whyNoCommit(git.layout().gitDirectory());
    if (reason != null) {
      throw new CommitRefused(reason);
    }
    refuseWithoutIdentity();
    Set<String> wanted = inCheckout(paths);
    Set<String> known = new HashSet<>(list(List.of("ls-files", "-z", "--cached"), wanted));
    Set<String> unknown = new LinkedHashSet<>(wanted);
    unknown.removeIf(path -> known.contains(path) || !isThere(path));
    return refs.effectOnHead(
        program -> {
          if (!unknown.isEmpty()) {
            add(program, unknown);
          }
          try {
            return commit(program, committable(wanted), message);
          } catch (CommitRefused | IOException failed) {
            forget(program, unknown);
            throw failed;
          }
        });
  }

  private void refuseWithoutIdentity() throws IOException, CommitRefused {
    for (String who : List.of("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT")) {
      if (!git.call("-c", "user.useConfigOnly=true", "var", who).succeeded()) {
        throw new CommitRefused(Identity.MISSING);
      }
    }
  }

  /**
   * Git takes a path that neither the index nor HEAD knows for a mistake, and one that has become a folder for a
   * submodule; a file in that folder takes the old one's place by itself.
   */
  private List<String> committable(Set<String> paths) throws IOException {
    Set<String> known = new HashSet<>(list(List.of("ls-files", "-z", "--cached"), paths));
    if (refs.head() != null) {
      known.addAll(list(List.of("ls-tree", "-z", "--name-only", "--full-tree", "HEAD"), paths));
    }
    return paths.stream()
        .filter(known::contains)
        .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + "/") && isThere(other)))
        .toList();
  }

  private String commit(GitProgram program, List<String> paths, String message) throws IOException, CommitRefused {
    Path text = Files.createTempFile("fleet-migrate", ".txt");
    try {
      Files.writeString(text, message);
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-c", "gc.auto=0",
                  "-c", "maintenance.auto=false",
                  "-c", "user.useConfigOnly=true",
                  "commit", "--quiet", "--only", "--allow-empty", "--file=" + text, "--"));
      paths.forEach(path -> arguments.add(GitProgram.literally(path)));
      Result result = program.call(arguments);
      if (!result.succeeded()) {
        String said = (result.errors().strip() + "\n" + result.output().strip()).strip();
        if (said.contains(".lock")) {
          throw GitProgram.failure(arguments, result);
        }
        throw new CommitRefused("Git refused the commit:\n" + said);
      }
      if (!paths.isEmpty()) {
        // A hook may have committed other bytes than the index now has: without this they would look staged back.
        List<String> reset = new ArrayList<>(List.of("reset", "--quiet", "--"));
        paths.forEach(path -> reset.add(GitProgram.literally(path)));
        program.output(reset);
      }
      return program.line("rev-parse", "--verify", "HEAD");
    } finally {
      Files.deleteIfExists(text);
    }
  }

  /** Takes out of the index what was put there for a commit that was not made. */
  private static void forget(GitProgram program, Set<String> paths) throws IOException {
    if (!paths.isEmpty()) {
      List<String> arguments = new ArrayList<>(List.of("update-index", "--force-remove", "--"));
      arguments.addAll(paths);
      program.output(arguments);
    }
  }
}
