package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where some of a flake cannot be evaluated on this machine: what that is stays unknown, with nix's own message and the
 * likely cause, and all the rest is proved as ever.
 */
class UnevaluableTest {
  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo sample;

  private SampleRepo repo;

  @BeforeAll
  static void layOut() throws Exception {
    sample = SampleRepo.in(shared, "nix-2.26");
  }

  @BeforeEach
  void copy() throws Exception {
    repo = sample.copy(temp);
  }

  @Test
  void threeHostsThatFailDoNotHideAChangeOfTheFourth() throws Exception {
    broken("cortex", "(let x = x; in x)");
    String fetch = "{ type = \"git\"; url = \"file:///nowhere/private\"; rev = \"" + repo.head() + "\"; }";
    broken("nexus", "toString (builtins.fetchTree " + fetch + ")");
    broken("orion", "builtins.readFile /etc/passwd");
    repo.replace(
        "systems/axon/default.nix",
        "networking.hostName",
        "environment.etc.source.text = if inputs ? nixos-fleet then \"new\" else \"old\";\n  networking.hostName");
    repo.commit("Hosts that cannot be evaluated");
    InProcess.Ended asked = apply(1, repo.answers());
    assertEquals(3, asked.exit(), asked.err());
    List<String> causes =
        List.of(
            "cortex, nexus, orion cannot be evaluated before anything was changed",
            "infinite recursion encountered",
            "/nowhere/private",
            "access to absolute path",
            "--impure allows it");
    causes.forEach(cause -> assertTrue(asked.err().contains(cause), asked.err()));

    Path agreed = repo.answers(a -> a.put("withoutEvaluation", true));
    InProcess.Ended ended = apply(1, agreed);
    assertEquals(1, ended.exit(), ended.err());
    JsonNode hosts = repo.phase(1).get("hosts");
    assertEquals(
        "{axon=changed, cortex=unknown, home:mira=identical, home:mira@orion=identical, nexus=unknown, orion=unknown}",
        verdicts(hosts).toString());
    assertEquals("infinite recursion encountered", hosts.at("/cortex/note").asText());
    String fetched = hosts.at("/nexus/note").asText();
    assertTrue(fetched.contains("'/nowhere/private' does not appear to be a git repository"), fetched);
    assertTrue(fetched.contains("check the network and the access to it; --override-input NAME URL"), fetched);
    assertTrue(hosts.at("/orion/note").asText().contains("--impure allows it"), hosts.toString());
    assertTrue(hosts.at("/axon/differences").toString().contains("old"), hosts.toString());
    assertEquals(List.of(), repo.checkpoints());

    InProcess.Ended impure = repo.run("--impure", "--format", "json", "verify", "--hosts", "orion,nexus");
    assertEquals(0, impure.exit(), impure.err());
    assertEquals("{nexus=unknown, orion=identical}", verdicts(SampleRepo.json(impure.out()).get("hosts")).toString());
  }

  @Test
  void aHostThatAPersonBreaksBetweenTwoPhasesIsNotPassedOver() throws Exception {
    repo.done("apply", "--through", "1", "--yes", "--answers", repo.answers().toString());
    broken("cortex", "throw \"no such luck\"");
    repo.commit("A host that throws");
    InProcess.Ended ended = apply(2, repo.answers());
    assertEquals(1, ended.exit(), ended.err());
    assertTrue(
        ended.err().contains("cortex could be evaluated when the migration began and cannot be now: no such luck"), ended.err());
    assertEquals("unknown", repo.phase(2).at("/hosts/cortex/verdict").asText());
    assertEquals(List.of("1"), repo.checkpoints());

    repo.replace("systems/cortex/default.nix", "throw \"no such luck\"", "\"better\"");
    repo.git("commit", "-q", "-m", "A host that does not throw", "systems/cortex/default.nix");
    repo.done("apply", "--through", "2", "--yes");
    assertEquals("identical", repo.phase(2).at("/hosts/cortex/verdict").asText());
  }

  @Test
  void anInputOfAnotherMachine() throws Exception {
    String here = moved("nixos-secrets", "/home/mira/nixos-secrets");
    InProcess.Ended ended = apply(1, repo.answers(a -> a.put("withoutEvaluation", true)));
    assertEquals(0, ended.exit(), ended.err());
    JsonNode hosts = repo.phase(1).get("hosts");
    assertEquals(
        "{axon=identical, cortex=unknown, home:mira=identical, home:mira@orion=identical, nexus=unknown, orion=unknown}",
        verdicts(hosts).toString());
    String note = hosts.at("/cortex/note").asText();
    assertTrue(note.contains("/home/mira/nixos-secrets' does not exist"), note);
    assertTrue(note.contains("it is on another machine: --override-input NAME URL"), note);

    InProcess.Ended known = repo.run("--override-input", "nixos-secrets", here, "--format", "json", "verify");
    assertEquals(0, known.exit(), known.err());
    JsonNode all = SampleRepo.json(known.out()).get("hosts");
    assertEquals("[identical]", new TreeSet<>(verdicts(all).values()).toString(), all.toString());
  }

