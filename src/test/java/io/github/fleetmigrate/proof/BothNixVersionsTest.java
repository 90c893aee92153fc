package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.testing.Nix;
import io.github.fleetmigrate.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever nix is at hand, the same two trees get the same report, field by field. */
class BothNixVersionsTest {
  private static final String BEFORE =
      """
      rec {
        nixosConfigurations = {
          same = host "same" "1" [ "UNIQUE" ];
          own = host "own" "1" [ self.rev (writeText "etc-nixos" "${self}") self.lastModifiedDate ];
          content = host "content" "1" [ (run "motd" "read line < ${self}/flake.nix; echo $line > $out") ];
          changed = host "changed" "1" [ (etc [ (writeText "etc-hosts" "10.0.0.1 axon") ]) self.rev ];
          throws = host "throws" "1" [ ];
          recurses = host "recurses" "1" [ ];
          lacks = host "lacks" "1" [ ];
          goes = host "goes" "1" [ ];
          before = throw "it never worked";
          never = let x = x; in x;
          label = host "label" "25.05" [ ];
          breaks = host "breaks" "1" [ (run "broken" "echo UNIQUE; echo it broke here >&2; exit 3") ];
          fetches = host "fetches" "1" [ (derivation {
            name = "source.tar.gz"; system = "builtin"; builder = "builtin:fetchurl"; url = "http://127.0.0.1:9/x";
            outputHashMode = "flat"; outputHashAlgo = "sha256"; outputHash = builtins.hashString "sha256" "UNIQUE";
          }) ];
        };
        homeConfigurations."syg@own".activationPackage = writeText "home" "home of ${self.shortRev}";
        homeConfigurations."syg@same".activationPackage = writeText "home" "home";
        devShells.x86_64-linux.default = throw "not looked at";
        lib.one = 1;
        overlays = { };
      }
      """;

  /** What is written for what in the later tree, one after another. */
  private static Map<String, String> later() {
    Map<String, String> later = new LinkedHashMap<>();
    later.put("10.0.0.1 axon", "10.0.0.9 axon");
    later.put("host \"throws\" \"1\" [ ]", "host \"throws\" \"1\" (throw \"not any more\")");
    later.put("host \"recurses\" \"1\" [ ]", "let x = x; in host \"recurses\" \"1\" x");
    later.put("host \"lacks\" \"1\" [ ]", "host \"lacks\" \"1\" [ { }.missing ]");
    later.put("goes = host \"goes\" \"1\" [ ];", "");
    later.put("writeText \"home\" \"home\"", "writeText \"home\" \"another home\"");
    later.put("devShells.x86_64-linux", "shells.x86_64-linux");
    later.put("overlays = { };", "overlays.own = x: y: { }; colmenaHive = HIVE;");
    later.put(
        "HIVE",
        """
        {
          nodes = nixosConfigurations // {
            own = host "own" "1" [ self.rev (writeText "etc-nixos" "another") self.lastModifiedDate ];
            label = host "label" "25.05.pre-git" [ ];
          };
          deploymentConfig = builtins.mapAttrs (name: _: {
            targetHost = "${name}.example.org"; tags = [ "all" ]; keys.secret.text = throw "a secret was read";
          }) nixosConfigurations;
        }
        """);
    return later;
  }

  private static final String EXPECTED =
      "{before=UNKNOWN, breaks=FAILED, changed=CHANGED, content=CHANGED, fetches=IDENTICAL, goes=FAILED,"
          + " home:syg@own=IDENTICAL, home:syg@same=CHANGED, label=IDENTICAL, lacks=FAILED, never=UNKNOWN,"
          + " own=IDENTICAL, recurses=FAILED, same=IDENTICAL, throws=FAILED}";

  @TempDir Path folder;

  private static Verification verify(String program, FlakeSource before, FlakeSource now) {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Verifier verifier = new Verifier(nix, new Capacity(2, 2), new EvaluationCache(null));
      Recorder recorder = new Recorder();
      Baseline baseline =
          verifier
              .baseline(before, recorder, new Cancellation())
              .value()
              .orElseThrow(() -> new AssertionError("no baseline with " + program));
      Request request =
          new Request(
              Level.BUILD,
              List.of(),
              Announcement.NOTHING,
              Set.of("content"),
              Set.of("lib"),
              Request.Hive.COLMENA,
              List.of("same", "own", "label", "throws", "before", "nobody"),
              Map.of());
      return verifier.verify(baseline, before, now, request, recorder, new Cancellation());
    }
  }

  /** A report without the lines in which nix tells where an error is: every release words its traces in its own way. */
  private static JsonNode comparable(Verification verification) {
    ObjectMapper json = new ObjectMapper();
    JsonNode report = json.valueToTree(verification);
    for (String verdicts : List.of("hosts", "hive")) {
      for (JsonNode verdict : report.get(verdicts)) {
        if (verdict.get("verdict").asText().equals("FAILED")) {
          assertFalse(verdict.get("note").asText().isEmpty(), verdict.toString());
          ((ObjectNode) verdict).remove("differences");
        }
      }
    }
    return report;
  }

  @Test
  void giveTheSameReport() throws IOException {
    SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
    String body = BEFORE.replace("UNIQUE", folder.toString());
    FlakeSource before = fleet.flake(SmallFleet.outputs(body));
    for (Map.Entry<String, String> change : later().entrySet()) {
      body = body.replace(change.getKey(), change.getValue());
    }
    FlakeSource now = fleet.flake(SmallFleet.outputs(body));
    List<JsonNode> reports = new ArrayList<>();
    for (String program : Tools.nixes().toList()) {
      Verification verification = verify(program, before, now);
      Map<String, Verdict> verdicts = new TreeMap<>();
      verification.hosts().forEach(host -> verdicts.put(host.host(), host.verdict()));
      assertEquals(EXPECTED, verdicts.toString(), program);
      assertEquals(List.of("devShells.x86_64-linux", "nixosConfigurations.goes"), verification.vanished());
      assertEquals(
          "[same IDENTICAL, own CHANGED, label CHANGED, throws FAILED, before FAILED, nobody FAILED]",
          verification.hive().stream().map(node -> node.host() + " " + node.verdict()).toList().toString());
      assertEquals(Level.EVAL, verification.reached());
      assertEquals(1, verification.remarks().size(), verification.remarks().toString());
      assertTrue(
          verification.remarks().get(0).startsWith("fetches could not be built here, because something cannot be fetched: "),
          verification.remarks().toString());
      assertFalse(verification.passes());
      reports.add(comparable(verification));
    }
    assertEquals(reports.get(0).toPrettyString(), reports.get(1).toPrettyString());
  }
}
