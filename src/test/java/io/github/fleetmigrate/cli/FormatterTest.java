package io.github.fleetmigrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flake's own formatter on the files that a phase touches, where a person wants it. */
class FormatterTest {
  /** Idempotent, as formatters are; fleet-config.nix is not in its style, the other files are. */
  private static final String STYLE =
      """
      for file in "$@"; do
        case $file in *.nix) ;; *) echo "house-style: $file: not Nix" >&2; exit 1 ;; esac
        sed -i -e 's/or { }/or {}/' -e 's/nixos-fleet.url = /nixos-fleet.url  = /' -e 's/ # never over.*//' \\
          -e 's/^{ self, inputs, ... }:/{ self\\n, inputs\\n, ...\\n}:/' "$file"
      done
      """;

  @TempDir static Path shared;
  @TempDir Path temp;

  private static SampleRepo sample;
  /** What phase 1 does where nobody asks for the formatter, as git tells it. */
  private static String unformatted;

  @BeforeAll
  static void layOut() throws Exception {
    sample = SampleRepo.in(shared, "nix-2.26");
    SampleRepo plain = formatted(sample.copy(shared.resolve("plain")), STYLE);
    String start = plain.head();
    plain.done("apply", "--yes", "--through", "1", "--answers", plain.answers().toString());
    unformatted = plain.git("diff", "--full-index", "--binary", start, "HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nix", "nix-2.26"})
  void whatAPhaseTouchesIsFormattedAndNothingElse(String nix) throws Exception {
    SampleRepo repo = formatted(SampleRepo.in(temp, nix), STYLE);
    String start = repo.head();
    String answers = repo.answers(a -> a.put("format", true).remove("withoutNode")).toString();
    repo.done("apply", "--yes", "--through", "4", "--answers", answers);
    for (int phase = 1; phase <= 4; phase++) {
      repo.phase(phase).get("hosts").forEach(host -> assertEquals("identical", host.get("verdict").asText()));
    }
    assertTrue(repo.read("flake.nix").contains("nixos-fleet.url  = "), repo.read("flake.nix"));
    String hive = repo.read("flake-modules/colmena.nix");
    assertTrue(hive.contains("network or {}") && hive.contains("recursiveUpdate"), hive);
    assertEquals("", repo.git("diff", "--name-only", start, "HEAD", "--", "systems", "flake-modules/deploy.nix"));

    InProcess.Ended plan = repo.done("plan");
    assertTrue(plan.err().contains("formatted by the flake's own formatter"), plan.err());
    assertTrue(plan.err().contains("fleet-config.nix: it was not in the style of the flake's formatter"), plan.err());
    repo.done("apply", "--yes");
    assertTrue(repo.read("fleet-config.nix").contains("# never over the network"), "its other lines stay");
    hive = repo.read("flake-modules/colmena.nix");
    assertTrue(hive.startsWith("# The fleet") && hive.contains("\n{ self\n, inputs\n, ...\n}:"), hive);
    assertFalse(hive.contains("recursiveUpdate"), "the formatted hive is known again and gives way to the inventory");
    String head = repo.head();
    repo.done("apply", "--yes");
    assertEquals(head, repo.head());
    repo.done("verify");
  }

  @Test
  void thePlanHoldsEveryByteThatApplyWrites() throws Exception {
    SampleRepo repo = formatted(sample.copy(temp), STYLE);
    String answers = repo.answers(a -> a.put("format", true)).toString();
    Path diff = Files.writeString(temp.resolve("p.diff"), repo.done("plan", "--through", "2", "--answers", answers).out());
    SampleRepo byHand = repo.copy(temp.resolve("by-hand"));
    byHand.git("apply", "--index", diff.toString());
    repo.done("apply", "--yes", "--through", "2", "--answers", answers);
    assertEquals(repo.tree(), byHand.git("write-tree"));
  }

  @Test
  void nobodyAskedForIt() throws Exception {
    SampleRepo repo = formatted(sample.copy(temp), "echo ran >> " + temp.resolve("ran") + "\n");
    repo.done("apply", "--yes", "--through", "1", "--answers", repo.answers().toString());
    assertFalse(Files.exists(temp.resolve("ran")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 3                                                     | fails on the files as they were: exit code 3",
        "echo 'cannot format' >&2; exit 1                           | fails on the files as they were: cannot format",
        "case $* in *nixos-fleet*) ;; esac; grep -q nixos-fleet.url flake.nix || exit 0; printf '}' >> flake.nix | does not parse",
        "rm -f \"$@\"; rm -rf systems                               | flake.nix: the flake's formatter takes it away",
        "! grep -q nixos-fleet.url flake.nix || rm -f flake.nix     | flake.nix: the flake's formatter takes it away",
        "echo x > README.md; echo '{ }' > systems/axon/default.nix  | ''",
      })
  void aFormatterThatMisbehavesChangesNothing(String script, String said) throws Exception {
    SampleRepo repo = formatted(sample.copy(temp), script + "\n");
    String start = repo.head();
    String answers = repo.answers(a -> a.put("format", true)).toString();
    InProcess.Ended plan = repo.done("plan", "--phase", "1", "--answers", answers);
    assertTrue(plan.err().contains(said == null ? "" : said), plan.err());
    repo.done("apply", "--yes", "--through", "1", "--answers", answers);
    assertEquals(unformatted, repo.git("diff", "--full-index", "--binary", start, "HEAD"));
  }

  @Test
  void oneThatCannotBeBuiltHereIsToldAndLeftOut() throws Exception {
    SampleRepo repo = sample.copy(temp);
    repo.replace(
        "flake.nix",
        "formatter = pkgs.nixpkgs-fmt;",
        "formatter = derivation { name = \"fmt\"; inherit (pkgs.stdenv) system; builder = \"/bin/sh\"; args = [ \"-c\" \"exit 1\" ]; };");
    repo.commit("A formatter that does not build");
    String answers = repo.answers(a -> a.put("format", true)).toString();
    InProcess.Ended plan = repo.done("plan", "--phase", "1", "--answers", answers);
    assertTrue(plan.out().contains("+++ b/flake.nix"), plan.out());
    assertTrue(plan.err().contains("flake.nix: the flake's formatter") && plan.err().contains("cannot be built here"), plan.err());
  }

  /** The sample with a formatter that is a script of the repository. */
  private static SampleRepo formatted(SampleRepo repo, String script) throws Exception {
    repo.write("tools/bin/house-style", "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(
        repo.root().resolve("tools/bin/house-style"),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    repo.replace(
        "flake.nix",
        "formatter = pkgs.nixpkgs-fmt;",
        """
        formatter = derivation {
                    name = "house-style-1";
                    inherit (pkgs.stdenv) system;
                    builder = "builtin:buildenv";
                    derivations = [ "true" 5 1 ./tools ];
                    manifest = builtins.toFile "manifest.nix" "[ ]";
                  };\
        """);
    repo.commit("A formatter of our own");
    return repo;
  }
}
