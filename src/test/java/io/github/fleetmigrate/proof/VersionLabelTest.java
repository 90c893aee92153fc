package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.demo.SampleFleet;
import io.github.fleetmigrate.nixeval.Capacity;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flake whose own {@code lib.nixosSystem} sets the version, and a hive that evaluates its hosts with the plain one. */
class VersionLabelTest {
  private static final String NIXES = "io.github.fleetmigrate.testing.Tools#nixes";
  private static final String FLAKE =
      """
      {
        inputs.nixpkgs.url = "path:@inputs@/nixpkgs";
        inputs.colmena.url = "path:@inputs@/colmena";
        inputs.colmena.inputs.nixpkgs.follows = "nixpkgs";
        outputs = { self, nixpkgs, colmena }:
          let
            own = { system.nixos.version = "26.05.20261201.1234567"; };
            lib = nixpkgs.lib // { nixosSystem = a: nixpkgs.lib.nixosSystem (a // { modules = a.modules ++ [ own ]; }); };
            host = { networking.hostName = "media"; };
            source = { nixpkgs.flake.source = toString nixpkgs.outPath; };
          in
          {
            nixosConfigurations.axon = lib.nixosSystem { system = "x86_64-linux"; modules = [ host ]; };
            colmenaHive = colmena.lib.makeHive {
              meta.nixpkgs = import nixpkgs { system = "x86_64-linux"; };
              axon = { imports = [ host source HIVE ]; deployment.targetHost = "axon"; };
            };
          };
      }
      """;

  @TempDir Path folder;

  private HiveVerdict verdict(String program, String inHive) throws IOException {
    Path here = Files.createTempDirectory(folder, "hive");
    SampleFleet.Layout layout = SampleFleet.layOut(here.resolve("demo"));
    GitRepo repo = GitRepo.init(here.resolve("fleet"));
    repo.write("flake.nix", FLAKE.replace("@inputs@", layout.inputs().toString()).replace("HIVE", inHive)).commit();
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      FlakeSource source = FlakeSource.of(repo.root(), repo.dangling());
      Verifier verifier = new Verifier(nix, new Capacity(1, 1), new EvaluationCache(null));
      Recorder recorder = new Recorder();
      Baseline baseline = verifier.baseline(source, recorder, new Cancellation()).value().orElseThrow();
      Request request =
          new Request(
              Level.EVAL, List.of(), Announcement.NOTHING, Set.of(), Set.of(), Request.Hive.COLMENA, List.of("axon"), Map.of());
      return verifier.verify(baseline, source, source, request, recorder, new Cancellation()).hive().get(0);
    }
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void aHiveWithThePlainLibIsRecognisedWhateverTheHostIsCalled(String program) throws IOException {
    HiveVerdict alone = verdict(program, "");
    assertEquals(Verdict.CHANGED, alone.verdict(), alone.toString());
    assertTrue(
        alone.note().startsWith("the version label differs and nothing else: 26.05.20261201.1234567 became 26.05.20261115.5a3d1e0;"),
        alone.toString());
    assertTrue(alone.note().contains("`system.nixos.versionSuffix = \".20261201.1234567\";`"), alone.note());
    assertEquals(1, alone.differences().size(), alone.toString());

    HiveVerdict more = verdict(program, "{ networking.hosts.\"10.0.0.9\" = [ \"spy\" ]; }");
    assertTrue(more.note().startsWith("the version label differs: "), more.note());
    assertEquals("/etc/hosts: + \"10.0.0.9 spy\"", more.differences().get(0));
    assertEquals(2, more.differences().size(), more.toString());
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void withTheVersionCarriedOverItVanishes(String program) throws IOException {
    HiveVerdict verdict = verdict(program, "{ system.nixos.version = \"26.05.20261201.1234567\"; }");
    assertEquals(Verdict.IDENTICAL, verdict.verdict(), verdict.toString());
  }
}
