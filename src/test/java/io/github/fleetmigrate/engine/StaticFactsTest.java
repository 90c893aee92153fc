package io.github.fleetmigrate.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.demo.SampleFleet;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.port.Cancellation;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.Source;
import io.github.fleetmigrate.testing.GitRepo;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the files alone is what the real nix evaluates. */
class StaticFactsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/static-fleets");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"inline", "parts", "merged", "outputs-file", "folders", "computed"})
  void aFixtureReadsAsNixEvaluatesIt(String fixture) throws Exception {
    SampleFleet.Layout sample = SampleFleet.layOut(temp.resolve("sample"));
    Path folder = temp.resolve(fixture);
    for (Path file : files(FIXTURES.resolve(fixture))) {
      String text =
          Files.readString(FIXTURES.resolve(fixture).resolve(file))
              .replace("@inputs@", sample.inputs().toString())
              .replace("@fixtures@", FIXTURES.toAbsolutePath().toString());
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), text);
    }
    same(folder);
  }

  @Test
  void aFileThatMakesNodesOfTheInventoryIsNoModuleOfAHost() throws Exception {
    FleetFacts facts = written("c0", snapshot(FIXTURES.resolve("parts")));
    assertEquals("fleet-config.nix", facts.inventory().path());
    assertEquals(List.of(), facts.inventory().importedBy());
  }

  @Test
  void theSampleFleetReadsAsNixEvaluatesIt() throws Exception {
    same(SampleFleet.layOut(temp.resolve("sample")).repository());
  }

  private void same(Path folder) throws Exception {
    GitRepo repo = GitRepo.init(folder);
    try (FlakeEvaluator nix = Nix.evaluator("nix")) {
      Files.write(folder.resolve("flake.lock"), nix.lock(folder).value().orElseThrow());
      String commit = repo.commit();
      RepoSnapshot files = snapshot(folder);
      FleetFacts evaluated = new FactsReader(nix, FlakeSource.of(repo.root(), commit)).read(migration(), files);
      assertEquals(java.util.Map.of(), evaluated.failures());
      FleetFacts written = written(commit, files);
      assertFalse(written.hosts().isEmpty() || written.nodes().isEmpty());
      assertEquals(evaluated.hosts(), written.hosts().stream().map(StaticFactsTest::evaluated).toList());
      assertEquals(evaluated.nodes(), written.nodes().stream().map(StaticFactsTest::evaluated).toList());
      assertEquals(evaluated.modules(), written.modules());
      assertEquals(List.of(), written.notRead());
      assertTrue(evaluated.hosts().stream().allMatch(h -> h.where() != null));
      if (evaluated.inventory() != null) {
        assertEquals(evaluated.inventory().hosts(), written.inventory().hosts());
        assertEquals(evaluated.inventory().networkDomain(), written.inventory().networkDomain());
        assertEquals(evaluated.inventory().places(), written.inventory().places());
        assertEquals(Source.STATIC, written.inventory().source());
      }
      assertTrue(evaluated.topOutputs().containsAll(written.outputs()), written.outputs().toString());
    }
  }

  private static FleetFacts written(String commit, RepoSnapshot files) throws Exception {
    return new Unproved("there is no nix").facts(commit, migration(), files, new Cancellation());
  }

  private static Migration migration() throws Exception {
    return new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet").migration();
  }

  private static Host evaluated(Host host) {
    assertEquals(Source.STATIC, host.source());
    return new Host(host.name(), host.system(), Source.EVALUATED, host.where());
  }

  private static DeployNode evaluated(DeployNode n) {
    assertEquals(Source.STATIC, n.source());
    return new DeployNode(
        n.name(), n.targetHost(), n.targetUser(), n.targetPort(), n.buildOnTarget(), n.tags(), n.profiles(),
        n.sshOptions(), n.interactiveSudo(), n.magicRollback(), Source.EVALUATED, n.where(), n.unread(), n.activation(),
        n.configuration());
  }

  private static RepoSnapshot snapshot(Path folder) throws IOException {
    List<String> paths = files(folder).stream().map(Path::toString).filter(p -> !p.startsWith(".git/")).toList();
    return new RepoSnapshot(
        paths, p -> Optional.of(new FileVersion(Files.readAllBytes(folder.resolve(p)), false)));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).toList();
    }
  }
}
