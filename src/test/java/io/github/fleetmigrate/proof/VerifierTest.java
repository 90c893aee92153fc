package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the real nix programs. */
class VerifierTest {
  private static final String NIXES = "io.github.fleetmigrate.testing.Tools#nixes";
  private static final String FLEET =
      """
      rec {
        nixosConfigurations = {
          axon = host "axon" "25.05" [ (etc [ (writeText "etc-hosts" "10.0.0.1 axon") ]) ];
          nexus = host "nexus" "25.05" [ (writeText "unit-a.service" "a") self.rev "${self}" ];
          broken = throw "no such thing";
        };
        homeConfigurations."syg@axon".activationPackage = writeText "home" "home of ${self.shortRev}";
        devShells.x86_64-linux.default = throw "not looked at";
        deploy.nodes.axon = { hostname = "10.0.0.1"; profiles = { }; };
        EXTRA
      }
      """;

  @TempDir Path folder;
  private final Recorder recorder = new Recorder();

  private static String fleet(String extra) {
    return SmallFleet.outputs(FLEET.replace("EXTRA", extra));
  }

  private static Verifier verifier(FlakeEvaluator nix, Path cache) {
    return new Verifier(nix, new Capacity(2, 2), new EvaluationCache(cache));
  }

  private Baseline baseline(FlakeEvaluator nix, FlakeSource source) {
    Evaluated<Baseline> baseline = verifier(nix, null).baseline(source, recorder, new Cancellation());
    return baseline.value().orElseThrow(() -> new AssertionError(baseline.failure().orElseThrow().log()));
  }

  private Verification verify(FlakeEvaluator nix, FlakeSource before, FlakeSource now, Request request) {
    return verifier(nix, null).verify(baseline(nix, before), before, now, request, recorder, new Cancellation());
  }

  private static Map<String, HostVerdict> byHost(Verification verification) {
    Map<String, HostVerdict> hosts = new TreeMap<>();
    verification.hosts().forEach(verdict -> hosts.put(verdict.host(), verdict));
    return hosts;
  }

