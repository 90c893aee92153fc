package io.github.fleetmigrate.adapter.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fleetmigrate.adapter.git.GitOpening.Opened;
import io.github.fleetmigrate.adapter.git.GitOpening.Problem;
import io.github.fleetmigrate.adapter.git.GitOpening.Refused;
import io.github.fleetmigrate.port.Checkpoints;
import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import io.github.fleetmigrate.port.FileVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoPersonalConfiguration.class)
class GitRepositoriesTest {
  @TempDir Path folder;

  private GitFixture repository() throws IOException {
    GitFixture repository = GitFixture.init(folder.resolve("fleet"));
    repository.write("flake.nix", "{ }\n").write("hosts/axon.nix", "axon\n").commitAll("First");
    return repository;
  }

  private static GitOpening open(Path start, boolean withGit) throws IOException {
    return GitRepositories.open(start, new PlainRunner(GitFixture.ENVIRONMENT, withGit), Map.of());
  }

  private static Refused refused(Path start) throws IOException {
    return assertInstanceOf(Refused.class, open(start, true));
  }

  @Test
  void findsTheRepositoryFromAnyFolderInIt() throws IOException {
    GitFixture repository = repository();

    Opened opened = assertInstanceOf(Opened.class, open(repository.root.resolve("hosts"), true));

    assertEquals(repository.root, opened.root());
    assertEquals(repository.root.resolve(".git"), opened.gitDirectory());
    assertEquals(List.of(), opened.throughGitProgram());
    assertEquals("main", opened.checkpoints().state().branch());
  }

  @Test
  void openingAndLookingWritesNothing() throws IOException {
    GitFixture repository = repository();
    Set<Path> before = files(repository.root);

    Checkpoints checkpoints = assertInstanceOf(Opened.class, open(repository.root, true)).checkpoints();
    checkpoints.dirty(List.of("flake.nix"));
    checkpoints.isClean();
    checkpoints.workTreeAsTree();
    checkpoints.isIgnored("x");

    assertEquals(before, files(repository.root));
  }

