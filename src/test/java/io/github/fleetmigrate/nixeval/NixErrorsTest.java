package io.github.fleetmigrate.nixeval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nixeval.NixFailure.Kind;
import io.github.fleetmigrate.port.CommandRunner.End;
import io.github.fleetmigrate.port.CommandRunner.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On what nix 2.8.0 and 2.26.3 really wrote, kept in {@code nix-errors}. */
class NixErrorsTest {

  private static NixFailure failure(String version, String name) throws IOException {
    String path = "/nix-errors/" + version + "/" + name + ".txt";
    try (InputStream stream = NixErrorsTest.class.getResourceAsStream(path)) {
      String log = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return NixErrors.of(new Result(End.EXITED, 1, "", log, Duration.ofSeconds(1)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "untracked, FILE_MISSING",
    "no-flake-nix, FILE_MISSING",
    "missing-attribute, ATTRIBUTE_MISSING",
    "missing-inner, ATTRIBUTE_MISSING",
    "network-github, FETCH",
    "network-git, FETCH",
    "network-ssh, FETCH",
    "locked-git, FETCH",
    "locked-ssh, FETCH",
    "offline-github, FETCH",
    "indirect-input, FETCH",
    "path-input, PATH_MISSING",
    "infinite-recursion, RECURSION",
    "stack-overflow, RECURSION",
    "syntax, SYNTAX",
    "syntax-flake, SYNTAX",
    "undefined-variable, SYNTAX",
    "impure-path, IMPURE",
    "impure-system, IMPURE",
    "impure-lookup, IMPURE",
    "impure-fetch, IMPURE",
    "throw, EVALUATION",
    "assertion, EVALUATION",
    "type, EVALUATION",
    "call, ARGUMENT",
    "formal-missing, ARGUMENT",
    "unknown-commit, COMMIT_MISSING",
    "build-failed, BUILD",
    "build-dep-failed, BUILD",
    "build-platform, PLATFORM",
    "build-fod, FETCH",
    "build-fetchurl, FETCH",
    "no-features, FEATURES",
    "no-flakes, FEATURES"
  })
  void bothVersionsGiveTheSameCause(String name, Kind kind) throws IOException {
    for (String version : List.of("2.8", "2.26")) {
      NixFailure failure = failure(version, name);
      assertEquals(kind, failure.kind(), () -> version + ": " + failure.log());
      assertFalse(failure.lines().isEmpty());
      assertTrue(failure.lines().size() <= 14, () -> version + ": too much: " + failure.lines());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.8", "2.26"})
  void aSyntaxErrorKeepsItsPlace(String version) throws IOException {
    NixFailure failure = failure(version, "syntax");
    assertEquals("syntax error, unexpected '=', expecting ';'", failure.message());
    assertEquals("error: " + failure.message(), failure.lines().get(0));
    assertTrue(failure.lines().stream().anyMatch(line -> line.endsWith("/bad.nix:3:5:")), failure.lines().toString());
    assertTrue(failure.lines().stream().noneMatch(line -> line.contains("while calling")), failure.lines().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.8", "2.26"})
  void aMissingFileIsNamedInTheRemedy(String version) throws IOException {
    String remedy = failure(version, "untracked").remedy();
    assertTrue(remedy.matches(".*git add hosts(/axon.nix)?"), remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.8", "2.26"})
  void whatGitSaidBelongsToAFetch(String version) throws IOException {
    List<String> lines = failure(version, "network-git").lines();
    assertTrue(lines.contains("fatal: unable to access 'https://git.invalid/nothing/': Could not resolve host: git.invalid"), lines.toString());
    String gone = failure(version, "locked-git").message();
    assertTrue(gone.endsWith(": fatal: '/nowhere/private' does not appear to be a git repository"), gone);
    String unreached = failure(version, "locked-ssh").message();
    assertTrue(unreached.contains(": ssh: Could not resolve hostname private.invalid"), unreached);
    assertTrue(failure(version, "network-ssh").lines().get(0).startsWith("ssh: Could not resolve hostname"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.8", "2.26"})
  void aBuildFailureShowsTheBuildersLastLines(String version) throws IOException {
    NixFailure failure = failure(version, "build-dep-failed");
    assertTrue(failure.message().endsWith("-broken.drv' failed with exit code 3"), failure.message());
    assertTrue(failure.lines().contains("broken> gcc: fatal"), failure.lines().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.8", "2.26"})
  void aThrownTextIsKeptWhole(String version) throws IOException {
    assertEquals(
        List.of(
            "error: The option `fleet.x' does not exist. Definition values:", "- In `/nix/store/x/flake.nix'"),
        failure(version, "throw").lines());
  }

  @Test
  void anEndByUsIsNoErrorOfNix() {
    Result stopped = new Result(End.CANCELLED, -1, "", "error: interrupted by the user\n", Duration.ofSeconds(1));
    assertEquals(Kind.CANCELLED, NixErrors.of(stopped).kind());
    Result late = new Result(End.TIMED_OUT, -1, "", "copying path\n", Duration.ofSeconds(9));
    assertEquals(Kind.TIMED_OUT, NixErrors.of(late).kind());
    assertEquals("nix took longer than its time limit (9 s)", NixErrors.of(late).message());
  }

  @Test
  void aKillIsTakenForMemory() {
    assertEquals(Kind.MEMORY, NixErrors.of(new Result(End.EXITED, 137, "", "", Duration.ofSeconds(1))).kind());
  }

  @Test
  void coloursAreLeftOut() {
    String log = "\u001b[31;1merror:\u001b[0m undefined variable '\u001b[35;1mx\u001b[0m'\n";
    assertEquals(
        "undefined variable 'x'", NixErrors.of(new Result(End.EXITED, 1, "", log, Duration.ofSeconds(1))).message());
  }
}
