package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.nixeval.NixFailure.Kind;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the real nix programs on small flakes. */
class FlakeEvaluatorTest {
  private static final String NIXES = "io.github.fleetmigrate.testing.Tools#nixes";
  private static final String SELF =
      """
      {
        outputs = { self }: {
          id = {
            path = self.outPath;
            inherit (self) narHash rev shortRev lastModified lastModifiedDate;
            revCount = self.revCount or null;
          };
        };
      }
      """;
  private static final String FLEET =
      """
      {
        outputs = { self }:
          let
            host = name: {
              config.system.build.toplevel = derivation {
                inherit name; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo > $out" ];
              };
              config._module.args.modules = [ ./hosts/${name} ({ ... }: { }) ./common.nix ];
              config._module.specialArgs = { inherit self; userVars = throw "not to be looked at"; };
            };
          in {
            nixosConfigurations.axon = host "axon";
            nixosConfigurations."big iron" = host "iron" // { pkgs.stdenv.hostPlatform.system = "aarch64-linux"; };
            devShells.x86_64-linux.default = throw "a shell was forced";
            formatter.x86_64-linux = throw "a formatter was forced";
            overlays = { };
            lib = x: x;
            broken = throw "broken output";
            drv = derivation { name = "d"; system = "x"; builder = "y"; };
          };
      }
      """;

  @TempDir Path folder;

  private FlakeSource dangling(String name, String flake) throws IOException {
    GitRepo repo = GitRepo.init(folder.resolve(name));
    repo.write("flake.nix", "{ outputs = _: throw \"the branch's tree was used\"; }").commit();
    repo.write("flake.nix", flake);
    String commit = repo.dangling();
    repo.git("update-ref", "refs/fleet-migrate/kept", commit);
    return FlakeSource.of(repo.root(), commit);
  }

  /** The tree, so that no repository shares a commit, and with it nix's own cache, with another test's. */
  private static String unique(Path folder) {
    return "# " + folder + "\n";
  }

