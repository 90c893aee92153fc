package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollout} of the migrated sample to four machines. */
class RolloutTest {
  private static RolloutFleet fleet;

  @TempDir Path temp;
  private SampleRepo repo;

  @BeforeAll
  static void migrate(@TempDir Path folder) throws IOException {
    fleet = RolloutFleet.in(folder, "ssh");
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
  }

  @BeforeEach
  void anew() throws IOException {
    repo = fleet.repo(temp);
  }

  private static List<String> pushed(String... hosts) {
    return Stream.of(hosts).flatMap(h -> Stream.of("push " + h, "switched " + h, "ended " + h)).toList();
  }

  private String state(String host) throws IOException {
    for (JsonNode each : repo.status().at("/rollout/hosts")) {
      if (each.get("name").asText().equals(host)) {
        return each.get("state").asText();
      }
    }
    throw new AssertionError(host + " is not in the status");
  }

  private InProcess.Ended agreed(String hosts, String... more) throws IOException {
    return fleet.rollout(repo, Stream.concat(Stream.of("--hosts", hosts, "--yes"), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void hostsArePushedInOrderEachAfterItsNameWasTyped() throws IOException {
    InProcess.Ended ended = fleet.typed(repo, RolloutFleet.HOSTS);
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertEquals(
        RolloutFleet.HOSTS.stream().flatMap(h -> Stream.concat(Stream.of("check " + h), pushed(h).stream())).toList(),
        fleet.tool().calls());
    assertTrue(ended.out().contains("Every host of the fleet is confirmed: 4."), ended.out());
    for (String host : RolloutFleet.HOSTS) {
      assertNotEquals(fleet.before(host), fleet.tool().system(host));
    }
    InProcess.Ended again = fleet.rollout(repo);
    assertEquals(0, again.exit(), again.err());
    assertEquals(pushed("axon", "nexus", "cortex", "orion"), fleet.tool().changes());
  }

  @Test
  void theSecondFailsNoOtherIsTouchedAndARetryFinishes() throws IOException {
    fleet.tool().told("nexus", "fails");
    InProcess.Ended ended = fleet.typed(repo, List.of("axon", "nexus", "leave"));
    assertEquals(1, ended.exit(), ended.out() + ended.err());
    assertEquals(List.of("push axon", "switched axon", "ended axon", "push nexus"), fleet.tool().changes());
    assertEquals(fleet.before("cortex"), fleet.tool().system("cortex"));
    assertTrue(ended.err().contains("nexus: `fleet push nexus` ended with exit code 1"), ended.err());
    assertTrue(ended.err().contains("fleet: no space left on nexus"), ended.err());
    assertTrue(ended.err().contains("again:     fleet-migrate rollout\n"), ended.err());
    assertTrue(ended.err().contains("back:      fleet-migrate rollout --back nexus\n"), ended.err());
    assertTrue(ended.err().contains("as before: nix run github:serokell/deploy-rs -- .#nexus\n"), ended.err());
    assertTrue(ended.err().contains("           its first run after another tool's push"), ended.err());
    assertEquals("failed", state("nexus"));
    assertEquals("pending", state("cortex"));
    fleet.tool().untold("nexus", "fails");
    InProcess.Ended again = fleet.typed(repo, List.of("nexus", "cortex", "orion"));
    assertEquals(0, again.exit(), again.out() + again.err());
    assertEquals(1, fleet.tool().changes().stream().filter("push axon"::equals).count());
    assertEquals("confirmed", state("orion"));
  }

  @Test
  void aRetryOnTheSpot() throws IOException {
    fleet.tool().told("axon", "check-fails");
    InProcess.Ended ended = fleet.typed(repo, List.of("r", "no"));
    assertEquals(1, ended.exit(), ended.out());
    assertEquals(List.of("check axon", "check axon"), fleet.tool().calls());
    assertTrue(ended.err().contains("fleet: axon does not suit"), ended.err());
  }

  @Test
  void nothingIsPushedWithoutTheHostsOwnName() throws IOException {
    for (String typed : List.of("", "y", "nexus", "AXON")) {
      InProcess.Ended ended = fleet.typed(repo, List.of(typed));
      assertEquals(3, ended.exit(), ended.out());
      assertTrue(ended.err().contains("axon was not agreed to"), ended.err());
    }
    assertEquals(List.of(), fleet.tool().changes());
    assertEquals("pending", state("axon"));
  }

  @Test
  void agreeingBeforehandNeedsNames() throws IOException {
    assertEquals(2, fleet.rollout(repo, "--yes").exit());
    InProcess.Ended without = fleet.rollout(repo);
    assertEquals(3, without.exit(), without.err());
    assertTrue(without.err().contains("rollout --hosts axon,nexus,cortex,orion --yes"), without.err());
    assertEquals(2, agreed("axom").exit());
    assertEquals(2, agreed("axon", "--finish").exit());
    assertEquals(2, agreed("axon", "--wait", "-1").exit());
    assertEquals(List.of(), fleet.tool().calls());
  }

  @Test
  void onlyHostsThatAreNamedArePushedAndEventsAreJson() throws IOException {
    InProcess.Ended ended = agreed("cortex", "--format", "json");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertEquals(pushed("cortex"), fleet.tool().changes());
    ended.out().lines().forEach(line -> JsonReports.valid("rollout-event", line));
    List<String> told =
        ended.out().lines().map(JsonReports::read).map(e -> e.get("event").asText() + e.path("state").asText()).distinct().toList();
    assertEquals(
        List.of("host-checked", "host-output", "host-prepared", "host-statepushing", "host-stateconfirmed", "finished"), told);
    JsonReports.valid("status", repo.done("--format", "json", "status").out());
    assertEquals("confirmed", state("cortex"));
    assertEquals("pending", state("axon"));
  }

  @Test
  void whatIsNotCommittedIsNotPushed() throws IOException {
    repo.write("systems/axon/default.nix", repo.read("systems/axon/default.nix") + "# mine\n");
    InProcess.Ended ended = agreed("axon");
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("not committed"), ended.err());
    assertEquals(List.of(), fleet.tool().calls());
  }

  /** Or a machine would be watched that is not the one that is pushed. */
  @Test
  void aHostIsPushedOnlyWhereItsHealthIsAsked() throws IOException {
    String address = fleet.machines().machine("axon").address();
    repo.replace("fleet-config.nix", "\"" + address + "\"", "\"127.0.0.99\"").commit("Moved");
    InProcess.Ended ended = agreed("axon");
    assertEquals(3, ended.exit(), ended.out());
    assertTrue(ended.err().contains("axon would be pushed with targetHost 127.0.0.99, and its health is asked with " + address), ended.err());
    repo.done(
        "apply", "--yes", "--answers",
        Files.writeString(temp.resolve("moved.json"), "{\"settle\": {\"axon.targetHost\": \"127.0.0.99\"}}").toString());
    InProcess.Ended moved = agreed("axon");
    assertEquals(1, moved.exit(), moved.out());
    assertTrue(moved.err().contains("axon is not healthy, so it is not pushed: reachable: 127.0.0.99"), moved.err());
    assertEquals(List.of(), fleet.tool().calls());
  }

  @Test
  void aCommitThatWasNotShownIsNotPushed() throws IOException {
    fleet.tool().told("axon", "commits");
    InProcess.Ended ended = agreed("axon");
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("another commit than the one that was shown"), ended.err());
    assertEquals(List.of(), fleet.tool().changes());
  }

  @Test
  void aHostThatWasAnsweredAnewSinceItWasShownIsNotPushed() throws IOException {
    fleet.tool().told("axon", "answers");
    InProcess.Ended ended = agreed("axon");
    assertEquals(3, ended.exit(), ended.err());
    assertTrue(ended.err().contains("axon was answered anew since it was shown"), ended.err());
    assertEquals(List.of(), fleet.tool().changes());
  }

  @Test
  void theRolloutComesAfterTheLastPhaseAndStartsAnewWhenAPhaseIsUndone() throws IOException {
    assertEquals(0, agreed("axon").exit());
    repo.done("rollback", "--to", "4", "--yes");
    InProcess.Ended early = agreed("nexus");
    assertEquals(3, early.exit(), early.err());
    assertTrue(early.err().contains("the rollout comes after the last phase"), early.err());
    assertEquals(pushed("axon"), fleet.tool().changes());
    repo.done("apply", "--yes", "--level", "eval");
    assertEquals("pending", state("axon"));
  }

  @Test
  void aMachineThatIsNotHealthyIsNotPushed() throws IOException {
    SshFleet.Machine axon = fleet.machines().machine("axon");
    axon.answers("df", SshFleet.df(1000));
    try {
      InProcess.Ended ended = agreed("axon");
      assertEquals(1, ended.exit(), ended.out());
      assertTrue(ended.err().contains("axon is not healthy, so it is not pushed: disk"), ended.err());
    } finally {
      axon.answers("df", SshFleet.df(50_000_000));
    }
    assertEquals(List.of(), fleet.tool().calls());
    assertEquals("pending", state("axon"));
  }

  @Test
  void aUnitThatFailsWithThePushFailsItAlsoWhenItIsTriedAgain() throws IOException {
    fleet.tool().told("axon", "breaks");
    InProcess.Ended ended = agreed("axon,nexus");
    assertEquals(1, ended.exit(), ended.out());
    assertTrue(ended.err().contains("axon: units: failed since the push: web.service"), ended.err());
    assertEquals(pushed("axon"), fleet.tool().changes());
    assertEquals(1, agreed("axon").exit(), "it failed before this push, and not before the first");
    fleet.tool().untold("axon", "breaks").failedUnits("axon", null);
    assertEquals(0, agreed("axon").exit());
    assertEquals("confirmed", state("axon"));
  }

  @Test
  void aUnitThatFailedBeforeIsNoFaultOfThePush() throws IOException {
    fleet.tool().failedUnits("axon", "old.service");
    InProcess.Ended ended = agreed("axon");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertEquals("confirmed", state("axon"));
  }

  @Test
  void aMachineThatStartsIsWaitedFor() throws IOException {
    fleet.tool().told("axon", "restarts");
    InProcess.Ended ended = agreed("axon");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("axon is starting; it has "), ended.out());
  }

