package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that cannot be evaluated: what the commands know of it is what its files state. */
class StaticFactsCommandTest {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path temp;
  private SampleRepo repo;
  private JsonNode evaluated;

  @BeforeEach
  void layOut() throws IOException {
    repo = SampleRepo.in(temp, "nix");
    evaluated = check();
  }

  @Test
  void withoutNixTheSameFleetIsFoundAndMarked() throws Exception {
    JsonNode read = check("--nix", "no-such-nix");
    assertEquals(List.of("static"), sources(read));
    assertEquals(List.of("evaluated"), sources(evaluated));
    assertEquals(unmarked(evaluated), unmarked(read));
    assertTrue(repo.run("check", "--nix", "no-such-nix").out().contains("(static)"));
  }

  @Test
  void aFlakeThatDoesNotEvaluateIsPlannedAllTheSameOnceAPersonAgrees() throws Exception {
    Path missing = repo.root().resolve("flake.nix");
    Files.writeString(missing, Files.readString(missing).replace("/home-manager\"", "/not-here\""));
    repo.commit("An input that is not here");
    Map<String, String> before = repo.everything();
    JsonNode read = check();
    assertEquals(unmarked(evaluated), unmarked(read));
    assertEquals(List.of("static"), sources(read));
    assertTrue(ids(read).contains("evaluation.failed"), ids(read).toString());
    Path agreed = repo.answers(a -> a.put("withoutEvaluation", true));
    InProcess.Ended plan = repo.run("plan", "--offline", "--through", "5", "--answers", agreed.toString());
    assertEquals(0, plan.exit(), plan.err());
    assertTrue(plan.out().contains("+++ b/flake-modules/colmena.nix"), plan.out());
    assertTrue(plan.out().contains("203.0.113.11"), "axon's address is laid over the inventory");
    assertEquals(before, repo.everything());
  }

  @Test
  void withoutNixItIsMigratedOnceAPersonAgreesAndProvedWhenNixIsThere() throws Exception {
    Path agreed = repo.answers(a -> a.put("withoutEvaluation", true));
    String lock = repo.read("flake.lock");
    String[] apply = {"apply", "--yes", "--answers", repo.answers().toString(), "--nix", "no-such-nix"};
    assertEquals(4, repo.run(apply).exit());

    apply[3] = agreed.toString();
    InProcess.Ended ended = repo.done(apply);
    assertTrue(ended.out().contains("flake.lock: ") && ended.out().contains("It is left as it is"), ended.out());
    assertEquals(List.of("1", "2", "3", "4", "5"), repo.checkpoints());
    assertEquals(lock, repo.read("flake.lock"));
    JsonNode status = repo.status();
    for (JsonNode phase : status.get("phases")) {
      assertEquals("done", phase.get("state").asText());
      assertEquals("none", phase.get("verified").asText());
      phase.get("hosts").forEach(host -> assertEquals("unknown", host.get("verdict").asText()));
    }
    assertEquals("pending", check("--nix", "no-such-nix").at("/steps/2/state").asText(), "the input is not locked");

    repo.nix("flake", "lock");
    repo.commit("The lock file, by nix");
    JsonNode verified = json.readTree(repo.done("--format", "json", "verify").out());
    for (Map.Entry<String, JsonNode> host : verified.get("hosts").properties()) {
      JsonNode found = host.getValue();
      assertTrue(
          found.get("verdict").asText().equals("identical") || found.get("announced").asBoolean(),
          host.getKey() + " " + found);
    }
  }

  @Test
  void whatCannotBeReadIsAskedForAndNotMadeUp() throws Exception {
    Path deploy = repo.root().resolve("flake-modules/deploy.nix");
    String text = Files.readString(deploy);
    Files.writeString(deploy, text.replaceFirst("hostname = \"203.0.113.11\"", "hostname = inputs.nixos-secrets.axon"));
    assertFalse(text.equals(Files.readString(deploy)));
    repo.commit("An address that is secret");
    JsonNode read = check("--nix", "no-such-nix");
    assertTrue(read.at("/nodes").findValuesAsText("targetHost").contains("null"), read.at("/nodes").toString());
    assertTrue(ids(read).contains("static.not-read"));
    String printed = repo.run("check", "--nix", "no-such-nix").out();
    assertTrue(printed.contains("@address not known"), printed);
    assertTrue(printed.contains("axon.targetHost: What deploy-rs uses for axon.targetHost is not known"), printed);
  }

  @Test
  void aJustfileThatJustRefusesIsNamedAndRewrittenAllTheSame() throws Exception {
    assertFalse(ids(evaluated).contains("justfile.refused"));
    repo.write("justfile", repo.read("justfile") + "\nrebuild-pre: update-secrets\n  git add .\n");
    repo.commit("A dependency that is not there");
    JsonNode read = check("--nix", "no-such-nix");
    assertTrue(ids(read).contains("justfile.refused"), read.at("/findings").toString());
    Path agreed = repo.answers(a -> a.put("withoutEvaluation", true));
    InProcess.Ended plan =
        repo.run("plan", "--nix", "no-such-nix", "--through", "4", "--answers", agreed.toString());
    assertEquals(0, plan.exit(), plan.err());
    assertTrue(plan.out().contains("+++ b/justfile"), plan.out());
  }

  private JsonNode check(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("check", "--format", "json"));
    all.addAll(List.of(more));
    InProcess.Ended ended = repo.run(all.toArray(String[]::new));
    assertEquals(0, ended.exit(), ended.err());
    return json.readTree(ended.out());
  }

  private static List<String> sources(JsonNode report) {
    List<String> all = new ArrayList<>(report.at("/hosts").findValuesAsText("source"));
    all.addAll(report.at("/nodes").findValuesAsText("source"));
    return all.stream().distinct().toList();
  }

  private static List<String> ids(JsonNode report) {
    return report.at("/findings").findValuesAsText("id");
  }

  /** Hosts and nodes with their places, but for how they were learned. */
  private static List<JsonNode> unmarked(JsonNode report) {
    List<JsonNode> all = new ArrayList<>();
    for (String list : List.of("/hosts", "/nodes")) {
      report.at(list).forEach(n -> all.add(((ObjectNode) n.deepCopy()).without("source")));
    }
    return all;
  }
}
