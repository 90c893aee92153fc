package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.testing.SshFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code health} on the sample fleet, whose addresses lead to real sshds; its hosts are read from the files. */
class HealthTest {
  @TempDir Path temp;
  private SampleRepo repo;
  private SshFleet fleet;

  @BeforeEach
  void layOut() throws IOException {
    repo = SampleRepo.in(temp, "nix");
    Path deploy = repo.root().resolve("flake-modules/deploy.nix");
    Files.writeString(
        deploy, Files.readString(deploy).replace("\"jarvis\"", "\"" + SshFleet.user() + "\"").replace("\"admin\"", "\"" + SshFleet.user() + "\""));
    repo.commit("A user that is here");
    fleet = SshFleet.of(temp.resolve("ssh"), "axon");
    JsonNode nodes = SampleRepo.json(repo.done("--nix", "no-such-nix", "--format", "json", "check").out()).get("nodes");
    for (JsonNode node : nodes) {
      SshFleet.Machine axon = fleet.machine("axon");
      boolean here = node.get("name").asText().equals("axon");
      fleet.configure(
          node.get("targetHost").asText(),
          here ? "HostName " + axon.address() + "\nPort " + axon.port() : "HostName 127.0.0.99");
    }
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  private InProcess.Ended health(String... more) throws IOException {
    String[] all = new String[more.length + 5];
    System.arraycopy(new String[] {"--nix", "no-such-nix", "--ssh-config", fleet.config().toString(), "health"}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return repo.run(all);
  }

  @Test
  void aHealthyHostEndsWithZeroAndARemarkThatFilesWereRead() throws IOException {
    Map<String, String> before = repo.everything();
    InProcess.Ended ended = health("--hosts", "axon");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("1 host: 1 ok"), ended.out());
    assertTrue(ended.err().contains("read from the files"), ended.err());
    assertEquals(before, repo.everything());
  }

  /** The sample asks for port 22 of cortex, where nothing of the test listens. */
  @Test
  void theReportHasItsFieldsAndAFailedCheckEndsWithOne() throws IOException {
    InProcess.Ended ended = health("--format", "json", "--hosts", "axon,cortex");
    assertEquals(1, ended.exit(), ended.err());
    JsonNode report = SampleRepo.json(ended.out());
    assertEquals(1, report.get("schema").asInt());
    JsonNode axon = report.get("hosts").get(0);
    assertEquals("axon", axon.get("name").asText());
    assertEquals("127.0.0.2", axon.get("address").asText());
    assertEquals(fleet.machine("axon").port(), axon.get("port").asInt());
    assertEquals(SshFleet.user(), axon.get("user").asText());
    assertEquals("ok", axon.get("status").asText());
    assertTrue(axon.get("seconds").isNumber());
    assertEquals("reachable", axon.get("checks").get(0).get("id").asText());
    assertTrue(axon.get("checks").get(0).get("remedy").isNull());
    assertEquals("failed", report.get("hosts").get(1).get("status").asText());
    assertTrue(ended.err().contains("not healthy: cortex"), ended.err());
  }

  @Test
  void warningsAloneEndWithZero() throws IOException {
    fleet.machine("axon").answers("systemctl", "case $1 in is-*) echo starting;; esac");
    InProcess.Ended ended = health("--hosts", "axon");
    assertEquals(0, ended.exit(), ended.out() + ended.err());
    assertTrue(ended.out().contains("1 host: 1 warning"), ended.out());
  }

  @Test
  void anUnknownHostIsBadInput() throws IOException {
    InProcess.Ended ended = health("--hosts", "axom");
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains("there is no host axom"), ended.err());
  }

  @Test
  void aConfigurationThatIsNotThereIsBadInput() throws IOException {
    InProcess.Ended ended = repo.run("--nix", "no-such-nix", "--ssh-config", temp.resolve("none").toString(), "health");
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains(temp.resolve("none") + " cannot be read"), ended.err());
  }

  /** Direction characters and the second set of control characters are no escape that JSON itself would make. */
  @Test
  void textOfAMachineIsHarmlessInJsonToo() throws IOException {
    fleet.machine("axon").answers("uname", "printf '\\302\\233\\342\\200\\256bad\\033[2J\\n'");
    InProcess.Ended ended = health("--hosts", "axon", "--format", "json");
    assertEquals(1, ended.exit());
    String detail = SampleRepo.json(ended.out()).at("/hosts/0/checks/3/detail").asText();
    assertEquals("the machine calls itself ??bad?[2J, not axon", detail);
  }

  @Test
  void textOfAMachineCannotReachTheTerminal() throws IOException {
    fleet.machine("axon").answers("uname", "printf '\\033]0;x\\007bad\\n'");
    InProcess.Ended ended = health("--hosts", "axon");
    assertEquals(1, ended.exit());
    assertTrue(ended.out().chars().noneMatch(c -> c == 27 || c == 7), ended.out());
  }
}
