package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Back to any checkpoint and forward again, and nothing of a person's is lost on the way. */
class RollbackTest {
  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo migrated;

  private SampleRepo repo;

  @BeforeAll
  static void migrate() throws Exception {
    migrated = SampleRepo.in(shared, "nix-2.26");
    migrated.done("apply", "--answers", migrated.answers().toString(), "--yes", "--level", "parse");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = migrated.copy(temp);
  }

  @Test
  void twiceBackAndForwardAgainIsTheSameEnd() throws Exception {
    String end = repo.head();
    String tree = repo.tree();
    String start = repo.git("rev-parse", "HEAD~5");
    String two = repo.git("rev-parse", "HEAD~3");

    repo.done("rollback", "--to", "2", "--yes");
    assertEquals(two, repo.head());
    assertEquals("", repo.git("status", "--porcelain"));
    assertEquals(List.of("done", "done", "rolled-back", "rolled-back", "rolled-back"), states());
    assertEquals("", repo.git("log", "--oneline", end, "--not", "--glob=refs/fleet-migrate/*"), "what is left is kept");

    repo.done("rollback", "--to", "start", "--yes");
    assertEquals(start, repo.head());
    assertEquals("", repo.git("status", "--porcelain"));
    Map<String, String> there = repo.everything();
    repo.done("rollback", "--to", "start", "--yes");
    assertEquals(there, repo.everything());

    repo.done("apply", "--yes", "--level", "parse");
    assertEquals(tree, repo.tree());
    assertEquals(List.of("1", "2", "3", "4", "5"), repo.checkpoints());
    assertEquals(List.of("done", "done", "done", "done", "done"), states());
  }

  @Test
  void commitsOfAPersonInBetweenAreKept() throws Exception {
    repo.done("rollback", "--to", "3", "--yes");
    repo.write("docs/notes.md", "mine\n").replace("README.md", "# ", "# My ").commit("Notes of my own");
    repo.done("apply", "--yes", "--level", "parse");
    repo.write("docs/later.md", "later\n").commit("More of my own");
    String tip = repo.head();

    repo.done("rollback", "--to", "2", "--yes");
    assertEquals(tip, repo.git("rev-parse", "HEAD~1"), "a commit is added, the branch is not rewound");
    assertEquals("2", repo.git("log", "-1", "--format=%(trailers:key=Fleet-Migrate-Rolled-Back-To,valueonly)"));
    assertEquals("mine\n", repo.read("docs/notes.md"));
    assertEquals("later\n", repo.read("docs/later.md"));
    assertTrue(repo.read("README.md").startsWith("# My "), repo.read("README.md"));
    assertEquals(
        "README.md\ndocs/later.md\ndocs/notes.md",
        repo.git("diff", "--name-only", phaseCommit(2), "HEAD"),
        "phase 2's tree with the person's own changes");
    assertEquals(List.of("done", "done", "rolled-back", "rolled-back", "rolled-back"), states());
    SampleRepo clone = repo.cloned(temp.resolve("clone"));
    assertEquals("rolled-back", clone.phase(3).get("state").asText());
    assertEquals("3", clone.status().at("/next/phase").asText());

    repo.done("apply", "--yes", "--level", "parse");
    assertEquals(repo.git("rev-parse", tip + "^{tree}"), repo.tree(), "forward again");
  }

  @Test
  void aCommitThatTouchesAMigratedLineIsInTheWay() throws Exception {
    String subject = "Say where it is from";
    repo.replace("flake.nix", "nixos-fleet.url =", "nixos-fleet.url = /* here */");
    String mine = repo.commit(subject);
    Map<String, String> before = repo.everything();
    InProcess.Ended ended = repo.run("rollback", "--to", "start", "--yes");
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("flake.nix"), ended.err());
    assertTrue(ended.err().contains(mine.substring(0, 7)) && ended.err().contains(subject), ended.err());
    assertEquals(before, repo.everything());
    assertEquals(List.of("done", "done", "done", "done", "done"), states());
  }

  @Test
  void publishedCheckpointsAreUndoneByACommit() throws Exception {
    String tip = repo.head();
    repo.git("update-ref", "refs/remotes/origin/main", tip);
    repo.done("rollback", "--to", "start", "--yes");
    assertEquals(tip, repo.git("rev-parse", "HEAD~1"));
    assertEquals(repo.git("rev-parse", "HEAD~6^{tree}"), repo.tree());
    assertEquals("0", repo.git("log", "-1", "--format=%(trailers:key=Fleet-Migrate-Rolled-Back-To,valueonly)"));
    assertEquals("", repo.git("status", "--porcelain"));
    SampleRepo clone = repo.cloned(temp.resolve("clone"));
    assertEquals("1", clone.status().at("/next/phase").asText());

    repo.done("apply", "--yes", "--level", "parse");
    assertEquals(repo.git("rev-parse", tip + "^{tree}"), repo.tree());
  }

  @Test
  void aChangedFileInTheWayStopsIt() throws Exception {
    repo.write("justfile", repo.read("justfile") + "\n# not committed\n");
    Map<String, String> before = repo.everything();
    InProcess.Ended ended = repo.run("rollback", "--to", "2", "--yes");
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("justfile"), ended.err());
    assertEquals(before, repo.everything());
  }

  @Test
  void unrelatedFilesSurviveAndAreNeverCommitted() throws Exception {
    repo.write("CHANGELOG.md", repo.read("CHANGELOG.md") + "not staged\n");
    repo.write("systems/axon/default.nix", repo.read("systems/axon/default.nix") + "# staged\n");
    repo.git("add", "systems/axon/default.nix");
    repo.write("systems/axon/default.nix", repo.read("systems/axon/default.nix") + "# and changed since\n");
    repo.write("staged.txt", "new and staged\n").git("add", "staged.txt");
    repo.write("untracked.txt", "untracked\n");
    repo.git("rm", "-q", "--cached", "docs/planning/2026-01-22-migrate-to-nixos-fleet.md");
    List<String> files = List.of("CHANGELOG.md", "systems/axon/default.nix", "staged.txt", "untracked.txt");
    String status = repo.git("status", "--porcelain");
    String staged = repo.git("diff", "--cached");
    List<String> contents = contents(files);

    for (List<String> command :
        List.of(List.of("rollback", "--to", "1", "--yes"), List.of("apply", "--yes", "--level", "parse"))) {
      repo.done(command.toArray(String[]::new));
      assertEquals(status, repo.git("status", "--porcelain"), command.toString());
      assertEquals(staged, repo.git("diff", "--cached"), command.toString());
      assertEquals(contents, contents(files), command.toString());
    }
    String touched = repo.git("diff", "--name-only", "HEAD~5", "HEAD");
    files.forEach(file -> assertFalse(touched.contains(file), touched));
  }

  private List<String> contents(List<String> files) throws Exception {
    List<String> contents = new ArrayList<>();
    for (String file : files) {
      contents.add(repo.read(file));
    }
    return contents;
  }

  private String phaseCommit(int phase) throws Exception {
    return repo.phase(phase).get("commit").asText();
  }

  private List<String> states() throws Exception {
    List<String> states = new ArrayList<>();
    repo.status().get("phases").forEach(phase -> states.add(phase.get("state").asText()));
    return states;
  }
}