  @Test
  void theWaitingHasAnEnd() throws IOException {
    fleet.tool().told("axon", "leaves");
    SshFleet.Machine axon = fleet.machines().machine("axon");
    try {
      InProcess.Ended ended = agreed("axon", "--wait", "0");
      assertEquals(1, ended.exit(), ended.out());
      assertTrue(ended.err().contains("axon: "), ended.err());
      assertEquals("failed", state("axon"));
    } finally {
      axon.authorizes(Path.of(fleet.machines().key() + ".pub"));
    }
    assertEquals(List.of(), fleet.tool().changes().stream().filter(c -> c.endsWith("nexus")).toList());
  }

  @Test
  void aPushedHostIsBroughtBack() throws IOException {
    InProcess.Ended never = fleet.rollout(repo, "--back", "axon", "--yes");
    assertEquals(2, never.exit());
    assertTrue(never.err().contains("axon was not pushed"), never.err());
    InProcess.Ended unknown = fleet.typed(repo, List.of("axom"), "--back", "axom");
    assertEquals(2, unknown.exit());
    assertFalse(unknown.out().contains("Type "), unknown.out());
    fleet.tool().told("axon", "breaks");
    InProcess.Ended ended = fleet.typed(repo, List.of("axon", "b"));
    assertEquals(1, ended.exit(), ended.out());
    assertEquals("rollback axon", fleet.tool().changes().get(3));
    assertEquals(fleet.before("axon"), fleet.tool().system("axon"));
    assertEquals("rolled-back", state("axon"));
    fleet.tool().untold("axon", "breaks");
    assertEquals(0, agreed("axon").exit());
    assertEquals(3, fleet.typed(repo, List.of("no"), "--back", "axon").exit());
    assertEquals("confirmed", state("axon"));
    InProcess.Ended told = fleet.rollout(repo, "--back", "axon", "--yes", "--format", "json");
    assertEquals(0, told.exit(), told.err());
    told.out().lines().forEach(line -> JsonReports.valid("rollout-event", line));
    assertTrue(told.out().contains("\"state\":\"rolling-back\""), told.out());
    assertEquals("rolled-back", state("axon"));
  }

