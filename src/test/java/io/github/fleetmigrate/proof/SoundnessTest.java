package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.proof.DerivationComparison.Outcome;
import io.github.fleetmigrate.testing.Nix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attempts to have a host called identical that is not, on derivations that the real nix programs wrote. */
class SoundnessTest {
  private static final String NIXES = "io.github.fleetmigrate.testing.Tools#nixes";

  @TempDir Path folder;

  /** What is found for each host that is made of the same words in two trees that differ in a comment of flake.nix. */
  private Map<String, Outcome> inTwoTrees(String program, Map<String, String> hosts) throws IOException {
    return outcomes(program, flake(hosts), "# another tree\n" + flake(hosts));
  }

  private Map<String, Outcome> outcomes(String program, String before, String after) throws IOException {
    try (FlakeEvaluator nix = Nix.evaluator(program)) {
      SmallFleet fleet = new SmallFleet(folder.resolve("fleet"));
      Map<String, Outcome> outcomes = new TreeMap<>();
      fleet.compare(nix, fleet.flake(before), fleet.flake(after)).forEach((host, r) -> outcomes.put(host, r.outcome()));
      return outcomes;
    }
  }

  private static String flake(Map<String, String> hosts) {
    StringBuilder all = new StringBuilder("{ nixosConfigurations = {\n");
    hosts.forEach((host, parts) -> all.append(host).append(" = host \"axon\" \"1\" [ ").append(parts).append(" ];\n"));
    return SmallFleet.outputs(all.append("}; }").toString());
  }

