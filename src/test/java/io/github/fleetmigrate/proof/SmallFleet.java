package io.github.fleetmigrate.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.nixeval.AttrPath;
import io.github.fleetmigrate.nixeval.Evaluated;
import io.github.fleetmigrate.nixeval.FlakeEvaluator;
import io.github.fleetmigrate.nixeval.FlakeSource;
import io.github.fleetmigrate.nixeval.SourceIdentity;
import io.github.fleetmigrate.testing.GitRepo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A flake of three hosts without a module system: a toplevel that links an etc, units and packages. Baseline and changed
 * trees are sibling commits beside the branch, as the engine makes them.
 */
final class SmallFleet {
  static final String LIB =
      """
      rec {
        system = "x86_64-linux";
        writeText = name: text: derivation {
          inherit name system text;
          builder = "/bin/sh";
          args = [ "-c" "printf '%s' \\"$text\\" > \\"$out\\"" ];
        };
        run = name: command: derivation {
          inherit name system command;
          builder = "/bin/sh";
          args = [ "-c" "eval \\"$command\\"" ];
        };
        etc = files: writeText "etc" (builtins.concatStringsSep "" (map (f: "${f}\\n") files));
        host = name: label: parts: {
          config.system.build.toplevel =
            writeText "nixos-system-${name}-${label}" (builtins.concatStringsSep "" (map (p: "${p}\\n") parts));
        };
      }
      """;

  private final GitRepo repo;

  SmallFleet(Path folder) throws IOException {
    repo = GitRepo.init(folder);
    repo.write("README.md", folder + "\n").commit();
    repo.write("lib.nix", LIB);
  }

  /** A commit with this flake; siblings of one another. */
  FlakeSource flake(String flake) throws IOException {
    return FlakeSource.of(repo.root(), repo.write("flake.nix", flake).dangling());
  }

  /** What each host of both trees is found to be. */
  Map<String, DerivationComparison.Result> compare(FlakeEvaluator nix, FlakeSource before, FlakeSource after)
      throws IOException {
    SourceIdentity one = nix.identity(before).value().orElseThrow();
    SourceIdentity other = nix.identity(after).value().orElseThrow();
    JsonNode systems = systems(nix, before);
    Map<String, DerivationComparison.Result> results = new TreeMap<>();
    for (Map.Entry<String, JsonNode> host : systems(nix, after).properties()) {
      String was = systems.get(host.getKey()).asText();
      results.put(host.getKey(), new DerivationComparison(new DrvStore()).compare(was, one, host.getValue().asText(), other));
    }
    return results;
  }

  private static JsonNode systems(FlakeEvaluator nix, FlakeSource source) {
    String derivations = "hosts: builtins.mapAttrs (name: host: host.config.system.build.toplevel.drvPath) hosts";
    Evaluated<JsonNode> systems = nix.value(source, AttrPath.of("nixosConfigurations"), derivations);
    return systems.value().orElseThrow(() -> new AssertionError(systems.failure().orElseThrow().log()));
  }

  GitRepo repo() {
    return repo;
  }

  /** A flake whose outputs are {@code body}, which may use {@code self} and all of the library. */
  static String outputs(String body) {
    return "{ outputs = { self }: with import ./lib.nix; " + body + "; }\n";
  }

  /** A flake with one host {@code axon}, made of these parts. */
  static String axon(String parts) {
    return outputs("{ nixosConfigurations.axon = host \"axon\" \"25.05\" [ " + parts + " ]; }");
  }
}