  @Test
  void aFlakeThatCannotBeReadAtAll() throws Exception {
    moved("flake-parts", "/home/mira/flake-parts");
    InProcess.Ended asked = apply(1, repo.answers());
    assertEquals(3, asked.exit(), asked.err());
    assertTrue(asked.err().contains("the flake cannot be evaluated before anything was changed"), asked.err());
    assertTrue(asked.err().contains("/home/mira/flake-parts' does not exist"), asked.err());
    assertTrue(asked.err().contains("it is on another machine: --override-input NAME URL"), asked.err());

    InProcess.Ended agreed = apply(1, repo.answers(a -> a.put("withoutEvaluation", true)));
    assertEquals(0, agreed.exit(), agreed.err());
    assertEquals("parse", repo.phase(1).get("verified").asText());
    assertEquals(
        "{axon=unknown, cortex=unknown, nexus=unknown, orion=unknown}",
        verdicts(repo.phase(1).get("hosts")).toString(),
        "the hosts are known from the files, and nothing is claimed of any");
  }

  @Test
  void aBuildThatCannotFetchIsNotABuildThatFails() throws Exception {
    repo.replace(
        "systems/cortex/default.nix",
        "networking.hostName",
        """
        environment.etc.fetched.source = derivation {
            name = "source.tar.gz"; system = "builtin"; builder = "builtin:fetchurl"; url = "http://127.0.0.1:9/x";
            outputHashMode = "flat"; outputHashAlgo = "sha256"; outputHash = builtins.hashString "sha256" "%s";
          };
          networking.hostName"""
            .formatted(temp));
    repo.commit("A host with something to fetch");
    InProcess.Ended fetched =
        repo.run("apply", "--through", "1", "--yes", "--level", "build", "--answers", repo.answers().toString());
    assertEquals(0, fetched.exit(), fetched.err());
    assertTrue(fetched.out().contains("cortex could not be built here, because something cannot be fetched: "), fetched.out());
    assertEquals("eval", repo.phase(1).get("verified").asText());
    assertEquals("identical", repo.phase(1).at("/hosts/cortex/verdict").asText());

    repo.replace(
        "systems/nexus/default.nix",
        "networking.hostName",
        "environment.etc.bad.source = pkgs.runCommand \"broken\" { } \"echo it broke here >&2; exit 3\";\n  networking.hostName");
    repo.commit("A host that does not build");
    InProcess.Ended broken = repo.run("apply", "--through", "2", "--yes", "--level", "build");
    assertEquals(1, broken.exit(), broken.err());
    JsonNode hosts = repo.phase(2).get("hosts");
    assertEquals("failed", hosts.at("/nexus/verdict").asText());
    assertTrue(hosts.at("/nexus/note").asText().contains("-broken.drv' failed with exit code 3"), hosts.toString());
    assertTrue(hosts.at("/nexus/differences").toString().contains("it broke here"), hosts.toString());
    assertEquals("identical", hosts.at("/cortex/verdict").asText());
    assertEquals(List.of("1"), repo.checkpoints());
  }

  private InProcess.Ended apply(int through, Path answers) throws Exception {
    return repo.run("apply", "--through", String.valueOf(through), "--yes", "--answers", answers.toString());
  }

  private void broken(String host, String value) throws Exception {
    repo.replace(
        "systems/" + host + "/default.nix",
        "networking.hostName",
        "environment.etc.bad.text = " + value + ";\n  networking.hostName");
  }

  /** An input that was locked where it was within reach; gives the URL that it had. */
  private String moved(String input, String place) throws Exception {
    ObjectNode lock = (ObjectNode) SampleRepo.json(repo.read("flake.lock"));
    ObjectNode node = (ObjectNode) lock.at("/nodes/" + input);
    String old = "path:" + node.at("/locked/path").asText();
    ((ObjectNode) node.get("locked")).put("path", place).put("narHash", "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    ((ObjectNode) node.get("original")).put("path", place);
    repo.write("flake.lock", new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(lock) + "\n");
    repo.replace("flake.nix", "\"" + old + "\"", "\"path:" + place + "\"");
    repo.commit("An input of another machine");
    return old;
  }

  private static Map<String, String> verdicts(JsonNode hosts) {
    Map<String, String> out = new TreeMap<>();
    hosts.properties().forEach(host -> out.put(host.getKey(), host.getValue().get("verdict").asText()));
    return out;
  }
}