  private static Set<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return new HashSet<>(all.toList());
    }
  }

  @Test
  void saysWhereThereIsNoRepository() throws IOException {
    Refused refused = refused(Files.createDirectory(folder.resolve("plain")));

    assertEquals(Problem.NOT_A_REPOSITORY, refused.problem());
    assertTrue(refused.message().contains("git init"), refused.message());
  }

  @Test
  void saysWhereThereIsNoWorkTree() throws IOException {
    GitFixture repository = repository();
    repository.git("clone", "--quiet", "--bare", ".", folder.resolve("bare.git").toString());
    assertEquals(Problem.NO_WORK_TREE, refused(folder.resolve("bare.git")).problem());
    assertEquals(Problem.NO_WORK_TREE, refused(folder.resolve("bare.git/objects")).problem());
    assertEquals(Problem.NO_WORK_TREE, refused(repository.root.resolve(".git/refs")).problem());

    repository.git("config", "core.bare", "true");
    Refused configured = refused(repository.root);
    assertEquals(Problem.NO_WORK_TREE, configured.problem());
    assertTrue(configured.message().contains("git config core.bare false"), configured.message());
  }

  @Test
  void worksInAWorkTreeOfABareRepository() throws Exception {
    GitFixture bare = GitFixture.init(folder.resolve("bare.git"), "--bare");
    repository().git("push", "--quiet", bare.root.toString(), "main");
    bare.git("worktree", "add", "--quiet", folder.resolve("tree").toString(), "main");

    Opened opened = assertInstanceOf(Opened.class, open(folder.resolve("tree"), false));
    String made = opened.checkpoints().commit(List.of(), "Empty");

    assertEquals(made, bare.git("rev-parse", "main"));
  }

  @Test
  void refusesWhereVariablesPointGitElsewhere() throws IOException {
    GitFixture repository = repository();

    GitOpening opening =
        GitRepositories.open(
            repository.root, new PlainRunner(Map.of(), true), Map.of("GIT_INDEX_FILE", "/tmp/other"));

    Refused refused = assertInstanceOf(Refused.class, opening);
    assertEquals(Problem.REDIRECTED, refused.problem());
    assertTrue(refused.message().contains("unset GIT_INDEX_FILE"), refused.message());
  }

  @Test
  void refusesWhereTheConfigurationNamesAnotherWorkTree() throws IOException {
    GitFixture repository = repository();
    repository.git("config", "core.worktree", Files.createDirectory(folder.resolve("elsewhere")).toString());

    Refused refused = refused(repository.root);

    assertEquals(Problem.REDIRECTED, refused.problem());
    assertTrue(refused.message().contains("elsewhere"), refused.message());
  }

  @Test
  void refusesAnotherUsersRepositoryAsGitDoes() throws IOException {
    GitFixture repository = repository();
    assumeTrue(Files.getAttribute(repository.root, "unix:uid").equals(0), "only root can give files away");
    Files.setAttribute(repository.root.resolve(".git"), "unix:uid", 4242);

    Refused refused = refused(repository.root);

    assertEquals(Problem.NOT_TRUSTED, refused.problem());
    assertTrue(
        refused.message().contains("git config --global --add safe.directory " + repository.root), refused.message());
    GitOpening throughSudo =
        GitRepositories.open(repository.root, new PlainRunner(Map.of(), true), Map.of("SUDO_UID", "4242"));
    assertInstanceOf(Opened.class, throughSudo);
  }

  @Test
  void saysWhereABrokenWorkTreeLeads() throws IOException {
    Path lost = Files.createDirectory(folder.resolve("lost"));
    Files.writeString(lost.resolve(".git"), "gitdir: /nowhere/.git/worktrees/lost\n");

    IOException failure = assertThrows(IOException.class, () -> open(lost, true));

    assertTrue(failure.getMessage().contains("git worktree repair"), failure.getMessage());
  }

  @Test
  void saysWhereTheConfigurationIsBroken() throws IOException {
    GitFixture repository = repository();
    Files.writeString(repository.root.resolve(".git/config"), "[core\n");

    IOException failure = assertThrows(IOException.class, () -> open(repository.root, true));

    assertTrue(failure.getMessage().contains("configuration"), failure.getMessage());
  }

  // What JGit does not honour

  private void make(GitFixture repository, String feature) throws IOException {
    switch (feature) {
      case "gpgsign" -> {
        Path gpg = Files.writeString(folder.resolve("gpg"), """
            #!/bin/sh
            cat >/dev/null
            echo '[GNUPG:] SIG_CREATED ' >&2
            printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nc2lnbmVk\\n-----END PGP SIGNATURE-----\\n'
            """);
        gpg.toFile().setExecutable(true);
        repository.git("config", "gpg.program", gpg.toString());
        repository.git("config", "commit.gpgsign", "true");
      }
      case "process filter" -> {
        repository.git("config", "filter.rot.process", RotFilter.command());
        repository.git("config", "filter.rot.required", "true");
        repository.write(".gitattributes", "*.nix filter=rot\n").commitAll("Attributes");
        repository.git("add", "--renormalize", ".");
        repository.commitAll("Filtered");
      }
      case "clean and smudge filter" -> {
        repository.git("config", "filter.up.clean", "tr a-z A-Z");
        repository.git("config", "filter.up.smudge", "tr A-Z a-z");
        repository.write("sub/.gitattributes", "*.nix filter=up\n").write("sub/x.nix", "abc\n").commitAll("Attributes");
      }
      case "sparse checkout" -> {
        repository.write("other/big", "big\n").commitAll("More");
        repository.git("sparse-checkout", "set", "hosts");
      }
      case "sparse index" -> {
        repository.write("other/big", "big\n").commitAll("More");
        repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "hosts");
      }
      case "split index" -> repository.git("update-index", "--split-index");
      case "includeIf" -> {
        Files.writeString(folder.resolve("work"), "[user]\n\temail = work@example.org\n");
        repository.git("config", "includeIf.gitdir:" + folder.toRealPath() + "/.path", folder.resolve("work").toString());
      }
      case "ident" -> repository.write(".gitattributes", "*.nix ident\n").commitAll("Attributes");
      case "encoding" -> repository.write(".gitattributes", "*.txt working-tree-encoding=UTF-16\n").commitAll("A");
      case "worktree config" -> repository.git("config", "extensions.worktreeConfig", "true");
      case "hook" -> repository.hook("reference-transaction", "exit 0");
      default -> throw new IllegalArgumentException(feature);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpgsign", "process filter", "clean and smudge filter", "sparse checkout", "sparse index", "split index",
        "includeIf", "ident", "encoding", "worktree config", "hook"
      })
  void goesThroughTheGitProgramWhereJGitWouldGoWrong(String feature) throws Exception {
    GitFixture repository = repository();
    make(repository, feature);
    Refused refused = assertInstanceOf(Refused.class, open(repository.root, false));
    assertEquals(Problem.NEEDS_GIT, refused.problem());
    assertTrue(refused.message().contains("Install git"), refused.message());
    Opened opened = assertInstanceOf(Opened.class, open(repository.root, true));
    assertEquals(1, opened.throughGitProgram().size(), opened.throughGitProgram().toString());

    assertWorks(repository, opened.checkpoints());
  }

  @Test
  void servesRepositoriesWithSha256() throws Exception {
    GitFixture repository = GitFixture.init(folder.resolve("sha256"), "--object-format=sha256");
    repository.write("flake.nix", "{ }\n").write("hosts/axon.nix", "axon\n").commitAll("First");
    Opened opened = assertInstanceOf(Opened.class, open(repository.root, true));
    assertEquals(List.of("the extension objectformat = sha256"), opened.throughGitProgram());
    assertEquals(64, opened.checkpoints().state().head().length());

    assertWorks(repository, opened.checkpoints());
  }

  /** The round that every phase makes. */
  private static void assertWorks(GitFixture repository, Checkpoints checkpoints) throws Exception {
    String before = repository.head();
    List<String> tracked = repository.git("ls-files").lines().sorted().toList();
    assertEquals(tracked, checkpoints.trackedPaths());
    assertTrue(checkpoints.isClean());
    assertEquals(repository.git("rev-parse", "HEAD^{tree}"), checkpoints.workTreeAsTree());
    for (String path : repository.git("ls-files").lines().filter(p -> Files.exists(repository.root.resolve(p))).toList()) {
      assertEquals(
          Optional.of(new FileVersion(Files.readAllBytes(repository.root.resolve(path)), false)),
          checkpoints.read(before, path),
          path);
    }
    Map<String, FileVersion> changes =
        Map.of("hosts/axon.nix", FileVersion.of("axon, changed\n"), "hosts/new.nix", FileVersion.of("new host\n"));
    String planned = checkpoints.treeWith(before, changes);
    String model = checkpoints.sibling(before, planned);
    repository.write("hosts/axon.nix", "axon, changed\n").write("hosts/new.nix", "new host\n");
    assertEquals(changes.keySet(), checkpoints.dirty(List.of("hosts/axon.nix", "hosts/new.nix", "flake.nix")));

    checkpoints.stage(changes.keySet());
    assertEquals(planned, checkpoints.workTreeAsTree());
    String made = checkpoints.commit(changes.keySet(), "Phase\n\nFleet-Migrate-Phase: 1\n");

    assertEquals(planned, checkpoints.commit(made).orElseThrow().tree());
    assertEquals(List.of(), repository.status());
    assertEquals(changes.keySet(), checkpoints.changes(before, made).keySet());
    for (Map.Entry<String, FileVersion> change : changes.entrySet()) {
      assertEquals(change.getValue(), checkpoints.changes(before, made).get(change.getKey())[1]);
    }
    assertEquals(before.length(), model.length());
    assertFalse(repository.git("cat-file", "commit", model).contains("gpgsig"));
    assertEquals(repository.git("rev-parse", before + "^{tree}"), checkpoints.undo(made, planned).tree());
    checkpoints.keep("back", made);
    checkpoints.moveBranch(made, before, "back");
    assertEquals(before, repository.head());
    repository.assertSound();
  }

  @Test
  void signsWhereTheRepositoryIsConfiguredTo() throws Exception {
    GitFixture repository = repository();
    make(repository, "gpgsign");
    Checkpoints checkpoints = assertInstanceOf(Opened.class, open(repository.root, true)).checkpoints();

    checkpoints.commit(List.of(), "Signed");
    assertTrue(repository.git("cat-file", "commit", "HEAD").contains("c2lnbmVk"));

    Files.writeString(folder.resolve("gpg"), "#!/bin/sh\necho 'gpg: no secret key' >&2\nexit 2\n");
    String head = repository.head();
    CommitRefused refused = assertThrows(CommitRefused.class, () -> checkpoints.commit(List.of(), "Not signed"));
    assertTrue(refused.getMessage().contains("failed to sign"), refused.getMessage());
    assertEquals(head, repository.head());
  }

  @Test
  void storesWhatAProcessFilterMakesOfAFile() throws Exception {
    GitFixture repository = repository();
    make(repository, "process filter");
    Checkpoints checkpoints = assertInstanceOf(Opened.class, open(repository.root, true)).checkpoints();
    repository.write("hosts/axon.nix", "secret\n");

    checkpoints.commit(List.of("hosts/axon.nix"), "Filtered");

    assertEquals(RotFilter.rotate("secret\n"), repository.blob("HEAD", "hosts/axon.nix"));
    assertEquals(Optional.of(FileVersion.of("secret\n")), checkpoints.read(repository.head(), "hosts/axon.nix"));
  }

  @Test
  void leavesFilesOutsideASparseCheckoutAlone() throws Exception {
    GitFixture repository = repository();
    make(repository, "sparse checkout");
    Checkpoints checkpoints = assertInstanceOf(Opened.class, open(repository.root, true)).checkpoints();

    assertEquals(Set.of(), checkpoints.dirty(List.of("other/big")));
    checkpoints.stage(List.of("other/big"));
    checkpoints.commit(List.of("other/big"), "Nothing");

    assertEquals("big\n", repository.blob("HEAD", "other/big"));
    assertFalse(Files.exists(repository.root.resolve("other/big")));
    assertEquals(List.of(), repository.status());
  }

  @Test
  void takesTheIdentityThatAConditionalIncludeGives() throws Exception {
    GitFixture repository = repository();
    make(repository, "includeIf");
    assertInstanceOf(Opened.class, open(repository.root, true)).checkpoints().commit(List.of(), "Mine");

    assertEquals(repository.git("config", "user.email"), repository.git("log", "-1", "--format=%ae"));
    assertEquals("work@example.org", repository.git("log", "-1", "--format=%ae"));
  }
}
