package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.adapter.process.ProcessCommandRunner;
import io.github.fleetmigrate.nixeval.NixFailure.Kind;
import io.github.fleetmigrate.testing.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NixProgramTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "nix (Nix) 2.8.0, 2, 8",
    "nix (Nix) 2.26.3, 2, 26",
    "nix (Nix) 2.19.0pre20231010_0f8d0cd, 2, 19",
    "nix (Determinate Nix 3.6.2) 2.29.0, 2, 29",
    "'nix (Lix, like Nix) 2.91.1', 2, 91"
  })
  void versionsAreRead(String printed, int major, int minor) {
    NixVersion version = NixVersion.parse(printed + "\n").orElseThrow();
    assertEquals(major, version.major());
    assertEquals(minor, version.minor());
    assertEquals(Optional.empty(), NixVersion.parse("bash: no such thing"));
  }

  @ParameterizedTest
  @MethodSource("io.github.fleetmigrate.testing.Tools#nixes")
  void theProgramsHereAreKnown(String program) {
    Path path = Tools.require(program);
    NixProgram nix = NixProgram.probe(new ProcessCommandRunner(), path.toString(), LIMIT).value().orElseThrow();
    assertEquals(path, nix.path());
    assertTrue(nix.version().atLeast(2, 8));
  }

  @Test
  void whatIsNoNixIsSaidToBeNone() {
    ProcessCommandRunner runner = new ProcessCommandRunner();
    assertEquals(Kind.NO_NIX, NixProgram.probe(runner, "no-such-nix", LIMIT).failure().orElseThrow().kind());
    assertEquals(Kind.NO_NIX, NixProgram.probe(runner, "true", LIMIT).failure().orElseThrow().kind());
  }

  @Test
  void processesFitTheProcessorsAndTheMemory() {
    assertEquals(new Capacity(2, 2, 4), Capacity.of(2, 64_000_000_000L));
    assertEquals(new Capacity(3, 2), Capacity.of(16, 8_000_000_000L));
    assertEquals(new Capacity(2, 2, 2), Capacity.of(2, 22_000_000_000L));
    assertEquals(new Capacity(1, 1), Capacity.of(1, 100));
    assertTrue(Capacity.ofThisMachine().evaluations() >= 1);
  }

  @Test
  void attributePathsBecomeFragments() {
    assertEquals("a.\"b.c\".\"%C3%BC%25\"", AttrPath.of("a", "b.c", "ü%").fragment());
    assertEquals(
        AttrPath.of("nixosConfigurations", "a.b", "config"), AttrPath.ofTemplate("nixosConfigurations.{host}.config", "a.b"));
    assertThrows(IllegalArgumentException.class, () -> AttrPath.of("a\"b"));
    assertFalse(AttrPath.of("x").equals(AttrPath.ALL_OUTPUTS));
  }
}
