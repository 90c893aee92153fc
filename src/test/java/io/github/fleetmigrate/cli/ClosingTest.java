package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.fleetmigrate.adapter.files.DiskJournalStore;
import io.github.fleetmigrate.journal.Journal;
import io.github.fleetmigrate.journal.JournalEntry;
import io.github.fleetmigrate.journal.MigrationState;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code rollout --finish} on the sample fleet, with an sshd behind each address. The deploy user is the one that can log in
 * there; on nexus it cannot.
 */
class ClosingTest {
  private static final String ORION = "systems/orion/default.nix";
  private static final String PACKAGE = "    inputs.deploy-rs.packages.${pkgs.stdenv.hostPlatform.system}.deploy-rs\n";
  private static final String USERS =
      "hosts: builtins.mapAttrs (_: h: h.targetUser) { inherit (hosts) axon cortex nexus; }";

  private static SshFleet machines;
  private static SampleRepo migrated;

  @TempDir Path temp;

  @BeforeAll
  static void migrate(@TempDir Path folder) throws IOException {
    machines = SshFleet.of(folder.resolve("ssh"), "axon", "nexus", "cortex");
    machines.machine("nexus").authorizes(Path.of(machines.keygen(folder.resolve("other"), "ed25519", "") + ".pub"));
    migrated = SampleRepo.in(folder, "nix-2.26");
    migrated.done("apply", "--yes", "--level", "eval", "--answers", migrated.answers(ClosingTest::answer).toString());
    ConfirmedHosts.all(migrated);
    deployUserThatSshdKnows(migrated);
  }

  /** Whoever runs the test stands in for the deploy user: an sshd lets in no user that this machine does not have. */
  private static void deployUserThatSshdKnows(SampleRepo repo) throws IOException {
    DiskJournalStore store = new DiskJournalStore(repo.root().resolve(".git"));
    Journal journal = new Journal(store, store.currentRun().orElseThrow());
    Answers answers = Answers.of(MigrationState.of(journal.read()).answers());
    Map<String, JsonNode> user = Map.of("deployUser", TextNode.valueOf(SshFleet.user()));
    journal.append(new JournalEntry.Answered(Instant.EPOCH, answers.with(user).json()));
  }

  @AfterAll
  static void stop() {
    if (machines != null) {
      machines.close();
    }
  }

  private static void answer(ObjectNode given) {
    for (SshFleet.Machine machine : machines.machines()) {
      ((ObjectNode) given.get("settle")).put(machine.name() + ".targetHost", machine.address());
      ((ObjectNode) given.get("settle")).put(machine.name() + ".targetPort", machine.port());
    }
  }

  private static InProcess.Ended finish(SampleRepo repo, String... more) throws IOException {
    return typed(repo, null, more);
  }

  private static InProcess.Ended typed(SampleRepo repo, String typed, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--ssh-config", machines.config().toString(), "rollout", "--finish"));
    all.addAll(List.of(more));
    return repo.run(new InProcess.Setting(Map.of(), typed), all.toArray(String[]::new));
  }

  /** Systems of the hosts; nexus embeds the flake's revision, so that every commit is another. */
  private static JsonNode systems(SampleRepo repo) throws IOException {
    JsonNode systems = repo.systems(repo.head(), "nixosConfigurations");
    ((ObjectNode) systems).remove("nexus");
    return systems;
  }

  private static JsonNode users(SampleRepo repo) throws IOException {
    return repo.eval(repo.head(), "colmenaHive.deploymentConfig", USERS);
  }

  /** What {@code verify} tells beside the hosts; those differ, because phase 5 announced the user of another name. */
  private static JsonNode verified(SampleRepo repo) throws IOException {
    return SampleRepo.json(repo.run("--format", "json", "verify").out());
  }

  private static void assertNoTrace(SampleRepo repo) throws IOException {
    assertFalse(repo.outputs(repo.head()).contains("deploy"), repo.outputs(repo.head()).toString());
    for (String path : repo.git("ls-files", "flake.nix", "flake.lock", "flake-modules").lines().toList()) {
      assertFalse(repo.read(path).contains("deploy-rs"), path + ":\n" + repo.read(path));
    }
  }