  @Test
  void aWayBackThatFailsLeavesTheHostAsItIsAndNamesTheNext() throws IOException {
    assertEquals(0, agreed("axon").exit());
    fleet.tool().told("axon", "keeps");
    InProcess.Ended ended = fleet.rollout(repo, "--back", "axon", "--yes");
    assertEquals(1, ended.exit());
    assertTrue(ended.err().contains("fleet: nothing to roll back to on axon"), ended.err());
    assertTrue(ended.err().contains("sudo nixos-rebuild switch --rollback"), ended.err());
    assertEquals("confirmed", state("axon"));
  }

  /** The tool would go one generation back from what the machine runs, which nothing was done to. */
  @Test
  void aPushThatNeverReachedTheMachineIsNotTakenBack() throws IOException {
    fleet.tool().told("axon", "fails");
    InProcess.Ended ended = fleet.typed(repo, List.of("axon", "b"));
    assertEquals(1, ended.exit(), ended.out());
    assertTrue(ended.out().contains("axon runs what it ran before, so nothing is taken back"), ended.out());
    assertEquals(List.of("push axon"), fleet.tool().changes());
    assertEquals(fleet.before("axon"), fleet.tool().system("axon"));
    assertEquals("rolled-back", state("axon"));
  }

  @Test
  void aHostIsBroughtBackOnceAndToWhatItRanBeforeTheFirstOfSeveralPushes() throws IOException {
    fleet.tool().told("axon", "breaks");
    assertEquals(1, agreed("axon").exit());
    assertEquals(1, agreed("axon").exit());
    assertEquals(0, fleet.rollout(repo, "--back", "axon", "--yes").exit());
    assertEquals(fleet.before("axon"), fleet.tool().system("axon"));
    InProcess.Ended again = fleet.rollout(repo, "--back", "axon", "--yes");
    assertEquals(0, again.exit(), again.err());
    assertEquals(fleet.before("axon"), fleet.tool().system("axon"));
    assertEquals(1, fleet.tool().changes().stream().filter("rollback axon"::equals).count());
  }