  private static Map<String, Outcome> all(Map<String, String> hosts, Outcome outcome) {
    Map<String, Outcome> expected = new TreeMap<>();
    hosts.keySet().forEach(host -> expected.put(host, outcome));
    return expected;
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void whatReadsTheContentIsNeverIdentical(String program) throws IOException {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("ownLink", "(run \"x\" \"ln -s ${self} $out; cp $out/flake.nix y\")");
    hosts.put("ownText", "(run \"x\" \"echo ${self} > p; cp $(cat p)/flake.nix $out\")");
    hosts.put("linkOfAnother", "(run \"x\" \"cp ${run \"link\" \"ln -s ${self} $out\"}/flake.nix $out\")");
    hosts.put("linkOfALink", "(run \"x\" \"cp ${run \"b\" \"ln -s ${run \"a\" \"ln -s ${self} $out\"} $out\"}/flake.nix $out\")");
    hosts.put("scriptOfAnother", "(run \"x\" \"${writeText \"gen\" \"cat ${self}/flake.nix\"} > $out\")");
    hosts.put("writtenThenRun", RUNS_WHAT_IT_WRITES);
    hosts.put("writtenThenRead", derivation("text = \"${self}\"", "echo \\\"$text\\\" > p; read q < p; cp $q/flake.nix $out"));
    hosts.put(
        "linkedThenRunOn",
        derivation("command = \"cat $out/flake.nix > x\"", "ln -s ${self} $out; eval \\\"$command\\\""));
    hosts.put("anotherPhase", derivation("installPhase = \"ln -s ${self} $out\"", "eval $installPhase; ls $out/"));
    hosts.put("passedAsFile", derivation("passAsFile = [ \"data\" ]; data = \"${self}\"", "read p < $dataPath; cp $p/flake.nix $out"));
    hosts.put("variable", derivation("FLAKE = \"${self}\"", "cp $FLAKE/flake.nix $out"));
    hosts.put("likeAScript", derivation("words = \"echo ${self}\"", "set -- $words; cp $2/flake.nix $out"));
    hosts.put("structured", derivation("__structuredAttrs = true; src = self", ". ./.attrs.sh; cp $src/flake.nix $out"));
    hosts.put("closure", derivation("exportReferencesGraph = [ \"graph\" (writeText \"t\" \"${self}\") ]", "cp graph $out"));
    hosts.put(
        "structuredClosure",
        derivation("__structuredAttrs = true; exportReferencesGraph.graph = [ (writeText \"t\" \"${self}\") ]", "cp .attrs.json $out"));
    hosts.put("readWhileEvaluating", "(writeText \"a\" (builtins.readFile \"${self}/flake.nix\"))");
    hosts.put("hashedWhileEvaluating", "(builtins.hashFile \"sha256\" ./flake.nix)");
    hosts.put("copied", "(run \"x\" \"cp ${builtins.path { path = ./.; name = \"all\"; }}/flake.nix $out\")");
    hosts.put("filtered", "(run \"x\" \"ls ${builtins.filterSource (p: t: baseNameOf p == \"flake.nix\") ./.}\")");
    assertEquals(all(hosts, Outcome.DIFFERENT), inTwoTrees(program, hosts));
  }

  /** As nixpkgs of 2025 writes a script, with a check of its syntax. */
  private static final String WRITER =
      """
      args = [ "-c" "eval \\"$buildCommand\\"" ];
      text = "nixos-rebuild --flake ${self}"; executable = "1"; passAsFile = [ "buildCommand" "text" ];
      checkPhase = "runHook preCheck\\n/bin/bash -n -O extglob \\"$target\\"\\n/bin/shellcheck \\"$target\\"\\nrunHook postCheck\\n";
      buildCommand = ''
        target=$out/bin/rebuild
        mkdir -p "$(dirname "$target")"

        if [ -e "$textPath" ]; then
          mv "$textPath" "$target"
        else
          echo -n "$text" > "$target"
        fi

        if [ -n "$executable" ]; then
          chmod +x "$target"
        fi

        eval "$checkPhase"
      '';
      """;

  private static final String UNIT =
      "name=a.service\\nmkdir -p \\\"$out/$(dirname -- \\\"$name\\\")\\\"\\necho -n \\\"$text\\\" > \\\"$out/$name\\\"\\n";

  private static final String RUNS_WHAT_IT_WRITES =
      derivation("text = \"cat ${self}/flake.nix\"; checkPhase = \"$out\"", "printf '%s' \\\"$text\\\" > $out; eval $checkPhase");

  private static String derivation(String attributes, String script) {
    return "(derivation { name = \"x\"; inherit system; builder = \"/bin/sh\"; "
        + attributes
        + "; args = [ \"-c\" \""
        + script
        + "\" ]; })";
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void whatOnlySaysWhereTheSourceIsIsIdentical(String program) throws IOException {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("info", "(writeText \"info.json\" (builtins.toJSON { inherit (self.sourceInfo) rev shortRev narHash; }))");
    hosts.put("revision", "(writeText \"a\" \"${self.rev} ${self.dirtyRev or \"clean\"}\")");
    hosts.put("scriptInAUnit", "(writeText \"unit\" \"ExecStart=${writeText \"gen\" \"cat ${self}/flake.nix\"}\")");
    hosts.put("linkToALink", "(run \"b\" \"ln -s ${run \"a\" \"mkdir $out; ln -s ${self} $out/x\"} $out\")");
    hosts.put("writer", "(derivation { name = \"w\"; inherit system; builder = \"/bin/sh\"; " + WRITER + " })");
    hosts.put("unit", derivation("text = \"ExecStart=${self}/x\"; buildCommand = \"" + UNIT + "\"", "eval \\\"$buildCommand\\\""));
    hosts.put(
        "json",
        derivation(
            "value = \"{\\\"path\\\":\\\"${self}\\\"}\"; buildCommand = \"jq . \\\"$valuePath\\\"> $out\\n\"",
            "eval \\\"$buildCommand\\\""));
    assertEquals(all(hosts, Outcome.IDENTICAL_BUT_FOR_SOURCE), inTwoTrees(program, hosts));
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void whatSiblingCommitsHaveInCommonIsIdentical(String program) throws IOException {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("dates", "(writeText \"a\" \"${toString self.lastModified} ${self.lastModifiedDate}\")");
    hosts.put("count", "(writeText \"a\" (toString (self.revCount or 0)))");
    hosts.put("otherFile", "(writeText \"a\" (builtins.readFile \"${self}/lib.nix\"))");
    hosts.put("copyOfOthers", "(run \"x\" \"ls ${builtins.path { path = ./.; name = \"l\"; filter = p: t: baseNameOf p == \"lib.nix\"; }}\")");
    assertEquals(all(hosts, Outcome.IDENTICAL), inTwoTrees(program, hosts));
  }

  @ParameterizedTest
  @MethodSource(NIXES)
  void theWordsOfTheMaskAreNoWayAround(String program) throws IOException {
    String before = "(writeText \"a\" self.rev) (writeText \"b\" \"${self.rev}\")";
    String after = before.replace("\"a\" self.rev", "\"a\" \"<source revision>\"");
    assertEquals(
        Map.of("axon", Outcome.DIFFERENT),
        outcomes(program, flake(Map.of("axon", before)), flake(Map.of("axon", after))));
  }
}