  @Test
  void theFallbackGoesAndHostsAreDeployedAsTheUserThatCanLogIn() throws IOException {
    SampleRepo repo = migrated.copy(temp);
    String tree = repo.tree();
    JsonNode before = systems(repo);
    assertEquals("{\"axon\":\"jarvis\",\"cortex\":\"jarvis\",\"nexus\":\"admin\"}", users(repo).toString());

    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("nexus keeps its user: " + SshFleet.user() + " cannot log in there"), ended.out());
    assertTrue(ended.out().contains("`fleet-migrate rollback --to 5` brings the users of before back"), ended.out());
    assertEquals(before, systems(repo));
    String user = "\"" + SshFleet.user() + "\"";
    assertEquals("{\"axon\":" + user + ",\"cortex\":" + user + ",\"nexus\":\"admin\"}", users(repo).toString());
    assertNoTrace(repo);
    assertFalse(Files.exists(repo.root().resolve("flake-modules/deploy.nix")));
    String page = repo.read("docs/FLEET-MANAGEMENT.md");
    assertFalse(page.contains("## Fallback"), page);
    assertTrue(page.contains("| axon | " + machines.machine("axon").address() + " | " + SshFleet.user() + " |"), page);
    assertEquals("rollout", repo.git("log", "-1", "--format=%(trailers:key=Fleet-Migrate-Phase,valueonly)"));

    JsonNode closing = repo.status().at("/rollout/closing");
    assertEquals("done build", closing.get("state").asText() + " " + closing.get("verified").asText());
    JsonNode check = SampleRepo.json(repo.done("check", "--format", "json").out());
    List<String> findings = check.get("findings").findValuesAsText("id");
    assertTrue(findings.stream().noneMatch(id -> id.startsWith("node.") || id.equals("host.without-node")), findings.toString());
    assertTrue(check.get("steps").findValuesAsText("state").stream().allMatch("done"::equals), check.get("steps").toString());
    assertEquals("[]", verified(repo).get("problems").toString());
    assertTrue(
        verified(repo).get("remarks").toString().contains("axon.targetUser is " + SshFleet.user() + " since the rollout's last step"));
    assertTrue(finish(repo, "--yes").out().contains("Nothing is left to do"));

    SampleRepo clone = repo.cloned(temp.resolve("clone"));
    assertEquals("done", clone.status().at("/rollout/closing/state").asText());
    assertEquals("[]", verified(clone).get("problems").toString());
    clone.replace("flake-modules/colmena.nix", "ssh.user = " + user, "ssh.user = \"mallory\"");
    String problems = verified(clone).get("problems").toString();
    assertTrue(problems.contains("the hive deploys axon with targetUser mallory"), problems);

