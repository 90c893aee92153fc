package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: a clear message, the exit code of the interface, nothing changed. */
class BadInputTest {
  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo start;

  @BeforeAll
  static void layOut() throws Exception {
    start = SampleRepo.in(shared, "nix-2.26");
  }

  @FunctionalInterface
  interface Preparation {
    void on(SampleRepo repo) throws IOException;
  }

  /**
   * @param words that standard error must hold, the first on its first line
   */
  record Case(String name, Preparation preparation, int exit, List<String> words) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, Preparation preparation, int exit, String... words) {
    return new Case(name, preparation, exit, List.of(words));
  }

  static Stream<Case> repositories() {
    return Stream.of(
        of(
            "no flake.nix",
            r -> {
              r.git("rm", "-q", "flake.nix");
              r.commit("no flake");
            },
            2,
            "there is no flake.nix in", "--repo"),
        of(
            "flake in a sub-folder",
            r -> {
              r.git("mv", "-k", "flake.nix", "flake.lock", "docs");
              r.commit("dir=docs");
            },
            2,
            "but in docs/flake.nix", "git subtree split --prefix=docs"),
        of(
            "untracked flake.nix",
            r -> {
              r.git("rm", "-q", "--cached", "flake.nix");
              r.git("commit", "-qm", "x");
            },
            2,
            "not tracked by git", "git add flake.nix"),
        of(
            "flake.nix that does not parse",
            r -> {
              r.replace("flake.nix", "outputs =", "outputs = =");
              r.commit("x");
            },
            2,
            "flake.nix:", "27"),
        of(
            "a flake.nix that is no attribute set",
            r -> {
              r.write("flake.nix", "[ 1 ]\n");
              r.commit("x");
            },
            3,
            "the flake cannot be evaluated", "flake.nix", "must be an attribute set"),
        of(
            "no hosts",
            r -> {
              r.write("flake.nix", "{ outputs = _: { devShells = { }; }; }\n");
              r.git("rm", "-qf", "flake.lock");
              r.commit("x");
            },
            2,
            "no hosts", "nixosConfigurations"),
        of(
            "a file that a later phase edits is not committed",
            r -> r.write("fleet-config.nix", r.read("fleet-config.nix") + "\n"),
            3,
            "fleet-config.nix", "phase 5", "stash"),
        of(
            "a staged file that a later phase edits",
            r -> {
              r.write("justfile", r.read("justfile") + "\n");
              r.git("add", "justfile");
            },
            3,
            "justfile", "phase 4", "commit"),
        of(
            "an untracked file where one is to be made",
            r -> r.write("docs/FLEET-MANAGEMENT.md", "mine\n"),
            3,
            "docs/FLEET-MANAGEMENT.md", "phase 4"),
        of(
            "a file to be made is ignored",
            r -> {
              r.write(".gitignore", "modules/fleet.nix\n");
              r.commit("x");
            },
            3,
            "modules/fleet.nix", ".gitignore"),
        of("HEAD is detached", r -> r.git("checkout", "-q", "--detach"), 3, "HEAD is detached", "git switch -c"),
        of("a merge is in progress", BadInputTest::merging, 3, "merge", "finish or abort"),
        of("another process holds the index", r -> r.write(".git/index.lock", ""), 3, "index.lock", "wait"));
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void isRefusedBeforeAnythingIsDone(Case bad) throws Exception {
    SampleRepo repo = start.copy(temp);
    bad.preparation().on(repo);
    refused(repo, bad.exit(), bad.words(), "apply", "--yes", "--answers", repo.answers().toString());
  }

  @Test
  void aFileInTheWayComesBeforeAnyQuestion() throws Exception {
    SampleRepo repo = start.copy(temp);
    repo.write("fleet-config.nix", repo.read("fleet-config.nix") + "\n");
    refused(repo, 3, List.of("fleet-config.nix"), "apply", "--yes");
    assertEquals(Map.of(), repo.journals(), "no run was begun");
  }

  private static void merging(SampleRepo repo) throws IOException {
    repo.git("checkout", "-qb", "other");
    repo.write("other.txt", "x\n").commit("other");
    repo.git("checkout", "-q", "main");
    repo.write("mine.txt", "x\n").commit("mine");
    repo.git("merge", "-q", "--no-commit", "--no-ff", "other");
  }

  /** Runs a command that must be refused without a change. */
  private static void refused(SampleRepo repo, int exit, List<String> words, String... arguments) throws IOException {
    Map<String, String> before = repo.everything();
    InProcess.Ended ended = repo.run(arguments);
    String err = ended.err();
    assertAll(
        () -> assertEquals(exit, ended.exit(), err),
        () -> assertTrue(err.startsWith("fleet-migrate: "), err),
        () -> assertTrue(err.lines().findFirst().orElse("").contains(words.get(0)), err),
        () -> words.forEach(word -> assertTrue(err.contains(word), () -> "no " + word + " in: " + err)),
        () -> assertFalse(err.contains("\tat "), err),
        () -> assertTrue(err.lines().count() >= 2, err),
        () -> assertEquals(before, repo.everything()));
  }

  @Test
  void aFolderWithoutRepositoryABareOneAndOneWithoutCommit() throws Exception {
    Path none = Files.createDirectories(temp.resolve("none"));
    InProcess.Ended ended = InProcess.run("--repo", none.toString(), "check");
    assertEquals(4, ended.exit());
    assertTrue(ended.err().contains(none.toString()) && ended.err().contains("git init"), ended.err());

    start.git("clone", "-q", "--bare", start.root().toString(), temp.resolve("bare").toString());
    ended = InProcess.run("--repo", temp.resolve("bare").toString(), "apply", "--yes");
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains("bare"), ended.err());

    Path unborn = temp.resolve("unborn");
    start.git("init", "-q", unborn.toString());
    Files.writeString(unborn.resolve("flake.nix"), start.read("flake.nix"));
    ended = InProcess.run("--repo", unborn.toString(), "apply", "--yes");
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains("no commit") && ended.err().contains("git commit"), ended.err());
    assertFalse(Files.exists(unborn.resolve(".git/fleet-migrate/runs")));

    ended = InProcess.run("--repo", temp.resolve("nowhere").toString(), "apply", "--yes");
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains("nowhere"), ended.err());
  }

  @Test
  void answersThatNoQuestionHasOrTakes() throws Exception {
    SampleRepo repo = start.copy(temp);
    refused(repo, 2, List.of("strategie", "strategy"), apply(repo, "{\"strategie\": \"full\"}"));
    refused(repo, 2, List.of("strategy", "gradual"), apply(repo, "{\"strategy\": \"both\"}"));
    refused(repo, 2, List.of("strategy"), apply(repo, "{\"strategy\": true}"));
    refused(repo, 2, List.of("keepDeployRs"), apply(repo, "{\"keepDeployRs\": \"yes\"}"));
    refused(repo, 2, List.of("tags"), apply(repo, "{\"tags\": [\"axon\"]}"));
    refused(repo, 2, List.of("settle"), apply(repo, "{\"settle\": {\"axon.targetPort\": 70000}}"));
    refused(repo, 2, List.of("answers"), apply(repo, "{\"strategy\": "));
    refused(repo, 2, List.of("answers"), apply(repo, "[]"));
    assertEquals(Map.of(), repo.journals(), "no run was begun");
  }

  private static String[] apply(SampleRepo repo, String answers) throws IOException {
    Path file = Files.createTempFile(repo.scratch(), "answers", ".json");
    Files.writeString(file, answers);
    return new String[] {"apply", "--yes", "--answers", file.toString()};
  }

  @Test
  void withoutConsentNothingIsDone() throws Exception {
    SampleRepo repo = start.copy(temp);
    refused(repo, 3, List.of("consent", "plan"), "apply", "--answers", repo.answers().toString());
  }

  @Test
  void aSourceOutOfReachIsAskedForBeforeTheFirstEdit() throws Exception {
    SampleRepo repo = start.copy(temp);
    Path answers = repo.answers(a -> a.put("source", "path:" + temp + "/gone"));
    refused(repo, 3, List.of(temp + "/gone", "source"), "apply", "--yes", "--answers", answers.toString());
  }

  @Test
  void aBrokenCatalogueIsToldWhole() throws Exception {
    SampleRepo repo = start.copy(temp);
    Steps steps = Steps.copiedTo(temp.resolve("steps"));
    steps.replace("1-add-input/phase.json", "nix.add-input", "nix.add-inputs");
    refused(repo, 2, List.of("phase.json", "steps validate"), "--steps", steps.folder().toString(), "apply", "--yes");
    Files.writeString(steps.folder().resolve("nixos-fleet/migration.json"), "{");
    refused(repo, 2, List.of("migration.json"), "--steps", steps.folder().toString(), "apply", "--yes");
    refused(repo, 2, List.of("nowhere"), "--migration", "nowhere", "apply", "--yes");
  }

  @Test
  void anOpenQuestionStopsBeforeItsPhase() throws Exception {
    SampleRepo repo = start.copy(temp);
    Path answers = repo.answers(a -> a.remove("hostsEntries"));
    InProcess.Ended ended = repo.run("apply", "--yes", "--level", "parse", "--answers", answers.toString());
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("Should fleet-hosts write the fleet's /etc/hosts entries?"), ended.err());
    assertTrue(ended.err().contains("hostsEntries"), ended.err());
    assertEquals(List.of("1", "2", "3", "4"), repo.checkpoints());
    assertEquals("", repo.git("status", "--porcelain"));
    assertEquals("{\"phase\":5,\"state\":\"pending\"}", repo.status().get("next").toString());

    Path one = Files.writeString(temp.resolve("one.json"), "{\"hostsEntries\": \"own\"}");
    repo.done("apply", "--yes", "--level", "parse", "--answers", one.toString());
    assertTrue(repo.read("modules/system/base/networking.nix").contains("networking.hosts"));
    assertTrue(repo.status().get("next").isNull());
  }

  @Test
  void withoutNixItGoesNoFurtherThanItCan() throws Exception {
    SampleRepo repo = start.copy(temp);
    refused(
        repo,
        4,
        List.of("no-such-nix", "install nix", "withoutEvaluation"),
        "--nix", "no-such-nix", "apply", "--yes", "--answers", repo.answers().toString());

    // Where the files state no host either, agreeing to go on without nix would make an empty hive.
    repo.write("flake-modules/nixos-configurations.nix", "{ flake.nixosConfigurations = builtins.fromJSON (builtins.readFile ../hosts.json); }\n");
    repo.commit("Hosts that only nix could tell");
    refused(
        repo,
        4,
        List.of("which hosts", "install nix"),
        "--nix", "no-such-nix", "apply", "--yes", "--answers", repo.answers(a -> a.removeAll().put("withoutEvaluation", true)).toString());
    assertEquals(0, repo.run("--nix", "no-such-nix", "check").exit());
    assertEquals(0, repo.run("--nix", "no-such-nix", "status").exit());
    assertEquals(4, repo.run("--nix", "no-such-nix", "verify").exit());
  }

  @Test
  void aHostThatCannotBeEvaluatedStopsAtTheBaseline() throws Exception {
    SampleRepo repo = start.copy(temp);
    repo.replace(
        "systems/cortex/default.nix",
        "networking.hostName",
        "environment.etc.bad.text = throw \"no such luck\";\n  networking.hostName");
    repo.commit("A host that throws");
    refused(
        repo,
        3,
        List.of("cortex", "no such luck", "withoutEvaluation"),
        "apply", "--yes", "--answers", repo.answers().toString());

    Path answers = repo.answers(a -> a.put("withoutEvaluation", true));
    repo.done("apply", "--yes", "--through", "2", "--answers", answers.toString());
    JsonNode status = repo.status();
    assertTrue(status.at("/baseline/withoutEvaluation").asBoolean());
    assertTrue(status.at("/baseline/hosts/cortex").isNull(), status.toString());
    List<String> verdicts = new ArrayList<>();
    status
        .at("/phases/1/hosts")
        .properties()
        .forEach(h -> verdicts.add(h.getKey() + " " + h.getValue().get("verdict").asText()));
    assertEquals(
        List.of(
            "axon identical",
            "cortex unknown",
            "nexus identical",
            "orion identical",
            "home:mira identical",
            "home:mira@orion identical"),
        verdicts);
  }
}
