package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.proof.DerivationComparison.Outcome;
import io.github.fleetmigrate.proof.DerivationComparison.Result;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On derivations that the real nix wrote. */
class DerivationComparisonTest {
  @TempDir Path folder;
  private FlakeEvaluator nix;
  private SmallFleet fleet;

  @BeforeEach
  void begin() throws IOException {
    nix = Nix.evaluator("nix");
    fleet = new SmallFleet(folder.resolve("fleet"));
  }

  @AfterEach
  void end() {
    nix.close();
  }

  private Result compare(FlakeSource before, FlakeSource after) throws IOException {
    return new DerivationComparison(new DrvStore())
        .compare(
            drv(before), nix.identity(before).value().orElseThrow(), drv(after), nix.identity(after).value().orElseThrow());
  }

  private String drv(FlakeSource source) {
    Evaluated<String> drv =
        nix.value(source, Targets.derivation("axon").plus("drvPath"), "x: x").map(node -> node.asText());
    return drv.value().orElseThrow(() -> new AssertionError(drv.failure().orElseThrow().log()));
  }

  /** The same parts in two trees that differ by a comment. */
  private Result inTwoTrees(String parts) throws IOException {
    return compare(fleet.flake(SmallFleet.axon(parts)), fleet.flake("# another tree\n" + SmallFleet.axon(parts)));
  }

  private Result inOneTree(String before, String after) throws IOException {
    return compare(fleet.flake(SmallFleet.axon(before)), fleet.flake(SmallFleet.axon(after)));
  }

  private static List<String> lines(Result result) {
    return result.differences().stream().map(Difference::line).toList();
  }

  @Test
  void nothingEmbeddedIsTheSameDerivation() throws IOException {
    assertEquals(Outcome.IDENTICAL, inTwoTrees("(writeText \"a\" \"text\")").outcome());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(writeText \"revision\" self.rev)",
        "(writeText \"revision\" \"v-${self.shortRev}\")",
        "(writeText \"hash\" self.narHash)",
        "(writeText \"registry.json\" (builtins.toJSON { path = self.outPath; rev = self.rev; hash = self.narHash; }))",
        "(etc [ \"nixos -> ${self}\" \"flake -> ${self}/flake.nix\" ])",
        "(run \"links\" \"ln -s ${self} $out; ln -sfn ${self}/hosts $out/hosts\")",
        "(run \"said\" \"echo ${self} > $out\")",
        "(writeText \"deep\" \"${writeText \"deeper\" \"${writeText \"deepest\" self.rev}\"}\")",
        "(writeText \"system-${self.shortRev}\" \"named for it\")",
        "(etc [ (writeText \"etc-${self.rev}\" self.rev) (writeText \"plain\" \"${writeText self.shortRev \"x\"}/y\") ])",
        "self.rev"
      })
  void whatTheFlakeKnowsOfItselfDoesNotCount(String parts) throws IOException {
    Result result = inTwoTrees(parts);
    assertEquals(Outcome.IDENTICAL_BUT_FOR_SOURCE, result.outcome(), () -> lines(result).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cp ${self}/flake.nix $out",
        "read line < ${self}/flake.nix; echo $line > $out",
        "echo $(wc ${self}/flake.nix) > $out",
        "echo ${self}/* > $out",
        "ln -s ${self}/flake.ni? $out",
        "echo ${self} | xargs ls > $out",
        "sh ${self}/build.sh"
      })
  void buildingFromTheContentOfTheSourceIsAChange(String command) throws IOException {
    Result result = inTwoTrees("(run \"site\" \"" + command + "\")");
    assertEquals(Outcome.DIFFERENT, result.outcome());
    assertEquals(List.of("site: it is built from the content of the flake's own source"), lines(result));
  }

  @Test
  void theContentDoesNotMatterWhereItIsTheSame() throws IOException {
    String flake = SmallFleet.axon("(run \"site\" \"cp ${self}/flake.nix $out\") self.rev");
    FlakeSource before = fleet.flake(flake);
    fleet.repo().git("commit", "-q", "--allow-empty", "-m", "another");
    FlakeSource after = fleet.flake(flake);
    assertTrue(!before.commit().equals(after.commit()));
    assertEquals(Outcome.IDENTICAL_BUT_FOR_SOURCE, compare(before, after).outcome());
  }