  private static Request announcing(String host, String... derivations) {
    Announcement announcement = new Announcement(List.of(new Announcement.Change(host, List.of(derivations))));
    return new Request(Level.EVAL, List.of(), announcement, Set.of(), Set.of(), null, List.of(), Map.of());
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aBaselineHoldsHostsOutputsAndNodes(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = new SmallFleet(folder.resolve("a fleet")).flake(fleet(""));
      Baseline baseline = baseline(nix, source);
      assertEquals(List.of("axon", "broken", "home:syg@axon", "nexus"), baseline.hosts());
      assertEquals(Set.of("broken"), baseline.failures().keySet());
      assertTrue(baseline.derivations().get("axon").endsWith("-nixos-system-axon-25.05.drv"));
      assertTrue(baseline.derivations().get("home:syg@axon").endsWith("-home.drv"));
      assertTrue(baseline.outputs().contains("devShells.x86_64-linux"), baseline.outputs().toString());
      assertEquals("10.0.0.1", baseline.nodes().get("axon").hostname());
      assertTrue(recorder.events.contains("axon EVALUATING"), recorder.events.toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aTreeThatOnlyLooksDifferentPasses(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      Verification verification =
          verify(nix, fleet.flake(fleet("")), fleet.flake("# moved\n" + fleet("packages = { };")), Request.of(Level.EVAL));
      Map<String, HostVerdict> hosts = byHost(verification);
      assertEquals(Verdict.IDENTICAL, hosts.get("axon").verdict());
      assertEquals(null, hosts.get("axon").note());
      assertEquals(Verdict.IDENTICAL, hosts.get("nexus").verdict());
      assertEquals("but for the flake's own source", hosts.get("nexus").note());
      assertEquals(Verdict.IDENTICAL, hosts.get("home:syg@axon").verdict());
      assertEquals(Verdict.UNKNOWN, hosts.get("broken").verdict());
      assertEquals("no such thing", hosts.get("broken").note());
      assertEquals(Level.EVAL, verification.reached());
      assertTrue(verification.passes(), verification.toString());
      assertTrue(recorder.events.contains("finished nexus IDENTICAL"), recorder.events.toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aPlantedChangeFailsAndSaysExactlyThat(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      FlakeSource before = fleet.flake(fleet(""));
      FlakeSource now =
          fleet.flake(fleet("").replace("10.0.0.1 axon", "10.0.0.9 axon").replace("\"a.service\" \"a\"", "\"a.service\" \"b\""));
      Verification verification = verify(nix, before, now, Request.of(Level.EVAL));
      HostVerdict axon = byHost(verification).get("axon");
      assertEquals(Verdict.CHANGED, axon.verdict());
      assertEquals(List.of("etc-hosts: text: - \"10.0.0.1 axon\" + \"10.0.0.9 axon\""), axon.differences());
      assertFalse(verification.passes());

      HostVerdict announced = byHost(verify(nix, before, now, announcing(null, "etc-*"))).get("axon");
      assertTrue(announced.announced() && announced.passes());
      HostVerdict elsewhere = byHost(verify(nix, before, now, announcing("nexus", "etc-*"))).get("axon");
      assertFalse(elsewhere.announced());
      HostVerdict beyond = byHost(verify(nix, before, now, announcing("axon", "users-groups.json"))).get("axon");
      assertFalse(beyond.announced());
      Request accepting =
          new Request(Level.EVAL, List.of("axon"), Announcement.NOTHING, Set.of("axon"), Set.of(), null, List.of(), Map.of());
      Verification accepted = verify(nix, before, now, accepting);
      assertTrue(accepted.hosts().get(0).accepted());
      assertTrue(accepted.passes());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aHostThatFailsNowAndAVanishedOutputAreNamed(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      FlakeSource before = fleet.flake(fleet("packages.x86_64-linux.tool = writeText \"tool\" \"x\"; lib.one = 1;"));
      String later =
          fleet("").replace("(writeText \"etc-hosts\" \"10.0.0.1 axon\")", "(import ./gone.nix)").replace("devShells.", "shells.");
      FlakeSource now = fleet.flake(later);
      Request request =
          new Request(Level.EVAL, List.of(), Announcement.NOTHING, Set.of(), Set.of("packages"), null, List.of(), Map.of());
      Verification verification = verify(nix, before, now, request);
      HostVerdict axon = byHost(verification).get("axon");
      assertEquals(Verdict.FAILED, axon.verdict());
      assertTrue(axon.note().contains("gone.nix"), axon.note());
      assertEquals(List.of("devShells.x86_64-linux", "lib.one"), verification.vanished());
      assertEquals(
          List.of(
              "the flake output devShells.x86_64-linux has vanished", "the flake output lib.one has vanished"),
          verification.problems());
      assertFalse(verification.passes());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void whatVanishesIsToldFromWhatIsAgreedToVanishAndFromWhatOnlyGrows(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      FlakeSource before = fleet.flake(fleet("overlays = { }; templates = throw \"none yet\";"));
      String less = fleet("overlays.own = x: y: { }; templates.one = { };").replace("nexus = host", "nixos = host");
      FlakeSource now = fleet.flake(less.replace("homeConfigurations.", "homes."));
      Set<String> agreed = Set.of("homeConfigurations");
      Request request =
          new Request(Level.EVAL, List.of(), Announcement.NOTHING, Set.of(), agreed, null, List.of(), Map.of());
      Verification verification = verify(nix, before, now, request);
      assertEquals(List.of("nixosConfigurations.nexus"), verification.vanished());
      Map<String, HostVerdict> hosts = byHost(verification);
      assertEquals(Set.of("axon", "broken", "nexus"), hosts.keySet());
      assertEquals(Verdict.FAILED, hosts.get("nexus").verdict());
      assertEquals("it has vanished from the flake", hosts.get("nexus").note());
      assertEquals(Verdict.IDENTICAL, hosts.get("axon").verdict());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aFileThatNixDoesNotAcceptStopsEarly(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = new SmallFleet(folder.resolve("fleet")).flake(fleet(""));
      Request request =
          new Request(
              Level.EVAL, List.of(), Announcement.NOTHING, Set.of(), Set.of(), null, List.of(), Map.of("a.nix", "{ x = ; }", "b.nix", "1"));
      Verification verification = verify(nix, source, source, request);
      assertEquals(List.of("a.nix is not accepted by nix: syntax error, unexpected ';'"), verification.problems());
      assertEquals(Level.NONE, verification.reached());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void hostsAreBuilt(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      String unique = fleet.repo().root().toString();
      String body =
          """
          {
            nixosConfigurations.good = host "good" "1" [ "UNIQUE" ];
            nixosConfigurations.bad = host "bad" "1" [ (run "breaks" "echo UNIQUE; echo it broke here >&2; exit 3") ];
            nixosConfigurations.far = host "far" "1" [ (derivation { name = "far"; system = "riscv64-linux"; builder = "UNIQUE"; }) ];
          }
          """
              .replace("UNIQUE", unique);
      FlakeSource source = fleet.flake(SmallFleet.outputs(body));
      Verification verification = verify(nix, source, source, Request.of(Level.BUILD));
      Map<String, HostVerdict> hosts = byHost(verification);
      assertEquals(Verdict.IDENTICAL, hosts.get("good").verdict());
      assertEquals(Verdict.FAILED, hosts.get("bad").verdict());
      assertTrue(hosts.get("bad").differences().contains("breaks> it broke here"), hosts.get("bad").toString());
      assertEquals(Verdict.IDENTICAL, hosts.get("far").verdict());
      assertEquals(1, verification.remarks().size(), verification.remarks().toString());
      assertTrue(verification.remarks().get(0).startsWith("far could not be built here: "));
      assertEquals(Level.EVAL, verification.reached());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void theHiveIsComparedWithTheHostsOfItsTree(String program) throws Exception {
    String hive =
        """
        colmenaHive = {
          nodes = nixosConfigurations // {
            nexus = host "nexus" "25.05" [ (writeText "unit-a.service" "changed") self.rev "${self}" ];
            label = host "label" "25.05.pre-git" [ ];
          };
          deploymentConfig.axon = {
            targetHost = "10.0.0.1"; targetUser = "jarvis"; targetPort = 2222; buildOnTarget = false; tags = [ "media" ];
            keys.secret.text = throw "a secret was read";
          };
          deploymentConfig.nexus = { targetHost = "n"; };
          deploymentConfig.label = { targetHost = "l"; };
        };
        """;
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      String plain = fleet("").replace("broken =", "label = host \"label\" \"25.05\" [ ]; broken =");
      FlakeSource before = fleet.flake(plain);
      FlakeSource now = fleet.flake(plain.replace("deploy.nodes", hive + "deploy.nodes"));
      Request request =
          new Request(
              Level.EVAL,
              List.of(),
              Announcement.NOTHING,
              Set.of(),
              Set.of(),
              Request.Hive.COLMENA,
              List.of("axon", "label", "nexus", "nobody"),
              Map.of());
      Verification verification = verify(nix, before, now, request);
      Map<String, HiveVerdict> nodes = new TreeMap<>();
      verification.hive().forEach(node -> nodes.put(node.host(), node));
      assertEquals(Verdict.IDENTICAL, nodes.get("axon").verdict(), nodes.toString());
      assertEquals(
          new ObjectMapper()
              .readTree(
                  "{\"buildOnTarget\":false,\"tags\":[\"media\"],\"targetHost\":\"10.0.0.1\",\"targetPort\":2222,\"targetUser\":\"jarvis\"}"),
          nodes.get("axon").settings());
      assertEquals(Verdict.CHANGED, nodes.get("nexus").verdict());
      assertEquals(List.of("unit-a.service: text: - \"a\" + \"changed\""), nodes.get("nexus").differences());
      assertEquals(Verdict.CHANGED, nodes.get("label").verdict());
      assertTrue(
          nodes.get("label").note().startsWith("the version label differs and nothing else: 25.05 became 25.05.pre-git;"),
          nodes.get("label").note());
      assertEquals(Verdict.FAILED, nodes.get("nobody").verdict());
      assertEquals(3, verification.problems().size(), verification.problems().toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void theSameTreeIsNotEvaluatedTwice(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      FlakeSource before = fleet.flake(fleet(""));
      FlakeSource now = fleet.flake("# later\n" + fleet(""));
      Path cache = folder.resolve("cache");
      Baseline baseline = baseline(nix, before);
      Verification first =
          verifier(nix, cache).verify(baseline, before, now, Request.of(Level.EVAL), recorder, new Cancellation());
      recorder.events.clear();
      Verification second =
          verifier(nix, cache).verify(baseline, before, now, Request.of(Level.EVAL), recorder, new Cancellation());
      assertEquals(first, second);
      assertTrue(recorder.events.stream().noneMatch(event -> event.contains("EVALUATING")), recorder.events.toString());
      try (var files = Files.list(cache)) {
        assertEquals(2, files.count());
      }
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aBaselineThatTheStoreHasLostIsEvaluatedAgain(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      FlakeSource before = fleet.flake(fleet(""));
      FlakeSource now = fleet.flake("# later\n" + fleet(""));
      Baseline taken = baseline(nix, before);
      TreeMap<String, String> lost = new TreeMap<>(taken.derivations());
      lost.replaceAll((host, drv) -> "/nix/store/00000000000000000000000000000000-gone.drv");
      Baseline old = new Baseline(taken.commit(), lost, taken.failures(), taken.outputs(), taken.nodes());
      Verification verification =
          verifier(nix, null).verify(old, before, now, Request.of(Level.EVAL), recorder, new Cancellation());
      assertTrue(verification.passes(), verification.toString());
      assertEquals(Verdict.IDENTICAL, byHost(verification).get("nexus").verdict());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aCancelledVerificationClaimsNothing(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = new SmallFleet(folder.resolve("fleet")).flake(fleet(""));
      Baseline baseline = baseline(nix, source);
      Cancellation cancellation = new Cancellation();
      cancellation.cancel();
      Verification verification =
          verifier(nix, null).verify(baseline, source, source, Request.of(Level.EVAL), recorder, cancellation);
      assertTrue(verification.hosts().stream().allMatch(v -> v.verdict() == Verdict.UNKNOWN), verification.toString());
    }
  }
}