  @Test
  void aMachineThatWasChangedElsewhereIsNeitherPushedNorTakenBack() throws IOException {
    fleet.tool().told("axon", "moves");
    InProcess.Ended ended = agreed("axon");
    assertEquals(3, ended.exit(), ended.out());
    assertTrue(ended.err().contains("axon runs another system than the one that was shown"), ended.err());
    assertEquals(List.of(), fleet.tool().changes());
    assertEquals("pending", state("axon"));
    fleet.tool().untold("axon", "moves");
    assertEquals(0, agreed("axon").exit());
    fleet.tool().runs("axon", "/nix/store/" + "e".repeat(32) + "-nixos-system-axon-by-hand");
    InProcess.Ended back = fleet.rollout(repo, "--back", "axon", "--yes");
    assertEquals(3, back.exit(), back.out());
    assertTrue(back.err().contains("axon runs neither what was pushed nor what it ran before"), back.err());
    assertEquals("failed", state("axon"), "it does not run what was pushed any more");
    assertEquals(pushed("axon"), fleet.tool().changes());
  }

  @Test
  void whatTheProgramSaysCannotReachTheTerminal() throws IOException {
    fleet.tool().told("axon", "paints").told("axon", "check-fails");
    InProcess.Ended ended = agreed("axon");
    assertTrue(ended.out().contains("owned"), ended.out());
    assertTrue((ended.out() + ended.err()).chars().noneMatch(c -> c < ' ' && c != '\n' || c >= 127 && c < 160), ended.out() + ended.err());
  }

  /** What was confirmed elsewhere is not known here, and nothing says that it were. */
  @Test
  void aCloneKnowsNothingOfAnothersPushes() throws IOException {
    assertEquals(0, agreed("axon").exit());
    SampleRepo clone = repo.cloned(temp.resolve("clone"));
    assertTrue(clone.done("status").out().contains("this clone knows of its own alone"));
    assertEquals("pending", clone.status().at("/rollout/hosts/0/state").asText());
    InProcess.Ended ended = fleet.typed(clone, List.of("axon", "no"));
    assertEquals(3, ended.exit(), ended.out());
    assertTrue(ended.out().contains("hosts that another one pushed are asked for too"), ended.out());
    assertTrue(ended.out().contains("and would run the same: nothing changes"), ended.out());
    assertEquals("confirmed", clone.status().at("/rollout/hosts/0/state").asText());
  }

  /** The journal as a process leaves it that is killed right after an entry. */
  private void killedAfter(String... entries) throws IOException {
    String name = repo.journals().keySet().stream().filter(n -> n.endsWith(".jsonl")).findFirst().orElseThrow();
    for (String entry : entries) {
      Files.writeString(
          repo.root().resolve(".git/fleet-migrate/runs").resolve(name),
          "{\"at\":\"2026-11-23T10:00:00Z\",\"host\":\"axon\"," + entry + "}\n",
          StandardOpenOption.APPEND);
    }
  }

  private String begun(String system) throws IOException {
    return "\"entry\":\"PushBegun\",\"commit\":\"" + repo.head() + "\",\"system\":\"" + system
        + "\",\"before\":{\"system\":\"" + fleet.before("axon") + "\",\"failedUnits\":[]}";
  }

