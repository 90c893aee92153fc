package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.CommandRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HEAD, the current branch and our own refs through the git program. */
final class ProgramRefs {
  private final GitProgram git;
  private final GitEffects effects;

  ProgramRefs(GitProgram git) {
    this.git = git;
    this.effects = new GitEffects(git.layout());
  }

  /** The commit that HEAD leads to; null before the first. */
  String head() throws IOException {
    Result head = git.call("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    return head.succeeded() ? head.output().strip() : null;
  }

  /** The full name of the branch that HEAD is on; null where it is detached. */
  String branch() throws IOException {
    Result branch = git.call("symbolic-ref", "--quiet", "HEAD");
    return branch.succeeded() ? branch.output().strip() : null;
  }

  private Path lock(String ref) {
    Path file = git.layout().refFile(ref);
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  private List<Path> headLocks() throws IOException {
    List<Path> locks = new ArrayList<>(List.of(lock("index"), lock("HEAD")));
    String branch = branch();
    if (branch != null) {
      locks.add(lock(branch));
    }
    return locks;
  }

  List<Path> existingLocks() throws IOException {
    return headLocks().stream().filter(lock -> Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).toList();
  }

  /** A change through the git program. */
  @FunctionalInterface
  interface ProgramEffect<T, X extends Exception> {
    T run(GitProgram program) throws IOException, X;
  }

  <T, X extends Exception> T effectOnIndex(ProgramEffect<T, X> effect) throws IOException, X {
    return effect(List.of(lock("index")), effect);
  }

  <T, X extends Exception> T effectOnHead(ProgramEffect<T, X> effect) throws IOException, X {
    return effect(headLocks(), effect);
  }

  private <T, X extends Exception> T effect(List<Path> locks, ProgramEffect<T, X> effect) throws IOException, X {
    return effects.run(locks, mark -> effect.run(git.forEffect(mark)));
  }

  void move(String from, String to, String reason) throws IOException {
    effectOnHead(program -> program.output("update-ref", "-m", reason, "HEAD", to, from));
  }

  void keep(String name, String commit) throws IOException {
    String ref = JGitRefs.OWN + name;
    if (!git.call("check-ref-format", ref).succeeded()) {
      throw new IllegalArgumentException("not a name for a ref: " + name);
    }
    effect(List.of(lock(ref)), program -> program.output("update-ref", "-m", "fleet-migrate: keep", ref, commit));
  }

  Optional<String> kept(String name) throws IOException {
    Result found = git.call("rev-parse", "--verify", "--quiet", JGitRefs.OWN + name);
    return found.succeeded() ? Optional.of(found.output().strip()) : Optional.empty();
  }

  Map<String, String> keptUnder(String prefix) throws IOException {
    Map<String, String> kept = new TreeMap<>();
    for (String line : git.output("for-each-ref", "--format=%(objectname) %(refname)", JGitRefs.OWN).lines().toList()) {
      String name = line.substring(line.indexOf(' ') + 1 + JGitRefs.OWN.length());
      if (name.startsWith(prefix)) {
        kept.put(name, line.substring(0, line.indexOf(' ')));
      }
    }
    return kept;
  }
}