  @Test
  void aCopyOfTheWholeSourceIsNamed() throws IOException {
    Result result = inTwoTrees("(run \"site\" \"cp ${./.}/flake.nix $out\")");
    assertEquals(Outcome.DIFFERENT, result.outcome());
    assertEquals("site", result.differences().get(0).derivation());
    assertTrue(lines(result).get(0).contains("copy of the flake's whole source (./.)"), lines(result).toString());
  }

  @Test
  void theSmallestDerivationThatDiffersIsNamedWithItsText() throws IOException {
    String parts = "(etc [ \"hosts ${writeText \"etc-hosts\" \"127.0.0.1 localhost\\n10.0.0.%s axon\\n\"}\" ]) self.rev";
    Result result = inOneTree(parts.formatted("1"), parts.formatted("2"));
    assertEquals(Outcome.DIFFERENT, result.outcome());
    assertEquals(List.of("etc-hosts: text: - \"10.0.0.1 axon\" + \"10.0.0.2 axon\""), lines(result));
  }

  @Test
  void aMaskHidesNothingElse() throws IOException {
    Result result = inOneTree("(writeText \"a\" \"${self.rev} x\")", "(writeText \"a\" \"${self.rev} y\")");
    assertEquals(Outcome.DIFFERENT, result.outcome());
    assertEquals(
        List.of("a: text: \"<source revision> x\" became \"<source revision> y\""),
        lines(result).stream().map(l -> l.replaceFirst("- (\".*\") \\+ (\".*\")", "$1 became $2")).toList());
  }

  @Test
  void theOtherTreesRevisionIsNotMasked() throws IOException {
    FlakeSource before = fleet.flake(SmallFleet.axon("(writeText \"a\" \"${self.rev} ${self.rev}\")"));
    FlakeSource after = fleet.flake(SmallFleet.axon("(writeText \"a\" \"${self.rev} " + before.commit() + "\")"));
    assertEquals(Outcome.DIFFERENT, compare(before, after).outcome());
  }

  @Test
  void whatOnlyCollectsNamesWhatCameAndWent() throws IOException {
    String one = "(writeText \"unit-one.service\" \"1\")";
    String two = "(writeText \"unit-two.service\" \"2\")";
    String three = "(writeText \"unit-three.service\" \"3\")";
    Result result = inOneTree("(etc [ \"${" + one + "}\" \"${" + two + "}\" ])", "(etc [ \"${" + one + "}\" \"${" + three + "}\" ])");
    assertEquals(List.of("etc: new: unit-three.service; gone: unit-two.service"), lines(result));
    assertTrue(result.differences().get(0).collects());
  }

  @Test
  void anotherVersionOfAPackageIsTheSamePackage() throws IOException {
    String path = "(writeText \"system-path\" \"${writeText \"hello-%s\" \"%s\"}\\n\")";
    Result result = inOneTree(path.formatted("1.0", "x"), path.formatted("2.0", "y"));
    assertEquals(List.of("hello-2.0: its name was hello-1.0; text: - \"x\" + \"y\""), lines(result));
  }

  @Test
  void howAFixedOutputIsFetchedDoesNotMatter() throws IOException {
    String fixed =
        "(derivation { name = \"src\"; inherit system; builder = \"/bin/sh\"; args = [ \"%s\" ]; outputHash ="
            + " \"sha256-%sAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"; outputHashAlgo = \"sha256\"; outputHashMode = \"flat\"; })";
    assertEquals(Outcome.IDENTICAL, inOneTree(fixed.formatted("x", "A"), fixed.formatted("y", "A")).outcome());
    assertEquals(
        Outcome.IDENTICAL_BUT_FOR_SOURCE,
        inOneTree(fixed.formatted("x", "A") + " self.rev", fixed.formatted("y", "A") + " self.rev").outcome());
    assertEquals(
        List.of("src: its content is fixed to another hash"),
        lines(inOneTree(fixed.formatted("x", "A"), fixed.formatted("x", "Q"))));
  }
}