  @Test
  void killedBeforeTheProgramWasStartedTheHostIsAskedForAnew() throws IOException {
    killedAfter(begun("/nix/store/" + "f".repeat(32) + "-nixos-system-axon-26.05"));
    InProcess.Ended ended = fleet.typed(repo, List.of("no"));
    assertEquals(3, ended.exit(), ended.out());
    assertTrue(ended.out().contains("It did not arrive: axon is asked for again"), ended.out());
    assertEquals(List.of(), fleet.tool().changes());
    assertEquals("failed", state("axon"));
  }

  /** The machine says that it arrived. The program's number is another program's by now, which nobody waits for. */
  @Test
  void killedBeforeTheEndWasRecordedThePushIsNotMadeAgain() throws IOException {
    assertEquals(0, agreed("axon").exit());
    killedAfter(
        begun(fleet.tool().system("axon")),
        "\"entry\":\"PushStarted\",\"process\":" + ProcessHandle.current().pid() + ",\"started\":\"2026-11-23T10:00:00Z\"");
    assertEquals("pushing", state("axon"));
    InProcess.Ended ended = agreed("axon");
    assertEquals(0, ended.exit(), ended.err());
    assertTrue(ended.out().contains("It arrived"), ended.out());
    assertFalse(ended.out().contains("is confirmed already"), ended.out());
    assertEquals(pushed("axon"), fleet.tool().changes());
    assertEquals("confirmed", state("axon"));
  }

  @Test
  void killedWhileItIsBroughtBackTheMachineSaysWhatBecameOfIt() throws IOException {
    assertEquals(0, agreed("axon").exit());
    String pushed = fleet.tool().system("axon");
    killedAfter("\"entry\":\"BackBegun\"");
    assertEquals("rolling-back", state("axon"));
    InProcess.Ended ended = agreed("axon");
    assertEquals(1, ended.exit(), ended.out());
    assertTrue(ended.err().contains("axon was not brought back: it runs " + pushed), ended.err());
    assertEquals("failed", state("axon"));
    killedAfter("\"entry\":\"BackBegun\"");
    fleet.tool().runs("axon", fleet.before("axon"));
    assertEquals(3, fleet.typed(repo, List.of("no")).exit());
    assertEquals("rolled-back", state("axon"));
    assertEquals(pushed("axon"), fleet.tool().changes());
  }

  @Test
  void whatChangesIsReadFromWhatTheMachineHolds() throws IOException {
    String old = "/nix/store/" + "c".repeat(32);
    fleet.tool().runs("axon", old + "-nixos-system-axon-25.11");
    SshFleet.Machine axon = fleet.machines().machine("axon");
    axon.answers(
        "nix-store",
        "case $* in *-qR*) echo " + old + "-nixos-system-axon-25.11; echo " + old + "-editor-1.2;; *) echo unknown-deriver;; esac");
    try {
      InProcess.Ended ended = fleet.typed(repo, List.of("no"));
      assertEquals(3, ended.exit(), ended.out() + ended.err());
      assertTrue(ended.out().contains("- editor 1.2"), ended.out());
    } finally {
      Files.delete(axon.hostKey().resolveSibling("bin").resolve("nix-store"));
    }
  }

  /** The stand-in deploys nothing: that a program ends well proves nothing about the machine. */
  @Test
  void withoutTheProgramTheFlakesOwnIsRunAndNotTakenAtItsWord() throws IOException {
    Path record = temp.resolve("record");
    InProcess.Setting without = new InProcess.Setting(Map.of("FLEET_RECORD", record.toString()), null);
    InProcess.Ended ended = repo.run(without, fleet.arguments("--hosts", "axon", "--yes"));
    assertEquals(1, ended.exit(), ended.out());
    assertTrue(Files.exists(record), ended.out() + ended.err());
    assertEquals(
        List.of("check axon", "push axon"),
        Files.readAllLines(record).stream().map(l -> l.split("\t", 2)[1].replace('\t', ' ')).toList());
    assertTrue(ended.err().contains("generation: it runs " + fleet.before("axon")), ended.err());
    assertEquals("failed", state("axon"));
  }

  @Test
  void nothingIsRemovedBeforeEveryHostIsConfirmed() throws IOException {
    String head = repo.head();
    InProcess.Ended ended = fleet.rollout(repo, "--finish", "--yes");
    assertNotEquals(0, ended.exit());
    assertEquals(head, repo.head());
    assertFalse(ended.err().isBlank());
  }
}