    repo.done("rollback", "--to", "5", "--yes");
    assertEquals(tree, repo.tree());
    assertEquals("rolled-back", repo.status().at("/rollout/closing/state").asText());
    InProcess.Ended again = finish(repo, "--yes");
    assertEquals(0, again.exit(), again.out() + again.err());
    assertNoTrace(repo);
  }

  /** Whatever the journal holds when the process is killed: it is finished as it was planned, and no host is asked again. */
  @Test
  void aStepThatWasKilledIsFinishedWithoutAskingAgain() throws IOException {
    SampleRepo repo = migrated.copy(temp);
    String head = repo.head();
    int known = journal(repo).size();
    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    String tree = repo.tree();
    List<String> lines = journal(repo);
    List<String> kinds = lines.subList(known, lines.size()).stream().map(l -> JsonReports.read(l).get("entry").asText()).toList();
    assertEquals(List.of("DeployUsersFound", "TransitionBegun", "FilesWritten", "Verified", "TransitionDone"), kinds);
    for (int entries : List.of(2, 3, 4)) {
      boolean committed = entries == 4;
      Files.writeString(file(repo), String.join("\n", lines.subList(0, known + entries)) + "\n");
      if (!committed) {
        repo.git("reset", "-q", "--hard", head);
      }
      InProcess.Ended resumed = repo.run("rollout", "--finish", "--yes");
      assertEquals(0, resumed.exit(), resumed.out() + resumed.err());
      assertFalse(resumed.out().contains("Asking"), resumed.out());
      assertEquals(tree, repo.tree());
      assertEquals("done", repo.status().at("/rollout/closing/state").asText());
    }
  }

  private static Path file(SampleRepo repo) throws IOException {
    Path folder = repo.root().resolve(".git/fleet-migrate");
    String run = Files.readString(folder.resolve("current")).strip();
    try (var files = Files.walk(folder.resolve("runs"))) {
      return files.filter(f -> Files.isRegularFile(f) && f.toString().contains(run)).findFirst().orElseThrow();
    }
  }

  private static List<String> journal(SampleRepo repo) throws IOException {
    return Files.readAllLines(file(repo));
  }

  @Test
  void itIsShownAndAskedFor() throws IOException {
    SampleRepo repo = migrated.copy(temp);
    Map<String, String> everything = repo.everything();
    InProcess.Ended plan = repo.run("--ssh-config", machines.config().toString(), "plan", "--phase", "rollout");
    assertEquals(0, plan.exit(), plan.err());
    assertTrue(plan.out().contains("-    deploy-rs.url = "), plan.out());
    assertTrue(plan.out().contains("+      ssh.user = \"" + SshFleet.user() + "\";"), plan.out());
    assertTrue(plan.err().contains("The rollout's last step: Remove the fallback"), plan.err());
    assertEquals(3, finish(repo).exit());
    InProcess.Ended no = typed(repo, "no\n");
    assertEquals(3, no.exit(), no.out() + no.err());
    assertTrue(no.out().contains("-    deploy-rs.url = "), no.out());
    assertEquals(everything, repo.everything());
    assertEquals(2, repo.run("apply", "--phase", "rollout").exit());
  }

  @Test
  void whatStillReachesForTheInputIsNamedAndNothingIsChanged() throws IOException {
    SampleRepo repo = migrated.copy(temp);
    repo.replace(ORION, "    pkgs.just\n", PACKAGE + "    pkgs.just\n");
    repo.commit("Orion has deploy-rs");
    Map<String, String> everything = repo.everything();
    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(3, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.err().contains(ORION + ":39 'inputs.deploy-rs.packages."), ended.err());
    assertEquals(everything, repo.everything());
  }

  @Test
  void aCheckOfOnesOwnStays() throws IOException {
    SampleRepo repo = migrated.copy(temp);
    repo.write(
        "flake-modules/home-configurations.nix",
        repo.read("flake-modules/home-configurations.nix")
            .replace("{\n  flake.homeConfigurations", "{\n  perSystem = { pkgs, ... }: { checks.mine = pkgs.hello; };\n  flake.homeConfigurations"));
    repo.commit("A check of my own");
    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    String names = "outputs: builtins.concatMap builtins.attrNames (builtins.attrValues outputs)";
    assertEquals("[\"mine\"]", repo.eval(repo.head(), "checks", names).toString());
  }

  /** Everything of the old tool went in phase 2 but its input and a file that nothing imports. */
  @Test
  void deadFilesOfAFallbackThatWasNotKeptGoToo() throws IOException {
    SampleRepo repo = SampleRepo.in(temp, "nix");
    Path answers =
        repo.answers(
            given -> {
              given.put("keepDeployRs", false);
              given.putArray("dropOutputs").add("deploy").add("checks");
            });
    repo.done("apply", "--yes", "--level", "parse", "--answers", answers.toString());
    ConfirmedHosts.all(repo);
    assertTrue(Files.exists(repo.root().resolve("flake-modules/deploy.nix")));
    repo.done("rollout", "--finish", "--yes");
    assertFalse(Files.exists(repo.root().resolve("flake-modules/deploy.nix")));
    assertNoTrace(repo);
  }

  @Test
  void aFullMigrationEndsTheSameWay() throws IOException {
    SampleRepo repo = SampleRepo.in(temp, "nix");
    Path answers = repo.answers(given -> { answer(given); given.put("strategy", "full"); });
    repo.done("apply", "--yes", "--level", "parse", "--answers", answers.toString());
    ConfirmedHosts.all(repo);
    deployUserThatSshdKnows(repo);
    String tree = repo.tree();
    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertNoTrace(repo);
    String user = "\"" + SshFleet.user() + "\"";
    assertEquals("{\"axon\":" + user + ",\"cortex\":" + user + ",\"nexus\":\"admin\"}", users(repo).toString());
    repo.done("rollback", "--to", "5", "--yes");
    assertEquals(tree, repo.tree());
  }

  @Test
  void colmenasMigrationHasNoUserOfItsOwn() throws IOException {
    SampleRepo repo = SampleRepo.in(temp, "nix");
    Path answers =
        repo.answers(
            given -> {
              given.put("source", given.get("source").asText().replace("nixos-fleet", "colmena"));
              given.remove(List.of("strategy", "hostsEntries"));
            });
    repo.done("--migration", "colmena", "apply", "--yes", "--level", "parse", "--answers", answers.toString());
    ConfirmedHosts.all(repo, "colmena");
    String tree = repo.tree();
    repo.done("--migration", "colmena", "rollout", "--finish", "--yes");
    assertNoTrace(repo);
    assertFalse(repo.read("docs/COLMENA.md").contains("## Fallback"));
    repo.done("--migration", "colmena", "rollback", "--to", "4", "--yes");
    assertEquals(tree, repo.tree());
  }

  /** The inventory was made by the migration, and what the hive says stands in flake.nix. */
  @Test
  void aPlainFlakeWithoutAnInventoryOfItsOwn() throws IOException {
    SampleRepo repo = SampleRepo.in(temp, "nix-2.26");
    String inputs = repo.read("flake.nix").split("url = \"path:")[1].split("/[a-z-]*\"")[0];
    String system = repo.system();
    repo.git("rm", "-rqf", ".");
    repo.write(
        "flake.nix",
        """
        {
          inputs.nixpkgs.url = "path:@inputs@/nixpkgs";
          inputs.deploy-rs.url = "path:@inputs@/deploy-rs";

          outputs = { self, nixpkgs, deploy-rs, ... }: {
            nixosConfigurations.axon = nixpkgs.lib.nixosSystem { modules = [ ./axon.nix ]; };
            deploy.nodes.axon = {
              hostname = "192.0.2.1";
              sshUser = "jarvis";
              profiles.system.path = deploy-rs.lib.@system@.activate.nixos self.nixosConfigurations.axon;
            };
          };
        }
        """
            .replace("@inputs@", inputs)
            .replace("@system@", system));
    repo.write("axon.nix", "{ networking.hostName = \"axon\"; nixpkgs.hostPlatform = \"" + system + "\"; }\n");
    repo.git("add", "-A");
    repo.nix("flake", "lock");
    repo.commit("A plain flake");
    SshFleet.Machine axon = machines.machine("axon");
    Path answers =
        repo.answers(
            given -> {
              String source = given.get("source").asText();
              given.removeAll();
              given.put("source", source).put("cli", "nix-run");
              given.putObject("settle").put("axon.targetHost", axon.address()).put("axon.targetPort", axon.port());
            });
    repo.done("apply", "--yes", "--level", "parse", "--answers", answers.toString());
    ConfirmedHosts.all(repo);
    deployUserThatSshdKnows(repo);
    String tree = repo.tree();
    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertNoTrace(repo);
    String users = repo.eval(repo.head(), "colmenaHive.deploymentConfig", "hosts: hosts.axon.targetUser").asText();
    assertEquals(SshFleet.user(), users);
    repo.done("rollback", "--to", "5", "--yes");
    assertEquals(tree, repo.tree());
  }

  @Test
  void anOutputThatAHostAsksForStays() throws IOException {
    SampleRepo repo = migrated.copy(temp);
    String nexus = "systems/nexus/hardware.nix";
    repo.replace(nexus, "{ lib, ... }:", "{ lib, self, ... }:");
    repo.replace(nexus, "  boot.kernelM", "  environment.etc.n.text = toString (builtins.attrNames self.deploy.nodes);\n  boot.kernelM");
    repo.commit("Nexus knows the nodes");
    Map<String, String> everything = repo.everything();
    InProcess.Ended ended = finish(repo, "--yes");
    assertEquals(3, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.err().contains(nexus + ":3: 'self.deploy.nodes' is still used here"), ended.err());
    assertEquals(everything, repo.everything());
  }
}
