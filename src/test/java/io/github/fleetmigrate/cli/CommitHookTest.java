package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pre-commit hook that changes what is committed: what counts is the tree that ended up in the history. */
class CommitHookTest {
  /** A formatter puts a line on top of every Nix file that is committed. */
  private static final String FORMATTER =
      "for f in $(git diff --cached --name-only --diff-filter=AM -- '*.nix'); do\n"
          + "  grep -q '^# formatted' \"$f\" || { { echo '# formatted'; cat \"$f\"; } > \"$f.new\" && mv \"$f.new\" \"$f\"; git add \"$f\"; }\n"
          + "done\n";

  /** A "linter" that takes axon's kernel parameters to be too few. */
  private static final String BREAKER =
      "f=flake-modules/colmena.nix\n"
          + "git diff --cached --name-only | grep -q \"^$f\" || exit 0\n"
          + "sed -i 's/flake.colmena = hive;/flake.colmena = hive \\/\\/ { nexus = lib.toList hive.nexus ++ [ { deployment.targetUser = lib.mkForce \"intern\"; } ]; };/;"
          + " s/flake.colmena = hive \\/\\/ {$/flake.colmena = hive \\/\\/ { nexus = lib.toList hive.nexus ++ [ { deployment.targetUser = lib.mkForce \"intern\"; } ];/' \"$f\"\n"
          + "git add \"$f\"\n";

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo one;

  private SampleRepo repo;

  @BeforeAll
  static void firstPhase() throws Exception {
    one = SampleRepo.in(shared, "nix-2.26");
    one.done("apply", "--answers", one.answers().toString(), "--through", "1", "--yes");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = one.copy(temp);
  }

  @Test
  void whatAFormatterMadeOfItIsVerifiedAndStays() throws Exception {
    hook(FORMATTER);
    InProcess.Ended ended = repo.done("apply", "--through", "3", "--yes");
    assertTrue(ended.out().contains("A hook changed what was committed (flake-modules/colmena.nix, flake.nix)"), ended.out());
    assertEquals(2, ended.out().lines().dropWhile(l -> !l.contains("Phase 2")).takeWhile(l -> !l.contains("Phase 3"))
        .filter(l -> l.contains("verifying to eval")).count(), ended.out());
    assertTrue(repo.read("flake.nix").startsWith("# formatted"), repo.read("flake.nix"));
    assertEquals("", repo.git("status", "--porcelain"));
    assertEquals(List.of("1", "2", "3"), repo.checkpoints());
    assertEquals("eval", repo.phase(3).get("verified").asText());
    assertEquals("identical", repo.phase(2).at("/hosts/nexus/verdict").asText());
    repo.done("verify");
    repo.done("rollback", "--to", "1", "--yes");
    assertEquals(one.head(), repo.head());
    assertEquals("", repo.git("status", "--porcelain"));
  }

  @Test
  void aHookThatBreaksTheHiveFailsThePhase() throws Exception {
    String before = repo.head();
    hook(BREAKER);
    InProcess.Ended ended = repo.run("apply", "--through", "3", "--yes");
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.err().contains("a hook changed the checkpoint (flake-modules/colmena.nix)"), ended.err());
    assertTrue(ended.err().contains("nexus with targetUser intern, but admin was settled")
        || ended.err().contains("nexus with targetUser intern, deploy-rs with admin"), ended.err());
    assertEquals(before, repo.head(), "the checkpoint is off the branch");
    assertEquals(List.of("1"), repo.checkpoints());
    JsonNode phase = repo.phase(2);
    assertEquals("failed", phase.get("state").asText());
    String kept = repo.git("for-each-ref", "--format=%(objectname)", "refs/fleet-migrate/**/hook");
    assertTrue(repo.git("show", kept + ":flake-modules/colmena.nix").contains("intern"), kept);

    // The hook is kept from it: the same command ends what it began, without the hook's version.
    Files.delete(repo.root().resolve(".git/hooks/pre-commit"));
    repo.done("apply", "--through", "3", "--yes");
    assertEquals(List.of("1", "2", "3"), repo.checkpoints());
    assertFalse(repo.read("flake-modules/colmena.nix").contains("intern"));
    assertEquals("", repo.git("status", "--porcelain"));
  }

  @Test
  void aPhaseThatAHookBrokeCanBeGivenUp() throws Exception {
    String before = repo.head();
    hook(BREAKER);
    assertEquals(1, repo.run("apply", "--through", "2", "--yes").exit());
    repo.done("rollback", "--to", "1", "--yes");
    assertEquals(before, repo.head());
    assertEquals("", repo.git("status", "--porcelain"));
    assertEquals("rolled-back", repo.phase(2).get("state").asText());
  }

  @Test
  void aKillBetweenTheCommitAndItsRecordIsMadeGood() throws Exception {
    hook(FORMATTER);
    repo.done("apply", "--through", "2", "--yes");
    String head = repo.head();
    forgetTheEnd();
    assertEquals("running", repo.phase(2).get("state").asText());
    repo.done("apply", "--through", "2", "--yes");
    assertEquals(head, repo.head());
    assertEquals("done", repo.phase(2).get("state").asText());

    // The same with a hook whose work does not pass: it has never been looked at.
    repo.done("rollback", "--to", "1", "--yes");
    hook(BREAKER);
    assertEquals(1, repo.run("apply", "--through", "2", "--yes").exit());
    String broken = repo.git("for-each-ref", "--format=%(objectname)", "refs/fleet-migrate/**/hook");
    forgetTheEnd();
    repo.git("reset", "-q", "--soft", broken);
    InProcess.Ended ended = repo.run("apply", "--through", "2", "--yes");
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertEquals(one.head(), repo.head());
    assertEquals("failed", repo.phase(2).get("state").asText());
    assertNotEquals(head, repo.head());
  }

  @Test
  void aRollbackAfterSuchAKillTakesTheCommitBack() throws Exception {
    repo.done("apply", "--through", "2", "--yes");
    forgetTheEnd();
    repo.done("rollback", "--to", "1", "--yes");
    assertEquals(one.head(), repo.head());
    assertEquals("", repo.git("status", "--porcelain"));
    assertFalse(Files.exists(repo.root().resolve("flake-modules/colmena.nix")));
  }

  /** As a process killed before it could write the last line of the journal. */
  private void forgetTheEnd() throws Exception {
    try (var runs = Files.walk(repo.root().resolve(".git/fleet-migrate/runs"))) {
      Path journal = runs.filter(f -> f.getFileName().toString().equals("journal.jsonl")).findFirst().orElseThrow();
      List<String> lines = Files.readAllLines(journal);
      Files.write(journal, lines.subList(0, lines.size() - 1));
    }
  }

  private void hook(String script) throws Exception {
    Path hook = repo.root().resolve(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\nset -e\n" + script);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