  private JsonNode id(FlakeEvaluator nix, FlakeSource source) {
    Evaluated<JsonNode> id = nix.value(source, AttrPath.of("id"), "x: x");
    return id.value().orElseThrow(() -> new AssertionError(id.failure().orElseThrow().log()));
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aCommitThatNoBranchReachesIsEvaluated(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      for (String name : List.of("plain", "with blank", "hash#q?ü%41&+='é")) {
        FlakeSource source = dangling(name, unique(folder.resolve(name)) + SELF);
        assertEquals(source.commit(), id(nix, source).path("rev").asText(), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void theIdentityIsWhatTheFlakeSeesOfItself(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = dangling("repo", unique(folder) + SELF);
      JsonNode self = id(nix, source);
      SourceIdentity identity = nix.identity(source).value().orElseThrow();
      assertEquals(self.path("path").asText(), identity.storePath());
      assertEquals(self.path("narHash").asText(), identity.narHash());
      assertEquals(self.path("rev").asText(), identity.rev());
      assertEquals(self.path("shortRev").asText(), identity.shortRev());
      assertEquals(self.path("lastModified").asLong(), identity.lastModified());
      assertEquals(self.path("lastModifiedDate").asText(), identity.lastModifiedDate());
      assertEquals(self.path("revCount").asLong(), identity.revCount());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aDirtyRepositoryDoesNotMatter(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = dangling("repo", unique(folder) + SELF);
      GitRepo repo = GitRepo.at(source.root());
      repo.write("flake.nix", "{ broken").git("rm", "-q", "--cached", "flake.nix");
      assertEquals(source.commit(), id(nix, source).path("rev").asText());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aLinkedWorktreeIsEvaluated(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      for (String name : List.of("linked", "linked to")) {
        FlakeSource source = dangling("main of " + name, unique(folder.resolve(name)) + SELF);
        Path linked = folder.resolve(name);
        GitRepo.at(source.root()).git("worktree", "add", "-q", "--detach", linked.toString());
        assertTrue(Files.isRegularFile(linked.resolve(".git")));
        FlakeSource there = FlakeSource.of(linked, source.commit());
        assertEquals(source.commit(), id(nix, there).path("rev").asText(), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aShallowCloneIsEvaluatedWhereItIsSaid(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      GitRepo origin = GitRepo.init(folder.resolve("origin"));
      origin.write("flake.nix", unique(folder) + SELF).commit();
      String commit = origin.commit();
      Path clone = folder.resolve("clo ne");
      origin.git("clone", "-q", "--depth", "1", "file://" + origin.root(), clone.toString());
      FlakeSource source = new FlakeSource(clone, commit, "", true);
      assertEquals(commit, id(nix, source).path("rev").asText());
      assertEquals(null, nix.identity(source).value().orElseThrow().revCount());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aFlakeInAFolderOfTheRepositoryIsEvaluated(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      GitRepo repo = GitRepo.init(folder.resolve("repo"));
      repo.write("nix/my os/flake.nix", unique(folder) + "{ outputs = _: { id = 1; }; }");
      repo.write("nix/my os/data.nix", "{ a = 2; }");
      FlakeSource source = new FlakeSource(repo.root(), repo.commit(), "nix/my os", false);
      assertEquals(1, id(nix, source).asInt());
      assertEquals("{\"a\":2}", nix.file(source, "data.nix").value().orElseThrow().toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void namesOfOutputsForceNothing(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Evaluated<List<String>> names = nix.outputNames(dangling("repo", FLEET));
      List<String> expected =
          List.of(
              "broken",
              "devShells.x86_64-linux",
              "drv",
              "formatter.x86_64-linux",
              "lib",
              "nixosConfigurations.axon",
              "nixosConfigurations.big iron",
              "overlays");
      assertEquals(expected, names.value().orElse(List.of()), names.toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void anOutputThatCannotBeListedCountsWithItsOwnName(String program) throws IOException {
    String flake = "{ outputs = _: { good.inner = 1; bad = { }.nothing; worse = 1 + \"a\"; }; }";
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Evaluated<List<String>> names = nix.outputNames(dangling("repo", flake));
      assertEquals(List.of("bad", "good.inner", "worse"), names.value().orElse(List.of()), names.toString());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void hostsTheirSystemsAndTheirModules(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = dangling("repo", FLEET);
      assertEquals(List.of("axon", "big iron"), nix.hostNames(source).value().orElseThrow());
      assertEquals(
          Map.of("axon", "x86_64-linux", "big iron", "aarch64-linux"), nix.systems(source).value().orElseThrow());
      HostModules axon = nix.hostModules(source).value().orElseThrow().get("axon");
      assertEquals(List.of("self", "userVars"), axon.specialArgs());
      assertEquals(List.of("hosts/axon", "inline", "common.nix"), axon.modules());
      assertFalse(axon.onlyOwnPaths());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void theModuleThatNixosSystemAddsIsNoneOfTheHosts(String program) throws IOException {
    Path nixpkgs = Files.createDirectories(folder.resolve("nixpkgs"));
    Files.writeString(
        nixpkgs.resolve("flake.nix"),
        """
        {
          outputs = { self }: {
            set = { nixpkgs.flake.source = self.outPath; };
            function = { config, lib, ... }: { config.nixpkgs.flake.source = self.outPath; };
          };
        }
        """);
    Path evalConfig = nixpkgs.resolve("nixos/lib/eval-config.nix");
    Files.createDirectories(evalConfig.getParent());
    Files.writeString(evalConfig, "{ }");
    String flake =
        """
        {
          inputs.nixpkgs.url = "path:NIXPKGS";
          outputs = { self, nixpkgs }: {
            nixosConfigurations = builtins.mapAttrs
              (name: modules: {
                pkgs.path = nixpkgs.outPath;
                config._module = { args = { inherit modules; }; specialArgs = { }; };
              })
              {
                newer = [ ./hosts/newer nixpkgs.function ];
                older = [ ./hosts/older nixpkgs.set ];
                own = [ ./hosts/own ({ config, lib, ... }: { }) { a = 1; } { } ];
              };
          };
        }
        """
            .replace("NIXPKGS", nixpkgs.toString());
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Map<String, HostModules> hosts = nix.hostModules(dangling("repo", flake)).value().orElseThrow();
      assertEquals(List.of("hosts/newer"), hosts.get("newer").modules());
      assertEquals(List.of("hosts/older"), hosts.get("older").modules());
      assertEquals(List.of("hosts/own", "inline", "inline", "inline"), hosts.get("own").modules());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void oneBrokenHostDoesNotHideTheOthers(String program) throws IOException {
    String flake =
        "{ outputs = _: { nixosConfigurations = { good.pkgs.stdenv.hostPlatform.system = \"x\"; bad = { }.nothing; }; }; }";
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      assertEquals(Map.of("good", "x"), nix.systems(dangling("repo", flake)).value().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void deployNodesInheritAsDeployRsDoes(String program) throws IOException {
    String flake =
        """
        {
          outputs = _: {
            deploy = {
              sshUser = "top"; sshOpts = [ "-p" "1" ]; magicRollback = false; remoteBuild = true;
              nodes.axon = {
                hostname = "10.0.0.1"; sshOpts = [ "-p" "2" ]; remoteBuild = false; profilesOrder = [ "system" ];
                profiles.system = {
                  path = throw "a profile was forced"; user = "root"; sshUser = "jarvis"; sshOpts = [ "-p" "3" ];
                };
                profiles.home = { path = throw "forced"; user = "syg"; profilePath = "/nix/x"; };
              };
              nodes.bad = { hostname = throw "no address"; profiles = { }; };
              nodes.bare = { hostname = "bare"; profiles = { }; };
            };
          };
        }
        """;
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Evaluated<Map<String, EvaluatedNode>> evaluated = nix.deployNodes(dangling("repo", flake));
      Map<String, EvaluatedNode> nodes = evaluated.value().orElseThrow(() -> new AssertionError(evaluated.toString()));
      EvaluatedNode axon = nodes.get("axon");
      assertEquals("10.0.0.1", axon.hostname());
      assertEquals("jarvis", axon.settings().sshUser());
      assertEquals(List.of("-p", "3", "-p", "2", "-p", "1"), axon.settings().sshOpts());
      assertEquals(false, axon.settings().remoteBuild());
      assertEquals(false, axon.settings().magicRollback());
      assertEquals(null, axon.settings().autoRollback());
      assertEquals("top", axon.profiles().get("home").settings().sshUser());
      assertEquals("syg", axon.profiles().get("home").settings().user());
      assertEquals("/nix/x", axon.profiles().get("home").profilePath());
      assertEquals(List.of("system"), axon.profilesOrder());
      assertFalse(nodes.get("bad").readable());
      assertEquals("top", nodes.get("bare").settings().sshUser());
      assertEquals(Map.of(), nix.deployNodes(dangling("none", "{ outputs = _: { }; }")).value().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aFileIsReadEvenWhereTheFlakeIsBroken(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      GitRepo repo = GitRepo.init(folder.resolve("a repo"));
      repo.write("flake.nix", "{ broken").write("fleet-config.nix", "let d = import ./d.nix; in { hosts.axon.ip = d; }");
      repo.write("d.nix", "\"10.0.0.1\"").write("f.nix", "{ lib }: { }");
      FlakeSource source = FlakeSource.of(repo.root(), repo.commit());
      Evaluated<JsonNode> value = nix.file(source, "fleet-config.nix");
      assertEquals("{\"hosts\":{\"axon\":{\"ip\":\"10.0.0.1\"}}}", String.valueOf(value));
      assertEquals(Kind.FILE_MISSING, nix.file(source, "other.nix").failure().orElseThrow().kind());
      assertEquals(Kind.EVALUATION, nix.file(source, "f.nix").failure().orElseThrow().kind());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void anInputIsOverriddenWithoutTouchingTheLock(String program) throws IOException {
    Path good = Files.createDirectories(folder.resolve("good"));
    Files.writeString(good.resolve("flake.nix"), "{ outputs = _: { v = 7; }; }");
    String flake =
        "{ inputs.n.url = \"path:/nowhere/at/all\"; outputs = { self, n }: { v = n.v; }; }";
    FlakeSource source = dangling("repo", flake);
    try (FlakeEvaluator plain = Nix.evaluator(program);
        FlakeEvaluator nix = Nix.evaluator(program, Map.of("n", "path:" + good), false)) {
      assertEquals(Kind.PATH_MISSING, plain.value(source, AttrPath.of("v"), "x: x").failure().orElseThrow().kind());
      assertEquals("7", String.valueOf(nix.value(source, AttrPath.of("v"), "x: x")));
      assertEquals("[\"v\"]", String.valueOf(nix.ofOutputs(source, "builtins.attrNames")));
      assertFalse(Files.exists(source.root().resolve("flake.lock")));
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void impureValuesNeedConsent(String program) throws IOException {
    FlakeSource source = dangling("repo", "{ outputs = _: { home = builtins.readDir \"/etc\" ? passwd; }; }");
    try (FlakeEvaluator pure = Nix.evaluator(program);
        FlakeEvaluator impure = Nix.evaluator(program, Map.of(), true)) {
      Evaluated<JsonNode> refused = pure.value(source, AttrPath.of("home"), "x: x");
      assertEquals(Kind.IMPURE, refused.failure().orElseThrow().kind());
      assertTrue(refused.failure().orElseThrow().remedy().contains("--impure"));
      assertEquals("true", String.valueOf(impure.value(source, AttrPath.of("home"), "x: x")));
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void whatTakesTooLongIsEndedAndItsLogKept(String program) throws IOException {
    String flake =
        """
        { outputs = _: { v = builtins.trace "it began" (builtins.foldl'
            (a: b: builtins.foldl' (c: d: c + d) a (builtins.genList (x: x) 100000)) 0 (builtins.genList (x: x) 1000000)); }; }
        """;
    StringBuilder logged = new StringBuilder();
    Logger logger = Logger.getLogger(NixCommand.class.getName());
    Handler handler = handler(logged);
    logger.addHandler(handler);
    try (FlakeEvaluator nix = Nix.evaluator(program, Duration.ofSeconds(5))) {
      NixFailure failure = nix.value(dangling("repo", flake), AttrPath.of("v"), "x: x").failure().orElseThrow();
      assertEquals(Kind.TIMED_OUT, failure.kind());
      assertEquals("nix took longer than its time limit (5 s)", failure.message());
      assertTrue(failure.log().contains("trace: it began"), failure.log());
      assertTrue(failure.lines().contains("trace: it began"), failure.lines().toString());
      assertTrue(logged.toString().contains("TIMED_OUT\n") && logged.toString().contains("trace: it began"), logged.toString());
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void aPasswordInAnUrlStaysOutOfTheLog() throws IOException {
    StringBuilder logged = new StringBuilder();
    Logger logger = Logger.getLogger(NixCommand.class.getName());
    Handler handler = handler(logged);
    logger.addHandler(handler);
    try (FlakeEvaluator nix = Nix.evaluator("nix-2.26")) {
      assertFalse(nix.probe("git+https://mira:hunter2@127.0.0.1:1/private").succeeded());
      assertTrue(logged.toString().contains("://…@127.0.0.1:1/private"), logged.toString());
      assertFalse(logged.toString().contains("hunter2"), logged.toString());
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static Handler handler(StringBuilder logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        logged.append(new SimpleFormatter().formatMessage(entry));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aFlakesOwnConfigurationIsNotAccepted(String program) throws IOException {
    // Were it accepted, its store would be used, and this one cannot be written to.
    String flake = "{ nixConfig.extra-experimental-features = \"ca-derivations\"; nixConfig.store = \"/dev/null/x\"; outputs = _: { v = 1; }; }";
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      assertEquals("1", String.valueOf(nix.value(dangling("repo", flake), AttrPath.of("v"), "x: x")));
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void lockingAddsOnlyWhatIsMissing(String program) throws IOException {
    Path first = flakeFolder("first");
    Path second = flakeFolder("second");
    Path scratch = Files.createDirectories(folder.resolve("scratch folder"));
    Files.writeString(
        scratch.resolve("flake.nix"), "{ inputs.one.url = \"path:" + first + "\"; outputs = _: { }; }");
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Evaluated<byte[]> locked = nix.lock(scratch);
      LockFile before = LockFile.parse(locked.value().orElseThrow(() -> new AssertionError(locked.toString())));
      Files.writeString(first.resolve("changed"), "since");
      Files.writeString(
          scratch.resolve("flake.nix"),
          "{ inputs.one.url = \"path:" + first + "\"; inputs.two.url = \"path:" + second + "\"; outputs = _: { }; }");
      LockFile after = LockFile.parse(nix.lock(scratch).value().orElseThrow());
      assertEquals(new LockFile.Difference(List.of("two"), List.of(), List.of()), before.to(after));
      assertEquals(Set.of("one", "two"), after.inputs().keySet());
    }
  }

  private Path flakeFolder(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    Files.writeString(made.resolve("flake.nix"), "{ outputs = _: { }; }");
    return made.toRealPath();
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aFlakeIsProbed(String program) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      Path there = flakeFolder("there");
      assertTrue(nix.probe("path:" + there).value().orElseThrow().path("url").asText().startsWith("path:" + there));
      assertEquals(Kind.PATH_MISSING, nix.probe("path:" + folder + "/gone").failure().orElseThrow().kind());
      assertEquals(Kind.FETCH, nix.probe("git+https://git.invalid/x").failure().orElseThrow().kind());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void nixsOwnParserIsAskedWithoutEvaluation(String program) {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      assertTrue(nix.parses("throw \"never evaluated\" # the end").succeeded());
      NixFailure failure = nix.parses("{\n  a = 1\n  b = 2;\n}\n").failure().orElseThrow();
      assertEquals(Kind.SYNTAX, failure.kind());
      assertTrue(failure.lines().stream().anyMatch(line -> line.endsWith(".nix:3:5:")), failure.log());
      assertEquals(Kind.SYNTAX, nix.parses("{ x = undefinedHere; }").failure().orElseThrow().kind());
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void valuesComeAsJson(String program) throws Exception {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = dangling("repo", "{ outputs = _: { \"a.b\".\"c d@e\" = { x = 1; f = x: x; }; }; }");
      Evaluated<JsonNode> value = nix.value(source, AttrPath.of("a.b", "c d@e"), "builtins.attrNames");
      assertEquals(new ObjectMapper().readTree("[\"f\",\"x\"]"), value.value().orElseThrow(() -> new AssertionError(value.toString())));
    }
  }
}
